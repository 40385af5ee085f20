/**
 * The services that write logs to a bucket, and what each demands of it. Which bucket takes which follows from this table;
 * a test holds the archives to it.
 */
export interface LogService {
  /** Part of the ids of its statements. */
  readonly name: string;
  readonly writes: string;
  /** Service principal that writes. */
  readonly principal: string;
  /** Prefix that we give it, without slashes at its ends; empty where the bucket is its own. */
  readonly prefix: string;
  /** What it puts after the prefix, before anything that we choose; `ACCOUNT` stands for the account that logs. */
  readonly ownPath: string;
  /** Encryption of a bucket that it can write to. */
  readonly encryption: "SSE-S3" | "SSE-S3 or SSE-KMS";
  /** Whether it writes to a bucket with object lock. `untold` where AWS does not say: then the bucket has none. */
  readonly objectLock: "yes" | "no" | "untold";
  /** How a bucket's policy can hold it to the organisation. */
  readonly heldBy:
    "aws:SourceOrgID" | "aws:SourceAccount" | "account in the path" | "aws:SourceArn of the trail";
  /** Whether its requests carry `s3:x-amz-acl: bucket-owner-full-control`, and its example policy asks for it. */
  readonly sendsAcl: boolean;
  /** What `aws:SourceArn` looks like where the service tells it, after `arn:PARTITION:`; `REGION` stands for where the logs arise. */
  readonly sourceArn?: string;
  /** What it asks of the bucket itself before it writes. */
  readonly checks: readonly string[];
  /** Where AWS says so, all read 2026-11. */
  readonly source: string;
}

const vended = {
  principal: "delivery.logs.amazonaws.com",
  encryption: "SSE-S3 or SSE-KMS",
  objectLock: "yes",
  heldBy: "aws:SourceOrgID",
  sendsAcl: true,
  sourceArn: "logs:REGION:*:*",
  checks: ["s3:GetBucketAcl", "s3:ListBucket"],
} as const;

export const logServices = {
  vpcFlowLogs: {
    ...vended,
    name: "VpcFlowLogs",
    writes: "VPC flow logs",
    prefix: "vpc-flow-logs",
    ownPath: "AWSLogs/",
    source: "VPC user guide, Publish flow logs to Amazon S3",
  },
  resolverQueryLogs: {
    ...vended,
    name: "ResolverQueryLogs",
    writes: "Route 53 Resolver query logs",
    prefix: "resolver-query-logs",
    ownPath: "AWSLogs/",
    source:
      "Route 53 developer guide, Resolver query logging; CloudWatch Logs user guide, Logs sent to Amazon S3",
  },
  distributions: {
    ...vended,
    name: "Distributions",
    writes: "CloudFront standard logs (v2)",
    prefix: "cloudfront",
    // With a prefix in the delivery destination's ARN, CloudFront puts no AWSLogs/ACCOUNT/CloudFront/ of its own before the rest.
    ownPath: "",
    sourceArn: "logs:REGION:*:delivery-source:*",
    source:
      "CloudFront developer guide, Configure standard logging (v2); CloudWatch Logs user guide, Logs sent to Amazon S3 [V2]",
  },
  webAcls: {
    ...vended,
    name: "WebAcls",
    writes: "WAF logs",
    // The bucket's name must begin with aws-waf-logs-, so it is theirs alone.
    prefix: "",
    ownPath: "AWSLogs/",
    source: "WAF developer guide, Sending web ACL traffic logs to an Amazon S3 bucket",
  },
  networkLoadBalancers: {
    ...vended,
    name: "NetworkLoadBalancers",
    writes: "access logs of Network Load Balancers",
    prefix: "load-balancers",
    ownPath: "AWSLogs/",
    objectLock: "untold",
    source: "User guide for Network Load Balancers, Enable access logs",
  },
  loadBalancers: {
    name: "LoadBalancers",
    writes: "access and connection logs of Application Load Balancers",
    principal: "logdelivery.elasticloadbalancing.amazonaws.com",
    prefix: "load-balancers",
    // Its test file lies beside elasticloadbalancing/, so the account is as deep as a policy can go.
    ownPath: "AWSLogs/ACCOUNT/",
    encryption: "SSE-S3",
    objectLock: "untold",
    // AWS names no condition key; it says to put the account into the path, and no wildcard.
    heldBy: "account in the path",
    sendsAcl: false,
    checks: [],
    source: "User guide for Application Load Balancers, Enable access logs",
  },
  buckets: {
    name: "Buckets",
    writes: "S3 server access logs",
    principal: "logging.s3.amazonaws.com",
    prefix: "s3",
    ownPath: "",
    encryption: "SSE-S3",
    objectLock: "no",
    heldBy: "aws:SourceAccount",
    sendsAcl: false,
    sourceArn: "s3:::*",
    checks: [],
    source: "S3 user guide, Enabling Amazon S3 server access logging",
  },
  configuration: {
    name: "Configuration",
    writes: "AWS Config snapshots and history",
    principal: "config.amazonaws.com",
    prefix: "config",
    ownPath: "AWSLogs/ACCOUNT/Config/",
    encryption: "SSE-S3 or SSE-KMS",
    objectLock: "no",
    heldBy: "aws:SourceOrgID",
    sendsAcl: true,
    checks: ["s3:GetBucketAcl", "s3:ListBucket"],
    source:
      "Config developer guide, Permissions for the Amazon S3 bucket; CloudFormation, AWS::Config::DeliveryChannel",
  },
  organizationTrail: {
    name: "OrganizationTrail",
    writes: "the organisation's trail: log, insight and digest files",
    principal: "cloudtrail.amazonaws.com",
    prefix: "cloudtrail",
    // Of the management account, and o-… for the members.
    ownPath: "AWSLogs/",
    encryption: "SSE-S3 or SSE-KMS",
    objectLock: "yes",
    heldBy: "aws:SourceArn of the trail",
    sendsAcl: true,
    checks: ["s3:GetBucketAcl"],
    source: "CloudTrail user guide, Amazon S3 bucket policy for CloudTrail",
  },
} as const satisfies Record<string, LogService>;

export type LogServiceKey = keyof typeof logServices;

/**
 * Region from which CloudFront and its logs are configured, by partition; GovCloud has no CloudFront.
 * Source: AWS General Reference, CloudFront endpoints, read 2026-11.
 */
export const distributionRegion: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
};

/**
 * Accounts of Elastic Load Balancing that write in place of the service's principal, by Region. In every other Region the
 * principal does; the accounts that wrote in Regions older than August 2022 need not be let in any more ("we recommend that you
 * replace it"). Source: User guides for Application Load Balancers, Enable access logs, of the partitions aws and aws-cn, read 2026-11.
 */
export const loadBalancingAccounts: Readonly<Record<string, string>> = {
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
};

/** Which services write to which bucket. */
export const archiveContents = {
  /** Locked and encrypted with the archive's key. */
  environment: ["vpcFlowLogs", "resolverQueryLogs", "distributions"],
  organization: ["organizationTrail"],
  /** Locked and encrypted with the archive's key; its name begins with aws-waf-logs-. */
  webAcls: ["webAcls"],
  /** SSE-S3 and without object lock: for the services that write to no other bucket. */
  environmentDelivery: ["loadBalancers", "networkLoadBalancers", "buckets", "configuration"],
  organizationDelivery: ["buckets", "configuration"],
  /** In an account that has buckets of ours: S3 writes its logs only to a bucket of the same account. */
  account: ["buckets"],
} as const satisfies Record<string, readonly LogServiceKey[]>;
