/** How a kind of resource is called in a case, and where its policy stands. */
export interface ResourceKind {
  readonly type: string;
  /** Property that holds its own policy. */
  readonly policy?: string;
  /** A role's trust decides who may enter it. */
  readonly isTrust?: true;
}

/** Resources that a case may name, by the word before the colon: `bucket:dev-log-archive/vpc-flow-logs/x`. */
export const kinds: Readonly<Record<string, ResourceKind>> = {
  alarm: { type: "aws:cloudwatch/metricAlarm:MetricAlarm" },
  bucket: { type: "aws:s3/bucket:Bucket" },
  bus: { type: "aws:cloudwatch/eventBus:EventBus" },
  "data-stream": { type: "aws:kinesis/stream:Stream" },
  delivery: { type: "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination" },
  destination: { type: "aws:cloudwatch/logDestination:LogDestination" },
  domain: { type: "aws:opensearch/domain:Domain" },
  endpoint: { type: "aws:ec2/vpcEndpoint:VpcEndpoint" },
  "flow-log": { type: "aws:ec2/flowLog:FlowLog" },
  function: { type: "aws:lambda/function:Function" },
  key: { type: "aws:kms/key:Key", policy: "policy" },
  "log-group": { type: "aws:cloudwatch/logGroup:LogGroup" },
  parameter: { type: "aws:ssm/parameter:Parameter" },
  queue: { type: "aws:sqs/queue:Queue", policy: "policy" },
  role: { type: "aws:iam/role:Role", policy: "assumeRolePolicy", isTrust: true },
  rule: { type: "aws:cloudwatch/eventRule:EventRule" },
  stream: { type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream" },
  table: { type: "aws:dynamodb/table:Table" },
  topic: { type: "aws:sns/topic:Topic", policy: "policy" },
  trail: { type: "aws:cloudtrail/trail:Trail" },
  vpc: { type: "aws:ec2/vpc:Vpc" },
};

/** A resource that is nothing but the policy of another. */
export interface PolicyResource {
  readonly type: string;
  readonly policy: string;
  /** Property that names whose policy it is, and the property or id of the owner that it equals. */
  readonly owner: string;
  readonly ownerKind: string;
  readonly ownerProperty: string;
}

export const policyResources: readonly PolicyResource[] = [
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    policy: "policy",
    owner: "bucket",
    ownerKind: "bucket",
    ownerProperty: "id",
  },
  {
    type: "aws:kms/keyPolicy:KeyPolicy",
    policy: "policy",
    owner: "keyId",
    ownerKind: "key",
    ownerProperty: "id",
  },
  {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    policy: "policy",
    owner: "queueUrl",
    ownerKind: "queue",
    ownerProperty: "id",
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    policy: "policy",
    owner: "arn",
    ownerKind: "topic",
    ownerProperty: "arn",
  },
  {
    type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    policy: "policy",
    owner: "eventBusName",
    ownerKind: "bus",
    ownerProperty: "name",
  },
  {
    type: "aws:opensearch/domainPolicy:DomainPolicy",
    policy: "accessPolicies",
    owner: "domainName",
    ownerKind: "domain",
    ownerProperty: "domainName",
  },
  {
    type: "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
    policy: "accessPolicy",
    owner: "destinationName",
    ownerKind: "destination",
    ownerProperty: "name",
  },
  {
    type: "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy",
    policy: "deliveryDestinationPolicy",
    owner: "deliveryDestinationName",
    ownerKind: "delivery",
    ownerProperty: "name",
  },
];

/** Policies of an account and Region for all of its log groups. */
export const logGroupPolicies = {
  type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  policy: "policyDocument",
} as const;

/** Where permissions of identities stand: on the role itself, or as a policy that is attached to it. */
export const identityPolicies = {
  inline: { type: "aws:iam/rolePolicy:RolePolicy", policy: "policy" },
  managed: { type: "aws:iam/policy:Policy", policy: "policy" },
  attachment: { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment" },
} as const;

/** Properties that hold a policy which says nothing of access, or is read elsewhere. */
export const notAccess: ReadonlySet<string> = new Set([
  "aws:organizations/policy:Policy.content",
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy.policyDocument",
]);
