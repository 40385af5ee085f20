/** Tokens of the EC2 types that others refer to. */
export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const EGRESS_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const EIP = "aws:ec2/eip:Eip";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const ACL = "aws:ec2/networkAcl:NetworkAcl";
export const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
export const DEFAULT_ROUTE_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
