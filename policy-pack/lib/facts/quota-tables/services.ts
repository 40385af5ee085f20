import { type Quota } from "./quota";

/** What workloads compute, serve and store with. Read 2026-11. */
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html";
const WAF = "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html";

export const SERVICE_QUOTAS = {
  bucketsPerAccount: {
    name: "buckets per account",
    value: 10_000,
    adjustable: 1_000_000,
    code: "L-DC2B2D3D",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
  },
  concurrencyPerRegion: {
    name: "reserved concurrent executions per Region, with 100 for the functions that reserve none",
    value: 1000,
    adjustable: true,
    code: "L-B99A9384",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  },
  loadBalancersPerRegion: {
    name: "Application Load Balancers per Region",
    value: 50,
    adjustable: true,
    code: "L-53DA6B97",
    source: ELB,
  },
  listenersPerLoadBalancer: {
    name: "listeners per load balancer",
    value: 50,
    adjustable: true,
    code: "L-B6DF7632",
    source: ELB,
  },
  rulesPerLoadBalancer: {
    name: "listener rules per load balancer, default rules apart",
    value: 100,
    adjustable: true,
    code: "L-7EED9B64",
    source: ELB,
  },
  databasesPerRegion: {
    name: "database instances per Region",
    value: 40,
    adjustable: true,
    code: "L-7B6409FD",
    source: RDS,
  },
  databaseSubnetGroupsPerRegion: {
    name: "database subnet groups per Region",
    value: 50,
    adjustable: true,
    code: "L-48C6BF61",
    source: RDS,
  },
  databaseParameterGroupsPerRegion: {
    name: "database parameter groups per Region",
    value: 50,
    adjustable: true,
    code: "L-DE55804A",
    source: RDS,
  },
  webAclsPerRegion: {
    name: "web ACLs per Region",
    value: 100,
    adjustable: true,
    code: "L-2EC3DE7B",
    source: WAF,
  },
  webAclCapacity: { name: "capacity units per web ACL", value: 5000, source: WAF },
  rateRulesPerWebAcl: { name: "rate-based rules per web ACL", value: 10, source: WAF },
} as const satisfies Record<string, Quota>;
