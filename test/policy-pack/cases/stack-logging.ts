import { type Planned, type StackCase, U, doc } from "../harness";

const bucket = (name: string, props: Planned["props"] = {}, protect = false): Planned => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props,
  protect,
});
const vpc = (name: string, props: Planned["props"] = {}): Planned => ({
  type: "aws:ec2/vpc:Vpc",
  name,
  props,
});
const flowLog = (name: string, props: Planned["props"], edges: Planned["edges"] = {}): Planned => ({
  type: "aws:ec2/flowLog:FlowLog",
  name,
  props,
  edges,
});
const trail: Planned = {
  type: "aws:cloudtrail/trail:Trail",
  name: "trail",
  props: { s3BucketName: U },
  edges: { s3BucketName: ["store"] },
};
const TLS = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const WHOLE = ["arn:aws:s3:::store", "arn:aws:s3:::store/*"];
const policy = (text: unknown, edges: Planned["edges"] = { bucket: ["store"] }): Planned => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "policy",
  props: { bucket: U, policy: text as string },
  edges,
});
const FLOW = "vpc-flow-logs-enabled";
const LOCK = "log-bucket-object-lock";
const LOGS_TLS = "log-bucket-tls-only";

const flowLogs: readonly StackCase[] = [
  {
    policy: FLOW,
    title: "at a first preview, by edges; a second VPC has none",
    resources: [vpc("a"), vpc("b"), flowLog("log", { vpcId: U, trafficType: "ALL" }, { vpcId: ["a"] })],
    expect: { a: "compliant", b: "violation" },
  },
  {
    policy: FLOW,
    title: "in a stored state, by ids",
    resources: [vpc("a", { id: "vpc-1" }), flowLog("log", { vpcId: "vpc-1", trafficType: "ALL" })],
    expect: { a: "compliant" },
  },
  {
    policy: FLOW,
    title: "only rejected traffic",
    resources: [vpc("a"), flowLog("log", { vpcId: U, trafficType: "REJECT" }, { vpcId: ["a"] })],
    expect: { a: "violation" },
  },
  {
    policy: FLOW,
    title: "accepted and rejected apart",
    resources: [
      vpc("a"),
      flowLog("one", { vpcId: U, trafficType: "REJECT" }, { vpcId: ["a"] }),
      flowLog("two", { vpcId: U, trafficType: "ACCEPT" }, { vpcId: ["a"] }),
    ],
    expect: { a: "compliant" },
  },
  {
    policy: FLOW,
    title: "a log of a subnet is not one of its VPC",
    resources: [vpc("a"), flowLog("log", { subnetId: U, trafficType: "ALL" }, { subnetId: ["a"] })],
    expect: { a: "violation" },
  },
  {
    policy: FLOW,
    title: "a log of nobody knows what",
    resources: [vpc("a"), flowLog("log", { vpcId: U, trafficType: "ALL" })],
    expect: { a: "unknown" },
  },
  {
    policy: FLOW,
    title: "traffic type unknown",
    resources: [vpc("a"), flowLog("log", { vpcId: U, trafficType: U }, { vpcId: ["a"] })],
    expect: { a: "unknown" },
  },
];

const locks: readonly StackCase[] = [
  {
    policy: LOCK,
    title: "S3 writes its own access logs to no bucket with object lock",
    resources: [
      bucket("store", { tags: { "data-classification": "log" } }),
      bucket("locked", { objectLockEnabled: true, tags: { "data-classification": "log" } }),
      {
        type: "aws:s3/bucketLogging:BucketLogging",
        name: "logging",
        props: { bucket: U, targetBucket: U },
        edges: { bucket: ["locked"], targetBucket: ["store"] },
      },
    ],
    expect: { store: "notApplicable", locked: "compliant" },
  },
  {
    policy: LOCK,
    title: "neither does Config",
    resources: [
      bucket("store"),
      {
        type: "aws:cfg/deliveryChannel:DeliveryChannel",
        name: "channel",
        props: { s3BucketName: U },
        edges: { s3BucketName: ["store"] },
      },
    ],
    expect: { store: "notApplicable" },
  },
  {
    policy: LOCK,
    title: "a bucket that a trail delivers to, whatever its name",
    resources: [bucket("store"), bucket("other"), trail],
    expect: { store: "violation", other: "notApplicable" },
  },
  {
    policy: LOCK,
    title: "a bucket named for logs, or tagged so",
    resources: [
      bucket("access-logs"),
      bucket("x", { tagsAll: { "data-classification": "log" } }),
      bucket("blog"),
      bucket("catalogs"),
    ],
    expect: { "access-logs": "violation", x: "violation", blog: "notApplicable", catalogs: "notApplicable" },
  },
  {
    policy: LOCK,
    title: "on at creation, or configured apart",
    resources: [
      bucket("a-logs", { objectLockEnabled: true }),
      { type: "aws:s3/bucketV2:BucketV2", name: "b-logs" },
      {
        type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
        name: "lock",
        props: { bucket: U },
        edges: { bucket: ["b-logs"] },
      },
    ],
    expect: { "a-logs": "compliant", "b-logs": "compliant" },
  },
  {
    policy: LOCK,
    title: "a flow log by its ARN with a path",
    resources: [
      bucket("store", { id: "archive-1", bucket: "archive-1" }),
      flowLog("log", { vpcId: "vpc-1", logDestination: "arn:aws:s3:::archive-1/flow/" }),
    ],
    expect: { store: "violation" },
  },
  {
    policy: LOCK,
    title: "unknown",
    resources: [bucket("a-logs", { objectLockEnabled: U })],
    expect: { "a-logs": "unknown" },
  },
];

const tls: readonly StackCase[] = [
  {
    policy: LOGS_TLS,
    title: "denied on bucket and objects",
    resources: [bucket("store"), trail, policy(doc({ ...TLS, Resource: WHOLE }))],
    expect: { store: "compliant" },
  },
  {
    policy: LOGS_TLS,
    title: "no policy",
    resources: [bucket("store"), trail],
    expect: { store: "violation" },
  },
  {
    policy: LOGS_TLS,
    title: "on the objects only",
    resources: [bucket("store"), trail, policy(doc({ ...TLS, Resource: "arn:aws:s3:::store/*" }))],
    expect: { store: "violation" },
  },
  {
    policy: LOGS_TLS,
    title: "an allow that asks for TLS is no denial",
    resources: [
      bucket("store"),
      trail,
      policy(
        doc({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:*",
          Resource: WHOLE,
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      ),
    ],
    expect: { store: "violation" },
  },
  {
    policy: LOGS_TLS,
    title: "a denial that a second condition narrows",
    resources: [
      bucket("store"),
      trail,
      policy(
        doc({
          ...TLS,
          Resource: WHOLE,
          Condition: {
            Bool: { "aws:SecureTransport": "false" },
            StringEquals: { "aws:PrincipalAccount": "1" },
          },
        }),
      ),
    ],
    expect: { store: "violation" },
  },
  {
    policy: LOGS_TLS,
    title: "a whole policy unknown",
    resources: [bucket("store"), trail, policy(U)],
    expect: { store: "unknown" },
  },
  {
    policy: LOGS_TLS,
    title: "resources unknown",
    resources: [bucket("store"), trail, policy({ Statement: [{ ...TLS, Resource: [U, U] }] })],
    expect: { store: "unknown" },
  },
  {
    policy: LOGS_TLS,
    title: "a policy of nobody knows which bucket",
    resources: [bucket("store"), trail, policy(doc({ ...TLS, Resource: WHOLE }), {})],
    expect: { store: "unknown" },
  },
];

const ofBuckets: readonly StackCase[] = [
  {
    policy: "bucket-access-logging",
    title: "separate, inline, none, and the target",
    resources: [
      bucket("a"),
      bucket("b", { logging: { targetBucket: "t" } }),
      bucket("c"),
      bucket("target"),
      {
        type: "aws:s3/bucketLogging:BucketLogging",
        name: "logging",
        props: { bucket: U, targetBucket: U },
        edges: { bucket: ["a"], targetBucket: ["target"] },
      },
    ],
    expect: { a: "compliant", b: "compliant", c: "violation", target: "notApplicable" },
  },
  {
    policy: "bucket-access-logging",
    title: "unknown",
    resources: [bucket("a", { logging: U })],
    expect: { a: "unknown" },
  },
  {
    policy: "log-bucket-kept-long",
    title: "expiry too short, long enough, disabled, unknown",
    resources: ["short", "long", "off", "open"].flatMap((name, index) => [
      bucket(`${name}-logs`),
      {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        name: `rules-${name}`,
        props: {
          bucket: U,
          rules: [
            {
              status: index === 2 ? "Disabled" : "Enabled",
              expiration: { days: [30, 400, 30, U][index] ?? null },
            },
          ],
        },
        edges: { bucket: [`${name}-logs`] },
      },
    ]),
    expect: {
      "short-logs": "violation",
      "long-logs": "compliant",
      "off-logs": "compliant",
      "open-logs": "unknown",
    },
  },
  {
    policy: "log-bucket-kept-long",
    title: "inline rules of the older form",
    resources: [bucket("a-logs", { lifecycleRules: [{ enabled: true, expiration: { days: "7" } }] })],
    expect: { "a-logs": "violation" },
  },
  {
    policy: "log-resources-protected",
    title: "bucket, trail and group",
    resources: [
      bucket("store", {}, true),
      bucket("b-logs"),
      trail,
      { type: "aws:cloudwatch/logGroup:LogGroup", name: "kept", props: { skipDestroy: true } },
      { type: "aws:cloudwatch/logGroup:LogGroup", name: "loose" },
      { type: "aws:cloudwatch/logGroup:LogGroup", name: "of-an-app" },
      flowLog("one", { vpcId: U, logDestination: U }, { logDestination: ["kept"] }),
      flowLog("two", { vpcId: U, logDestination: U }, { logDestination: ["loose"] }),
    ],
    expect: {
      store: "compliant",
      "b-logs": "violation",
      trail: "violation",
      kept: "compliant",
      loose: "violation",
      "of-an-app": "notApplicable",
    },
  },
];

const coverage: readonly StackCase[] = [
  {
    policy: "cloudfront-access-logs",
    title: "old form, new form, none",
    resources: [
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "old",
        props: { loggingConfig: { bucket: "b" } },
      },
      { type: "aws:cloudfront/distribution:Distribution", name: "new" },
      { type: "aws:cloudfront/distribution:Distribution", name: "none" },
      {
        type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
        name: "source",
        props: { resourceArn: U },
        edges: { resourceArn: ["new"] },
      },
    ],
    expect: { old: "compliant", new: "compliant", none: "violation" },
  },
  {
    policy: "cloudfront-access-logs",
    title: "unknown",
    resources: [{ type: "aws:cloudfront/distribution:Distribution", name: "d", props: { loggingConfig: U } }],
    expect: { d: "unknown" },
  },
  {
    policy: "web-acl-logging",
    title: "with and without",
    resources: [
      { type: "aws:wafv2/webAcl:WebAcl", name: "a" },
      { type: "aws:wafv2/webAcl:WebAcl", name: "b" },
      {
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        name: "logs",
        props: { resourceArn: U },
        edges: { resourceArn: ["a"] },
      },
    ],
    expect: { a: "compliant", b: "violation" },
  },
  {
    policy: "web-acl-logging",
    title: "unknown",
    resources: [
      { type: "aws:wafv2/webAcl:WebAcl", name: "a" },
      {
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        name: "logs",
        props: { resourceArn: U },
      },
    ],
    expect: { a: "unknown" },
  },
  {
    policy: "vpc-dns-query-logs",
    title: "with and without",
    resources: [
      vpc("a"),
      vpc("b", { id: "vpc-2" }),
      vpc("c"),
      {
        type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
        name: "one",
        props: { resourceId: U },
        edges: { resourceId: ["a"] },
      },
      {
        type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
        name: "two",
        props: { resourceId: "vpc-2" },
      },
    ],
    expect: { a: "compliant", b: "compliant", c: "violation" },
  },
  {
    policy: "vpc-dns-query-logs",
    title: "unknown",
    resources: [
      vpc("a"),
      {
        type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
        name: "one",
        props: { resourceId: U },
      },
    ],
    expect: { a: "unknown" },
  },
];

const balancer = (
  status: StackCase["expect"][string],
  title: string,
  type: string,
  props: Planned["props"],
  more: readonly Planned[] = [],
): StackCase => ({
  policy: "load-balancer-access-logs",
  title: `${title} (${type})`,
  resources: [{ type, name: "balancer", props: props ?? {} }, ...more],
  expect: { balancer: status },
});
const delivery = (logType: string, edges: Planned["edges"] = { resourceArn: ["balancer"] }): Planned => ({
  type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  name: "delivery",
  props: { logType, resourceArn: U },
  edges,
});
const NETWORK = { loadBalancerType: "network" };

const balancers: readonly StackCase[] = [
  balancer("compliant", "compliant", "aws:lb/loadBalancer:LoadBalancer", {
    accessLogs: { bucket: "b", enabled: true },
  }),
  balancer("compliant", "classic", "aws:elb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "b" } }),
  balancer("violation", "violation", "aws:lb/loadBalancer:LoadBalancer", {}),
  balancer("violation", "a bucket alone", "aws:lb/loadBalancer:LoadBalancer", {
    accessLogs: { bucket: "b" },
  }),
  balancer("violation", "off", "aws:alb/loadBalancer:LoadBalancer", {
    accessLogs: { bucket: "b", enabled: false },
  }),
  balancer("violation", "classic", "aws:elb/loadBalancer:LoadBalancer", {}),
  balancer("unknown", "unknown", "aws:lb/loadBalancer:LoadBalancer", { accessLogs: U }),
  balancer("notApplicable", "notApplicable", "aws:lb/loadBalancer:LoadBalancer", {
    loadBalancerType: "gateway",
  }),
  // bridgecrewio/checkov#7411: logs by CloudWatch taken for none.
  balancer("compliant", "by a delivery", "aws:lb/loadBalancer:LoadBalancer", NETWORK, [
    delivery("NLB_ACCESS_LOGS"),
  ]),
  balancer("violation", "a delivery of other logs", "aws:lb/loadBalancer:LoadBalancer", NETWORK, [
    delivery("OTHER"),
  ]),
  balancer("unknown", "a delivery of what is not known", "aws:lb/loadBalancer:LoadBalancer", NETWORK, [
    delivery(U),
  ]),
  balancer("unknown", "a delivery from somewhere", "aws:lb/loadBalancer:LoadBalancer", NETWORK, [
    delivery("NLB_ACCESS_LOGS", {}),
  ]),
];

/** What each stack policy on logging says of the resources of a stack. */
export const stackCasesOfLogging: readonly StackCase[] = [
  ...flowLogs,
  ...locks,
  ...tls,
  ...ofBuckets,
  ...coverage,
  ...balancers,
];
