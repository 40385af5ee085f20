import { SECURITY_GROUP } from "../security-rules";
import { type Resource } from "../resource";
import { type Model } from "../model";
import { UNKNOWN, type Unknown, asText, at } from "../values";
import { type Amount, exactly } from "./amount";
import { type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { entriesOfList } from "./prefix-lists";
import { referring } from "./referring";
import { entriesOf, listWith, listsOf, rulesOf } from "./rules";
import { targetsOf } from "./targets";

export const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

const ofVpc = (type: string) => ({ type, property: "vpcId" });

/** An endpoint counts for one of two quotas, by its type; that of no type is a gateway. */
function endpointOf(gateway: boolean) {
  return ({ props }: Resource): Amount | undefined => {
    const type = asText(at(props, "vpcEndpointType")) ?? "Gateway";
    if (type === UNKNOWN) return { least: 0, most: 1 };
    return (type === "Gateway") === gateway ? exactly(1) : undefined;
  };
}

function zoneOf(gateway: Resource, model: Model): string | Unknown {
  const { targets, unresolved } = targetsOf(model, gateway, "subnetId", [SUBNET]);
  const zone = asText(at(targets[0]?.props, "availabilityZone"));
  if (zone !== undefined) return zone;
  return unresolved || at(gateway.props, "subnetId") !== undefined ? UNKNOWN : "all zones";
}

/** A route to a prefix list stands for one to each of its entries. */
function routesOfOne(model: Model, route: Resource): number {
  return at(route.props, "destinationPrefixListId") === undefined
    ? 1
    : entriesOfList(model, route, "destinationPrefixListId");
}

/** A VPC brings a security group, a route table, a network ACL and a CIDR block of its own. */
export const NETWORK_COUNTS: readonly Count[] = [
  inPlace("vpcsPerRegion", [VPC]),
  perResource("subnetsPerVpc", [VPC], referring([ofVpc(SUBNET)])),
  perResource(
    "cidrsPerVpc",
    [VPC],
    referring([ofVpc("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation")], 1),
  ),
  perResource("routeTablesPerVpc", [VPC], referring([ofVpc(ROUTE_TABLE)], 1)),
  perResource(
    "routesPerTable",
    [ROUTE_TABLE, "aws:ec2/defaultRouteTable:DefaultRouteTable"],
    listWith("routes", "aws:ec2/route:Route", "routeTableId", routesOfOne),
  ),
  perResource("networkAclsPerVpc", [VPC], referring([ofVpc(NETWORK_ACL)], 1)),
  perResource("rulesPerNacl", [NETWORK_ACL, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"], entriesOf),
  inPlace("securityGroupsPerRegion", [SECURITY_GROUP, VPC]),
  perResource("rulesPerGroup", [SECURITY_GROUP], rulesOf),
  perResource(
    "groupsPerInterface",
    [
      "aws:ec2/networkInterface:NetworkInterface",
      "aws:ec2/instance:Instance",
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:rds/instance:Instance",
      ENDPOINT,
    ],
    listsOf("securityGroups", "vpcSecurityGroupIds", "securityGroupIds"),
  ),
  inPlace("internetGatewaysPerRegion", ["aws:ec2/internetGateway:InternetGateway"]),
  inPlace("natGatewaysPerZone", ["aws:ec2/natGateway:NatGateway"], { part: zoneOf }),
  inPlace("elasticIpsPerRegion", ["aws:ec2/eip:Eip"]),
  perResource(
    "peeringsPerVpc",
    [VPC],
    referring(
      ["vpcId", "peerVpcId"].map((property) => ({
        type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
        property,
      })),
    ),
  ),
  perResource(
    "interfaceEndpointsPerVpc",
    [VPC],
    referring([{ ...ofVpc(ENDPOINT), weight: endpointOf(false) }]),
  ),
  inPlace("gatewayEndpointsPerRegion", [ENDPOINT], { weight: endpointOf(true) }),
];
