/** A stored state of a landing zone of any size: workloads with networks, logs, buckets and roles, in the proportions of a real one. */

interface StateResource {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly inputs?: object;
  readonly outputs?: object;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

const TAGS = {
  owner: "team@example.org",
  environment: "prod",
  workload: "w",
  "data-classification": "official",
};

const TLS_ONLY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

const FORMAT =
  "${version} ${account-id} ${vpc-id} ${subnet-id} ${srcaddr} ${dstaddr} ${pkt-srcaddr} ${pkt-dstaddr} ${srcport} " +
  "${dstport} ${protocol} ${action} ${flow-direction} ${tcp-flags}";

/** Type and inputs of one workload's resources; `$NAME` stands for the id of another of them. */
const WORKLOAD: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  [
    "aws:ec2/vpc:Vpc",
    "vpc",
    { cidrBlock: "$CIDR", enableDnsHostnames: true, tags: { ...TAGS, "network-role": "spoke" } },
  ],
  ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default-sg", { vpcId: "$vpc", tags: TAGS }],
  [
    "aws:ec2/flowLog:FlowLog",
    "flow",
    {
      vpcId: "$vpc",
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logFormat: FORMAT,
      logDestination: "$flow-logs",
      tags: TAGS,
    },
  ],
  [
    "aws:cloudwatch/logGroup:LogGroup",
    "flow-logs",
    { retentionInDays: 365, kmsKeyId: "$key", tags: TAGS, skipDestroy: true },
  ],
  [
    "aws:kms/key:Key",
    "key",
    {
      enableKeyRotation: true,
      tags: TAGS,
      policy: document("kms:*", "*", { AWS: "arn:aws:iam::111111111111:root" }),
    },
  ],
  ...["web-a", "web-b", "app-a", "app-b", "data-a", "data-b"].flatMap(
    (name): (readonly [string, string, Readonly<Record<string, unknown>>])[] => [
      [
        "aws:ec2/subnet:Subnet",
        name,
        { vpcId: "$vpc", cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: false, tags: TAGS },
      ],
      [
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        `rta-${name}`,
        { subnetId: `$${name}`, routeTableId: "$table" },
      ],
    ],
  ),
  ["aws:ec2/routeTable:RouteTable", "table", { vpcId: "$vpc", tags: TAGS }],
  [
    "aws:ec2/route:Route",
    "route",
    { routeTableId: "$table", destinationCidrBlock: "10.1.0.0/16", transitGatewayId: "tgw-1" },
  ],
  ["aws:ec2/networkAcl:NetworkAcl", "acl", { vpcId: "$vpc", tags: TAGS }],
  ...[100, 110, 120, 130].map((ruleNumber): readonly [string, string, Readonly<Record<string, unknown>>] => [
    "aws:ec2/networkAclRule:NetworkAclRule",
    `entry-${ruleNumber}`,
    {
      networkAclId: "$acl",
      ruleNumber,
      protocol: "tcp",
      ruleAction: "allow",
      cidrBlock: "10.0.0.0/16",
      fromPort: 443,
      toPort: 443,
    },
  ]),
  ...["web", "app", "data"].flatMap(
    (name): (readonly [string, string, Readonly<Record<string, unknown>>])[] => [
      ["aws:ec2/securityGroup:SecurityGroup", `sg-${name}`, { vpcId: "$vpc", description: name, tags: TAGS }],
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        `in-${name}`,
        {
          securityGroupId: `$sg-${name}`,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4: "10.0.0.0/8",
          description: "in",
          tags: TAGS,
        },
      ],
      [
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        `out-${name}`,
        {
          securityGroupId: `$sg-${name}`,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4: "10.0.0.0/8",
          description: "out",
          tags: TAGS,
        },
      ],
    ],
  ),
  [
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "s3",
    {
      vpcId: "$vpc",
      serviceName: "com.amazonaws.eu-west-2.s3",
      policy: document("s3:*", "arn:aws:s3:::b/*", "*"),
      tags: TAGS,
    },
  ],
  ["aws:s3/bucket:Bucket", "data", { forceDestroy: false, tags: TAGS }],
  [
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "pab",
    {
      bucket: "$data",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
  ],
  [
    "aws:s3/bucketVersioning:BucketVersioning",
    "versioning",
    { bucket: "$data", versioningConfiguration: { status: "Enabled" } },
  ],
  [
    "aws:s3/bucketPolicy:BucketPolicy",
    "bucket-policy",
    {
      bucket: "$data",
      policy: TLS_ONLY,
    },
  ],
  [
    "aws:iam/role:Role",
    "task-role",
    {
      assumeRolePolicy: document("sts:AssumeRole", undefined, { Service: "ecs-tasks.amazonaws.com" }),
      tags: TAGS,
    },
  ],
  [
    "aws:iam/rolePolicy:RolePolicy",
    "task-policy",
    { role: "$task-role", policy: document("s3:GetObject", "arn:aws:s3:::b/*") },
  ],
  ["aws:sns/topic:Topic", "alarms", { kmsMasterKeyId: "$key", tags: TAGS }],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "alarm",
    {
      alarmActions: ["$alarms"],
      metricName: "Errors",
      namespace: "AWS/Lambda",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      tags: TAGS,
    },
  ],
  [
    "aws:lambda/function:Function",
    "worker",
    {
      runtime: "nodejs22.x",
      role: "$task-role",
      reservedConcurrentExecutions: 5,
      environment: { variables: { LEVEL: "info" } },
      tags: TAGS,
    },
  ],
  [
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
    "dns",
    { resourceId: "$vpc", resolverQueryLogConfigId: "rqlc-1" },
  ],
  [
    "aws:s3/bucketLogging:BucketLogging",
    "logging",
    { bucket: "$data", targetBucket: "central", targetPrefix: "w/" },
  ],
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "sse",
    { bucket: "$data", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
  ],
  [
    "aws:ec2/networkInterface:NetworkInterface",
    "face",
    { subnetId: "$app-a", securityGroups: ["$sg-web", "$sg-app", "$sg-data"], tags: TAGS },
  ],
];

function document(action: string, resource?: string, principal?: unknown): string {
  const statement = {
    Effect: "Allow",
    Action: action,
    ...(resource === undefined ? {} : { Resource: resource }),
    ...(principal === undefined
      ? {}
      : { Principal: principal, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** A deployment as `pulumi stack export` writes it, with about this many resources. */
export function stateOf(count: number): object {
  const root = "urn:pulumi:bench::bench::pulumi:pulumi:Stack::bench-bench";
  const resources: StateResource[] = [{ urn: root, custom: false, type: "pulumi:pulumi:Stack" }];
  for (let workload = 0; resources.length < count; workload++) {
    const urnOf = new Map<string, string>();
    for (const [type, name] of WORKLOAD)
      urnOf.set(name, `urn:pulumi:bench::bench::${type}::w${workload}-${name}`);
    for (const [type, name, template] of WORKLOAD) {
      if (resources.length >= count) break;
      const propertyDependencies: Record<string, readonly string[]> = {};
      const inputs: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(template)) {
        const names = [value]
          .flat()
          .flatMap((one) => (typeof one === "string" && one.startsWith("$") ? one.slice(1) : []));
        const urns = names.flatMap((one) => urnOf.get(one) ?? []);
        if (urns.length > 0) propertyDependencies[key] = urns;
        const ids = names.map((one) => `id-${workload}-${one}`);
        if (value === "$CIDR") inputs[key] = `${10 + (workload >> 8)}.${workload & 255}.0.0/16`;
        else if (urns.length === 0) inputs[key] = value;
        else inputs[key] = Array.isArray(value) ? ids : ids[0];
      }
      const id = `id-${workload}-${name}`;
      const arn = `arn:aws:service:eu-west-2:111111111111:${id}`;
      resources.push({
        urn: urnOf.get(name) ?? "",
        custom: true,
        type,
        id,
        parent: root,
        inputs,
        outputs: { ...inputs, id, arn },
        propertyDependencies,
      });
    }
  }
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return { version: 3, deployment: { manifest, resources } };
}
