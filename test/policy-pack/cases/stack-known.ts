import { type Planned, type StackCase, U, doc } from "../harness";

/** A mistake that a peer made on resources that belong together. */
export interface KnownStackCase extends StackCase {
  /** Where it was reported, `owner/repository#number`. */
  readonly source: string;
}

const part = (
  type: string,
  name: string,
  props: Planned["props"] = {},
  edges: Planned["edges"] = {},
): Planned => ({ type, name, props: props ?? {}, edges: edges ?? {} });
const bucket = part("aws:s3/bucketV2:BucketV2", "papers");
const SWITCHES = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const account = { name: "account" } as const;
const TLS = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::papers", "arn:aws:s3:::papers/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policy = (...statements: readonly object[]): Planned =>
  part(
    "aws:s3/bucketPolicy:BucketPolicy",
    "policy",
    { bucket: U, policy: doc(...statements) },
    { bucket: ["papers"] },
  );
const vpc = part("aws:ec2/vpc:Vpc", "vpc");
const defaultGroup = (props: Planned["props"]): Planned =>
  part(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "default",
    { vpcId: U, ...props },
    { vpcId: ["vpc"] },
  );
const group = part("aws:ec2/securityGroup:SecurityGroup", "group");
const balancer = part("aws:lb/loadBalancer:LoadBalancer", "balancer", { internal: false });
const secret = part("aws:secretsmanager/secret:Secret", "secret");

export const knownStackCases: readonly KnownStackCase[] = [
  {
    policy: "bucket-public-access-blocked",
    source: "bridgecrewio/checkov#6982",
    title: "a block of its own, by an edge: no name is known yet",
    resources: [
      bucket,
      part(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "block",
        { bucket: U, ...SWITCHES },
        { bucket: ["papers"] },
      ),
    ],
    expect: { papers: "compliant" },
  },
  {
    policy: "bucket-public-access-blocked",
    source: "prowler-cloud/prowler#2715",
    title: "the account's block",
    resources: [
      { ...bucket, provider: account },
      {
        ...part("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "all", SWITCHES),
        provider: account,
      },
    ],
    expect: { papers: "compliant" },
  },
  {
    policy: "bucket-public-access-blocked",
    source: "prowler-cloud/prowler#2715",
    title: "another account's block, and one with a switch off",
    resources: [
      { ...bucket, provider: account },
      {
        ...part("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "all", SWITCHES),
        provider: { name: "other" },
      },
      {
        ...part("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "some", {
          ...SWITCHES,
          ignorePublicAcls: false,
        }),
        provider: account,
      },
    ],
    expect: { papers: "violation" },
  },
  {
    policy: "bucket-public-access-blocked",
    source: "aquasecurity/tfsec#1450",
    title: "no block at all",
    resources: [bucket],
    expect: { papers: "violation" },
  },
  {
    policy: "bucket-tls-only",
    source: "cdklabs/cdk-nag#509",
    title: "anyone as a map, the condition as a list",
    resources: [
      bucket,
      policy({ ...TLS, Principal: { AWS: "*" }, Condition: { Bool: { "aws:SecureTransport": ["false"] } } }),
    ],
    expect: { papers: "compliant" },
  },
  {
    policy: "bucket-tls-only",
    source: "aws-cloudformation/aws-guard-rules-registry#243",
    title: "a policy of something else",
    resources: [bucket, policy({ ...TLS, Effect: "Allow", Condition: {} })],
    expect: { papers: "violation" },
  },
  {
    policy: "bucket-tls-only",
    source: "aws-solutions/content-localization-on-aws#161",
    title: "the condition turned round: it denies TLS",
    resources: [bucket, policy({ ...TLS, Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    expect: { papers: "violation" },
  },
  {
    policy: "bucket-encrypted-with-own-key",
    source: "aquasecurity/defsec#674",
    title: "encryption by a separate resource",
    resources: [
      bucket,
      part(
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        "encryption",
        { bucket: U, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse" } }] },
        { bucket: ["papers"] },
      ),
    ],
    expect: { papers: "compliant" },
  },
  {
    policy: "bucket-versioned",
    source: "aquasecurity/tfsec#1864",
    title: "versioning by a separate resource",
    resources: [
      bucket,
      part(
        "aws:s3/bucketVersioning:BucketVersioning",
        "versioning",
        { bucket: U, versioningConfiguration: { status: "Enabled" } },
        { bucket: ["papers"] },
      ),
    ],
    expect: { papers: "compliant" },
  },
  {
    policy: "log-bucket-kept-long",
    source: "pulumi/pulumi-policy#258",
    title: "a lifecycle rule of a bucket not known yet",
    resources: [
      { ...bucket, props: { bucket: "access-logs" } },
      part("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "rules", {
        bucket: U,
        rules: [],
      }),
    ],
    expect: { papers: "unknown" },
  },
  {
    policy: "default-security-group-closed",
    source: "bridgecrewio/checkov#3077",
    title: "managed, with no rules",
    resources: [vpc, defaultGroup({})],
    expect: { vpc: "compliant", default: "compliant" },
  },
  {
    policy: "default-security-group-closed",
    source: "bridgecrewio/checkov#5097",
    title: "managed, with AWS's own rules",
    resources: [vpc, defaultGroup({ ingress: [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }] })],
    expect: { vpc: "compliant", default: "violation" },
  },
  {
    policy: "security-groups-in-use",
    source: "bridgecrewio/checkov#1203",
    title: "used by a service of ECS, which nests it",
    resources: [
      group,
      part(
        "aws:ecs/service:Service",
        "service",
        { networkConfiguration: { securityGroups: [U] } },
        { networkConfiguration: ["group"] },
      ),
    ],
    expect: { group: "compliant" },
  },
  {
    policy: "public-entries-behind-waf",
    source: "bridgecrewio/checkov#1519",
    title: "by the newer association",
    resources: [
      balancer,
      part(
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        "association",
        { resourceArn: U },
        { resourceArn: ["balancer"] },
      ),
    ],
    expect: { balancer: "compliant" },
  },
  {
    policy: "secret-rotates",
    source: "bridgecrewio/checkov#6199",
    title: "by a schedule's expression, not by days",
    resources: [
      secret,
      part(
        "aws:secretsmanager/secretRotation:SecretRotation",
        "rotation",
        { secretId: U, rotationRules: { scheduleExpression: "rate(10 days)" } },
        { secretId: ["secret"] },
      ),
    ],
    expect: { secret: "compliant" },
  },
];
