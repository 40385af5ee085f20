import { type Account } from "./accounts";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const ACL = "aws:ec2/networkAcl:NetworkAcl";
export const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";

export function vpc(account: Account, cidrBlock = "10.0.0.0/16"): Promise<string> {
  return account.id(VPC, { cidrBlock, enableDnsHostnames: true });
}

/** A subnet; `zone` is the letter of its Availability Zone in eu-west-2. */
export function subnet(
  account: Account,
  vpcId: string,
  cidrBlock = "10.0.0.0/24",
  zone = "a",
): Promise<string> {
  return account.id(SUBNET, { vpcId, cidrBlock, availabilityZone: `eu-west-2${zone}` });
}

export function group(account: Account, vpcId: string): Promise<string> {
  return account.id(GROUP, { vpcId });
}

export async function table(
  account: Account,
): Promise<{ vpcId: string; routeTableId: string; gatewayId: string }> {
  const vpcId = await vpc(account);
  const routeTableId = await account.id(TABLE, { vpcId });
  return { vpcId, routeTableId, gatewayId: await account.id(GATEWAY, { vpcId }) };
}
