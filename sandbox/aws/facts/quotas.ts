/** One default quota. */
interface QuotaFact {
  readonly value: number;
  /** AWS's answer when it is reached. */
  readonly refusal: readonly [code: string, text: string];
}

const VPC_GUIDE = "Amazon VPC quotas (VPC User Guide), 2026-11";
const LOGS_GUIDE = "CloudWatch Logs quotas, 2026-06";
const TGW_GUIDE = "Quotas for your transit gateways, 2026-06";
const EVENTS_GUIDE = "Amazon EventBridge quotas, 2026-06";
const IAM_GUIDE = "IAM and STS quotas, 2026-06";
const ORG_GUIDE = "Quotas for AWS Organizations, 2026-06";

/** Where each figure comes from. */
export const QUOTA_SOURCES = [VPC_GUIDE, LOGS_GUIDE, TGW_GUIDE, EVENTS_GUIDE, IAM_GUIDE, ORG_GUIDE] as const;

/**
 * Default quotas the sandbox holds callers to, as a new account has them. `SANDBOX_QUOTAS` raises one, as a quota increase
 * would. Per Region unless the name says otherwise.
 */
const QUOTAS = {
  // VPC_GUIDE
  vpcs: { value: 5, refusal: ["VpcLimitExceeded", "The maximum number of VPCs has been reached."] },
  subnetsPerVpc: {
    value: 200,
    refusal: ["SubnetLimitExceeded", "The maximum number of subnets has been reached."],
  },
  routeTablesPerVpc: {
    value: 200,
    refusal: ["RouteTableLimitExceeded", "The maximum number of route tables has been reached."],
  },
  routesPerTable: {
    value: 500,
    refusal: ["RouteLimitExceeded", "The maximum number of routes has been reached."],
  },
  aclsPerVpc: {
    value: 200,
    refusal: ["NetworkAclLimitExceeded", "The maximum number of network ACLs has been reached."],
  },
  aclRulesPerDirection: {
    value: 20,
    refusal: ["NetworkAclEntryLimitExceeded", "The maximum number of network ACL entries has been reached."],
  },
  securityGroups: {
    value: 2_500,
    refusal: ["SecurityGroupLimitExceeded", "The maximum number of security groups has been reached."],
  },
  rulesPerGroupAndDirection: {
    value: 60,
    refusal: [
      "RulesPerSecurityGroupLimitExceeded",
      "The maximum number of rules per security group has been reached.",
    ],
  },
  groupsPerInterface: {
    value: 5,
    refusal: [
      "SecurityGroupsPerInterfaceLimitExceeded",
      "The maximum number of security groups per interface has been reached.",
    ],
  },
  peeringsPerVpc: {
    value: 50,
    refusal: [
      "VpcPeeringConnectionsPerVpcLimitExceeded",
      "The maximum number of active VPC peering connections has been reached.",
    ],
  },
  internetGateways: {
    value: 5,
    refusal: ["InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached."],
  },
  elasticIps: {
    value: 5,
    refusal: ["AddressLimitExceeded", "The maximum number of addresses has been reached."],
  },
  natGatewaysPerZone: {
    value: 5,
    refusal: ["NatGatewayLimitExceeded", "The maximum number of NAT gateways has been reached."],
  },
  gatewayEndpoints: {
    value: 20,
    refusal: ["VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached."],
  },
  interfaceEndpointsPerVpc: {
    value: 50,
    refusal: ["VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached."],
  },
  // TGW_GUIDE
  transitGateways: {
    value: 5,
    refusal: ["TransitGatewayLimitExceeded", "You've reached the limit on the number of transit gateways."],
  },
  transitGatewayTables: {
    value: 20,
    refusal: [
      "TransitGatewayRouteTableLimitExceeded",
      "You've reached the limit on the number of transit gateway route tables.",
    ],
  },
  // LOGS_GUIDE
  subscriptionFiltersPerGroup: {
    value: 2,
    refusal: ["LimitExceededException", "Resource limit exceeded."],
  },
  metricFiltersPerGroup: { value: 100, refusal: ["LimitExceededException", "Resource limit exceeded."] },
  logResourcePolicies: { value: 10, refusal: ["LimitExceededException", "Resource limit exceeded."] },
  // EVENTS_GUIDE
  targetsPerRule: {
    value: 5,
    refusal: ["LimitExceededException", "The requested resource exceeds the maximum number allowed."],
  },
  // IAM_GUIDE
  policiesPerRole: { value: 10, refusal: ["LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10"] },
  // ORG_GUIDE
  accounts: {
    value: 10,
    refusal: [
      "ConstraintViolationException",
      "You have exceeded the allowed number of AWS accounts: ACCOUNT_NUMBER_LIMIT_EXCEEDED",
    ],
  },
  organizationalUnitLevels: {
    value: 5,
    refusal: ["ConstraintViolationException", "OU_DEPTH_LIMIT_EXCEEDED"],
  },
  policiesPerTarget: {
    value: 10,
    refusal: ["ConstraintViolationException", "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"],
  },
  resourceControlPoliciesPerTarget: {
    value: 5,
    refusal: ["ConstraintViolationException", "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"],
  },
} as const satisfies Record<string, QuotaFact>;

export type Quota = keyof typeof QUOTAS;

/** Default value of a quota. */
export function quotaOf(name: Quota): number {
  return QUOTAS[name].value;
}

/** AWS's code and message when a quota is reached. */
export function quotaRefusal(name: Quota): readonly [code: string, text: string] {
  return QUOTAS[name].refusal;
}

/** Whether a name is a quota's. */
export function isQuota(name: string): name is Quota {
  return name in QUOTAS;
}

/** Names of the quotas, sorted. */
export function quotaNames(): string[] {
  return Object.keys(QUOTAS).sort();
}
