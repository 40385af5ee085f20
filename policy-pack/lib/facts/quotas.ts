/**
 * Quotas of AWS that plans run into.
 * Source: AWS General Reference and the service user guides, read 2026-11. `adjustable` is the most AWS raises it to, where it does.
 */
export interface Quota {
  readonly name: string;
  readonly value: number;
  readonly adjustable?: number;
  readonly source: string;
}

const VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const TGW = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";

export const QUOTAS = {
  peeringsPerVpc: { name: "active peerings per VPC", value: 50, adjustable: 125, source: VPC },
  routesPerTable: { name: "routes per route table", value: 50, adjustable: 1000, source: VPC },
  rulesPerGroup: { name: "rules per direction and security group", value: 60, adjustable: 1000, source: VPC },
  groupsPerInterface: {
    name: "security groups per network interface",
    value: 5,
    adjustable: 16,
    source: VPC,
  },
  rulesPerNacl: { name: "entries per direction and network ACL", value: 20, adjustable: 40, source: VPC },
  cidrsPerVpc: { name: "IPv4 CIDR blocks per VPC", value: 5, adjustable: 50, source: VPC },
  routeTablesPerTgw: { name: "route tables per transit gateway", value: 20, source: TGW },
  attachmentsPerTgw: { name: "attachments per transit gateway", value: 5000, source: TGW },
  subscriptionFiltersPerGroup: { name: "subscription filters per log group", value: 2, source: LOGS },
  metricFiltersPerGroup: { name: "metric filters per log group", value: 100, source: LOGS },
  scpsPerTarget: {
    name: "service control policies per target, FullAWSAccess among them",
    value: 10,
    source: ORGANIZATIONS,
  },
  rcpsPerTarget: {
    name: "resource control policies per target, RCPFullAWSAccess among them",
    value: 5,
    source: ORGANIZATIONS,
  },
  declarativePoliciesPerTarget: {
    name: "declarative policies for EC2 per target",
    value: 10,
    source: ORGANIZATIONS,
  },
} as const satisfies Record<string, Quota>;

/**
 * Characters an organisation policy may have, by type. Service control policies went from 5,120 to 10,240 on 2026-05-15.
 * Source: AWS Organizations, quotas (2026-11).
 */
export const POLICY_SIZES: Readonly<Record<string, number>> = {
  SERVICE_CONTROL_POLICY: 10_240,
  RESOURCE_CONTROL_POLICY: 5_120,
  TAG_POLICY: 10_000,
  BACKUP_POLICY: 10_000,
  AISERVICES_OPT_OUT_POLICY: 2_500,
  DECLARATIVE_POLICY_EC2: 10_000,
};
