import { type Quota } from "./quota";

/** Read 2026-11. There is no quota of private zones per VPC. */
const DNS = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html";

export const DNS_QUOTAS = {
  hostedZonesPerAccount: {
    name: "hosted zones per account",
    value: 500,
    adjustable: true,
    code: "L-4EA4796A",
    source: DNS,
  },
  vpcsPerPrivateZone: { name: "VPCs per private hosted zone", value: 300, source: DNS },
  authorizationsPerZone: {
    name: "authorizations of other accounts' VPCs per hosted zone",
    value: 1000,
    source: DNS,
  },
  healthChecksPerAccount: {
    name: "health checks per account",
    value: 200,
    adjustable: true,
    code: "L-ACB674F3",
    source: DNS,
  },
  resolverEndpointsPerRegion: {
    name: "Resolver endpoints per Region",
    value: 4,
    adjustable: true,
    code: "L-4A669CC0",
    source: DNS,
  },
  resolverRulesPerRegion: {
    name: "Resolver rules per Region",
    value: 1000,
    adjustable: true,
    code: "L-51D8A1FB",
    source: DNS,
  },
  ruleAssociationsPerRegion: {
    name: "associations of Resolver rules with VPCs per Region",
    value: 2000,
    adjustable: true,
    code: "L-94E19253",
    source: DNS,
  },
  queryLogConfigsPerRegion: {
    name: "Resolver query log configurations per Region",
    value: 20,
    adjustable: true,
    source: DNS,
  },
  queryLogAssociationsPerRegion: {
    name: "VPCs with Resolver query logs per Region",
    value: 100,
    adjustable: true,
    source: DNS,
  },
  firewallGroupsPerVpc: {
    name: "DNS Firewall rule groups per VPC",
    value: 5,
    code: "L-15219E1D",
    source: DNS,
  },
  firewallRulesPerGroup: {
    name: "rules per DNS Firewall rule group",
    value: 100,
    adjustable: true,
    code: "L-F763F4D9",
    source: DNS,
  },
} as const satisfies Record<string, Quota>;
