import { ENDPOINT, GATEWAY, ROUTE, SUBNET, subnet, TABLE, table, vpc } from "../support/network";
import { refuses } from "../support/refusals";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const EIP = "aws:ec2/eip:Eip";
const NAT = "aws:ec2/natGateway:NatGateway";
const ENDPOINT_TABLE = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
const S3 = "com.amazonaws.eu-west-2.s3";

refuses("the sandbox refuses, of routes and gateways,", [
  [
    "a second route to one destination",
    "RouteAlreadyExists",
    async (a) => {
      const { routeTableId, gatewayId } = await table(a);
      await a.make(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
      return a.make(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
    },
  ],
  [
    "the same IPv6 destination in another spelling",
    "RouteAlreadyExists",
    async (a) => {
      const { routeTableId, gatewayId } = await table(a);
      await a.make(ROUTE, { routeTableId, destinationIpv6CidrBlock: "2001:db8::/32", gatewayId });
      return a.make(ROUTE, { routeTableId, destinationIpv6CidrBlock: "2001:0DB8:0::/32", gatewayId });
    },
  ],
  [
    "a route to the VPC's own block",
    "RouteAlreadyExists",
    async (a) => {
      const { routeTableId, gatewayId } = await table(a);
      return a.make(ROUTE, { routeTableId, destinationCidrBlock: "10.0.0.0/16", gatewayId });
    },
  ],
  [
    "a 501st route of a table",
    "RouteLimitExceeded",
    async (a) => {
      const { routeTableId, gatewayId } = await table(a);
      for (let at = 0; at <= 500; at++) {
        const destinationCidrBlock = `172.${16 + Math.floor(at / 256)}.${at % 256}.0/24`;
        await a.make(ROUTE, { routeTableId, destinationCidrBlock, gatewayId });
      }
    },
  ],
  [
    "a route with two targets",
    "InvalidParameterCombination",
    async (a) => {
      const { routeTableId, gatewayId } = await table(a);
      return a.make(ROUTE, {
        routeTableId,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId,
        natGatewayId: "nat-0123456789abcdef0",
      });
    },
  ],
  [
    "a gateway that is not there",
    "InvalidGatewayID.NotFound",
    async (a) => {
      const { routeTableId } = await table(a);
      return a.make(ROUTE, {
        routeTableId,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-0123456789abcdef0",
      });
    },
  ],
  [
    "a gateway of another VPC",
    /InvalidParameterValue: route table rtb-\w+ and network gateway igw-\w+ belong to different networks/,
    async (a) => {
      const { routeTableId } = await table(a);
      const gatewayId = await a.id(GATEWAY, { vpcId: await vpc(a, "10.1.0.0/16") });
      return a.make(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
    },
  ],
  [
    "a transit gateway the VPC is not attached to",
    "InvalidTransitGatewayID.NotFound",
    async (a) => {
      const { routeTableId } = await table(a);
      const transitGatewayId = await a.id("aws:ec2transitgateway/transitGateway:TransitGateway", {});
      return a.make(ROUTE, { routeTableId, destinationCidrBlock: "10.0.0.0/8", transitGatewayId });
    },
  ],
  [
    "a second table for a subnet",
    "Resource.AlreadyAssociated",
    async (a) => {
      const { vpcId, routeTableId } = await table(a);
      const subnetId = await subnet(a, vpcId);
      await a.make(ASSOCIATION, { routeTableId, subnetId });
      return a.make(ASSOCIATION, { routeTableId: await a.id(TABLE, { vpcId }), subnetId });
    },
  ],
  [
    "a table for a subnet of another VPC",
    "InvalidParameterValue",
    async (a) => {
      const { routeTableId } = await table(a);
      return a.make(ASSOCIATION, {
        routeTableId,
        subnetId: await subnet(a, await vpc(a, "10.1.0.0/16"), "10.1.0.0/24"),
      });
    },
  ],
  [
    "a second internet gateway of a VPC",
    /InvalidParameterValue: Network vpc-\w+ already has an internet gateway attached/,
    async (a) => a.make(GATEWAY, { vpcId: (await table(a)).vpcId }),
  ],
  [
    "a public NAT gateway in a VPC without an internet gateway",
    "Gateway.NotAttached",
    async (a) => a.make(NAT, { subnetId: await subnet(a, await vpc(a)), allocationId: await a.id(EIP, {}) }),
  ],
  [
    "one address for two NAT gateways",
    "Resource.AlreadyAssociated",
    async (a) => {
      const { vpcId } = await table(a);
      const allocationId = await a.id(EIP, {});
      await a.make(NAT, { subnetId: await subnet(a, vpcId), allocationId });
      return a.make(NAT, { subnetId: await subnet(a, vpcId, "10.0.1.0/24"), allocationId });
    },
  ],
  [
    "a second gateway endpoint of a service on one table",
    "RouteAlreadyExists",
    async (a) => {
      const { vpcId, routeTableId } = await table(a);
      await a.make(ENDPOINT_TABLE, {
        vpcEndpointId: await a.id(ENDPOINT, { vpcId, serviceName: S3 }),
        routeTableId,
      });
      return a.make(ENDPOINT_TABLE, {
        vpcEndpointId: await a.id(ENDPOINT, { vpcId, serviceName: S3 }),
        routeTableId,
      });
    },
  ],
  [
    "the end of a VPC that has a subnet, naming it",
    /DependencyViolation: The vpc 'vpc-\w+' has dependencies and cannot be deleted\. \(still used by aws:ec2\/subnet:Subnet subnet-\w+\)/,
    async (a) => {
      const made = await a.make("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
      await subnet(a, made.id);
      return a.remove(made);
    },
  ],
  [
    "the end of a table that serves a subnet",
    "DependencyViolation",
    async (a) => {
      const vpcId = await vpc(a);
      const made = await a.make(TABLE, { vpcId });
      await a.make(ASSOCIATION, { routeTableId: made.id, subnetId: await subnet(a, vpcId) });
      return a.remove(made);
    },
  ],
  [
    "the end of a subnet that holds a NAT gateway",
    "DependencyViolation",
    async (a) => {
      const { vpcId } = await table(a);
      const made = await a.make(SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" });
      await a.make(NAT, { subnetId: made.id, allocationId: await a.id(EIP, {}) });
      return a.remove(made);
    },
  ],
  [
    "the end of an internet gateway while public addresses are mapped",
    /DependencyViolation: Network vpc-\w+ has some mapped public address/,
    async (a) => {
      const vpcId = await vpc(a);
      const made = await a.make(GATEWAY, { vpcId });
      await a.make(NAT, { subnetId: await subnet(a, vpcId), allocationId: await a.id(EIP, {}) });
      return a.remove(made);
    },
  ],
  [
    "the end of an address that a NAT gateway uses",
    "InvalidIPAddress.InUse",
    async (a) => {
      const { vpcId } = await table(a);
      const made = await a.make(EIP, {});
      await a.make(NAT, { subnetId: await subnet(a, vpcId), allocationId: made.id });
      return a.remove(made);
    },
  ],
]);
