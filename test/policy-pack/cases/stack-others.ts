import { type Planned, type StackCase, U, doc } from "../harness";

const bucket = (name: string, props: Planned["props"] = {}): Planned => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props,
});
const part = (type: string, name: string, of: string | undefined, props: Planned["props"]): Planned => ({
  type,
  name,
  props: { bucket: U, ...props },
  edges: of === undefined ? {} : { bucket: [of] },
});
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ALL = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const sse = (sseAlgorithm: string): Planned["props"] => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
});

const buckets: readonly StackCase[] = [
  {
    policy: "bucket-public-access-blocked",
    title: "all four, three, none, unknown",
    resources: [
      ...["all", "three", "none", "open"].map((name) => bucket(name)),
      part(BLOCK, "b1", "all", ALL),
      part(BLOCK, "b2", "three", { ...ALL, ignorePublicAcls: false }),
      part(BLOCK, "b3", "open", { ...ALL, ignorePublicAcls: U }),
    ],
    expect: { all: "compliant", three: "violation", none: "violation", open: "unknown" },
  },
  {
    policy: "bucket-public-access-blocked",
    title: "a block of nobody knows which bucket",
    resources: [bucket("a"), part(BLOCK, "b1", undefined, ALL)],
    expect: { a: "unknown" },
  },
  {
    policy: "bucket-versioned",
    title: "separate, inline, object lock, suspended, none, unknown",
    resources: [
      ...["separate", "suspended", "none", "open"].map((name) => bucket(name)),
      bucket("inline", { versioning: { enabled: true } }),
      bucket("locked", { objectLockEnabled: true }),
      ...[
        ["separate", "Enabled"],
        ["suspended", "Suspended"],
        ["open", U],
      ].map(([of, status]) =>
        part("aws:s3/bucketVersioning:BucketVersioning", `v-${of}`, of, {
          versioningConfiguration: { status: status ?? null },
        }),
      ),
    ],
    expect: {
      separate: "compliant",
      inline: "compliant",
      locked: "compliant",
      suspended: "violation",
      none: "violation",
      open: "unknown",
    },
  },
  {
    policy: "bucket-tls-only",
    title: "with, without, unknown",
    resources: [
      bucket("a", {
        policy: doc({
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: ["s3:*"],
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": false } },
        }),
      }),
      bucket("b"),
      bucket("c"),
      part("aws:s3/bucketPolicy:BucketPolicy", "p", "c", { policy: U }),
    ],
    expect: { a: "compliant", b: "violation", c: "unknown" },
  },
  {
    policy: "bucket-encrypted-with-own-key",
    title: "KMS, S3's own key, inline, unknown, access logs",
    resources: [
      ...["kms", "s3", "open", "logs"].map((name) => bucket(name)),
      bucket("inline", {
        serverSideEncryptionConfiguration: { rule: { ...firstRule(sse("aws:kms:dsse")) } },
      }),
      part(ENCRYPTION, "e1", "kms", sse("aws:kms")),
      part(ENCRYPTION, "e2", "s3", sse("AES256")),
      part(ENCRYPTION, "e3", "open", { rules: U }),
      {
        type: "aws:lb/loadBalancer:LoadBalancer",
        name: "lb",
        props: { accessLogs: { bucket: U } },
        edges: { accessLogs: ["logs"] },
      },
    ],
    expect: {
      kms: "compliant",
      s3: "violation",
      inline: "compliant",
      open: "unknown",
      logs: "notApplicable",
    },
  },
];

function firstRule(props: Planned["props"]): Record<string, never> {
  return (props?.["rules"] as Record<string, never>[])[0] ?? {};
}

const secrets: readonly StackCase[] = [
  {
    policy: "secret-rotates",
    title: "rotated, by id, not, unknown",
    resources: [
      { type: "aws:secretsmanager/secret:Secret", name: "a" },
      {
        type: "aws:secretsmanager/secret:Secret",
        name: "b",
        props: { arn: "arn:aws:secretsmanager:eu-west-2:1:secret:b" },
      },
      { type: "aws:secretsmanager/secret:Secret", name: "c" },
      {
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        name: "ra",
        props: { secretId: U },
        edges: { secretId: ["a"] },
      },
      {
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        name: "rb",
        props: { secretId: "arn:aws:secretsmanager:eu-west-2:1:secret:b" },
      },
    ],
    expect: { a: "compliant", b: "compliant", c: "violation" },
  },
  {
    policy: "secret-rotates",
    title: "unknown",
    resources: [
      { type: "aws:secretsmanager/secret:Secret", name: "a" },
      { type: "aws:secretsmanager/secretRotation:SecretRotation", name: "r", props: { secretId: U } },
    ],
    expect: { a: "unknown" },
  },
];

const LB = "aws:lb/loadBalancer:LoadBalancer";
const edge: readonly StackCase[] = [
  {
    policy: "public-entries-behind-waf",
    title: "associated, bare, internal, of another kind, unknown",
    resources: [
      { type: LB, name: "guarded" },
      { type: "aws:alb/loadBalancer:LoadBalancer", name: "bare", props: { internal: false } },
      { type: LB, name: "internal", props: { internal: true } },
      { type: LB, name: "network", props: { loadBalancerType: "network" } },
      { type: LB, name: "open", props: { internal: U } },
      {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation",
        name: "association",
        props: { resourceArn: U },
        edges: { resourceArn: ["guarded"] },
      },
    ],
    expect: { guarded: "compliant", bare: "violation", open: "unknown" },
  },
  {
    policy: "public-entries-behind-waf",
    title: "behind a distribution with a web ACL, or without",
    resources: [
      { type: LB, name: "fronted" },
      { type: LB, name: "exposed" },
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "with",
        props: { origins: [{ domainName: U }], webAclId: "arn" },
        edges: { origins: ["fronted"] },
      },
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "without",
        props: { origins: [{ domainName: U }] },
        edges: { origins: ["exposed"] },
      },
    ],
    expect: { fronted: "compliant", exposed: "violation" },
  },
];

/** What the other stack policies say of the resources of a stack. */
export const stackCasesOfOthers: readonly StackCase[] = [...buckets, ...secrets, ...edge];
