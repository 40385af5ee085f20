import { type Quota } from "./quota";

/** Read 2026-11. Routes per table went from 50 to 500 in 2026; IPv4 and IPv6 are counted apart, and what BGP propagates is not among them. */
const VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const PEERING = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-connection-quotas.html";
const PRIVATELINK = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html";

export const NETWORK_QUOTAS = {
  vpcsPerRegion: { name: "VPCs per Region", value: 5, adjustable: true, code: "L-F678F1CE", source: VPC },
  subnetsPerVpc: { name: "subnets per VPC", value: 200, adjustable: true, code: "L-407747CB", source: VPC },
  cidrsPerVpc: {
    name: "IPv4 CIDR blocks per VPC",
    value: 5,
    adjustable: 50,
    code: "L-83CA0A9D",
    source: VPC,
  },
  routeTablesPerVpc: {
    name: "route tables per VPC",
    value: 200,
    adjustable: true,
    code: "L-589F43AA",
    source: VPC,
  },
  routesPerTable: {
    name: "routes per route table",
    value: 500,
    adjustable: 1000,
    code: "L-93826ACB",
    source: VPC,
  },
  networkAclsPerVpc: {
    name: "network ACLs per VPC",
    value: 200,
    adjustable: true,
    code: "L-B4A6D682",
    source: VPC,
  },
  rulesPerNacl: {
    name: "entries per direction and network ACL",
    value: 20,
    adjustable: 40,
    code: "L-2AEEBF1A",
    source: VPC,
  },
  securityGroupsPerRegion: {
    name: "security groups per Region",
    value: 2500,
    adjustable: true,
    code: "L-E79EC296",
    source: VPC,
  },
  rulesPerGroup: {
    name: "rules per direction and security group",
    value: 60,
    adjustable: 1000,
    code: "L-0EA8095F",
    source: VPC,
  },
  groupsPerInterface: {
    name: "security groups per network interface",
    value: 5,
    adjustable: 16,
    code: "L-2AFB9258",
    source: VPC,
  },
  internetGatewaysPerRegion: {
    name: "internet gateways per Region",
    value: 5,
    adjustable: true,
    code: "L-A4707A72",
    source: VPC,
  },
  natGatewaysPerZone: {
    name: "NAT gateways per Availability Zone",
    value: 5,
    adjustable: true,
    code: "L-FE5A380F",
    source: VPC,
  },
  elasticIpsPerRegion: {
    name: "Elastic IP addresses per Region",
    value: 5,
    adjustable: true,
    code: "L-0263D0A3",
    source: VPC,
  },
  peeringsPerVpc: {
    name: "active peerings per VPC",
    value: 50,
    adjustable: 125,
    code: "L-7E9ECCDB",
    source: PEERING,
  },
  interfaceEndpointsPerVpc: {
    name: "interface endpoints per VPC",
    value: 50,
    adjustable: true,
    code: "L-29B6F2EB",
    source: PRIVATELINK,
  },
  gatewayEndpointsPerRegion: {
    name: "gateway endpoints per Region",
    value: 20,
    adjustable: true,
    code: "L-1B52E74A",
    source: PRIVATELINK,
  },
} as const satisfies Record<string, Quota>;
