import { type Model } from "./model";
import { type Resource } from "./resource";
import { tagOf } from "./tags";
import { asText, at } from "./values";

/** S3 buckets and the separate resources that complete them, in the old and the new forms. */

export const BUCKET_TYPES = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** What may complete a bucket, with every type token it has had. */
export const BUCKET_PARTS = {
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  objectLock: [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  encryption: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  ownership: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  logging: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
  lifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
} as const;

export type BucketPart = keyof typeof BUCKET_PARTS;

export interface Parts {
  readonly found: readonly Resource[];
  /** Some part of this kind belongs to a bucket nobody can name yet: it may be this one. */
  readonly unresolved: boolean;
}

const partsOfModel = new WeakMap<
  Model,
  Map<BucketPart, { byBucket: Map<Resource, Resource[]>; unresolved: boolean }>
>();

/** The separate resources of one kind that complete this bucket. */
export function partsOf(model: Model, bucket: Resource, part: BucketPart): Parts {
  let index = partsOfModel.get(model);
  if (!index) partsOfModel.set(model, (index = new Map()));
  let entry = index.get(part);
  if (!entry) {
    entry = { byBucket: new Map(), unresolved: false };
    for (const resource of model.ofType(...BUCKET_PARTS[part])) {
      const reference = model.references(resource, "bucket", BUCKET_TYPES);
      if (reference.unresolved) entry.unresolved = true;
      for (const target of reference.targets) {
        const list = entry.byBucket.get(target);
        if (list) list.push(resource);
        else entry.byBucket.set(target, [resource]);
      }
    }
    index.set(part, entry);
  }
  return { found: entry.byBucket.get(bucket) ?? [], unresolved: entry.unresolved };
}

/** Where logs are delivered to a bucket: type, the property that names the bucket, and the path to the value within it. */
const LOG_SOURCES: readonly {
  readonly type: string;
  readonly property: string;
  readonly path: readonly string[];
}[] = [
  { type: "aws:ec2/flowLog:FlowLog", property: "logDestination", path: ["logDestination"] },
  { type: "aws:cloudtrail/trail:Trail", property: "s3BucketName", path: ["s3BucketName"] },
  { type: "aws:cfg/deliveryChannel:DeliveryChannel", property: "s3BucketName", path: ["s3BucketName"] },
  { type: "aws:lb/loadBalancer:LoadBalancer", property: "accessLogs", path: ["accessLogs", "bucket"] },
  { type: "aws:alb/loadBalancer:LoadBalancer", property: "accessLogs", path: ["accessLogs", "bucket"] },
  { type: "aws:elb/loadBalancer:LoadBalancer", property: "accessLogs", path: ["accessLogs", "bucket"] },
  {
    type: "aws:cloudfront/distribution:Distribution",
    property: "loggingConfig",
    path: ["loggingConfig", "bucket"],
  },
  { type: "aws:s3/bucketLogging:BucketLogging", property: "targetBucket", path: ["targetBucket"] },
  { type: "aws:s3/bucketLoggingV2:BucketLoggingV2", property: "targetBucket", path: ["targetBucket"] },
  { type: "aws:s3/bucket:Bucket", property: "logging", path: ["logging", "targetBucket"] },
  { type: "aws:s3/bucketV2:BucketV2", property: "loggings", path: ["loggings", "targetBucket"] },
  {
    type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    property: "logDestinationConfigs",
    path: ["logDestinationConfigs"],
  },
  {
    type: "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    property: "destinationArn",
    path: ["destinationArn"],
  },
];

const logBucketsOfModel = new WeakMap<Model, ReadonlyMap<Resource, string>>();

/**
 * The buckets that hold logs, each with why it is taken for one: something delivers logs to it; or it is tagged
 * `data-classification` = `log`; or its name says so.
 */
export function logBuckets(model: Model): ReadonlyMap<Resource, string> {
  const cached = logBucketsOfModel.get(model);
  if (cached) return cached;
  const buckets = new Map<Resource, string>();
  for (const { type, property, path } of LOG_SOURCES) {
    for (const source of model.ofType(type)) {
      for (const bucket of model.references(source, property, BUCKET_TYPES, at(source.props, ...path))
        .targets) {
        if (bucket !== source && !buckets.has(bucket))
          buckets.set(bucket, `${source.name} (${type}) delivers logs to it`);
      }
    }
  }
  for (const bucket of model.ofType(...BUCKET_TYPES)) {
    if (buckets.has(bucket)) continue;
    if (tagOf(bucket, "data-classification") === "log")
      buckets.set(bucket, "it is tagged data-classification = log");
    else if (isNamedForLogs(bucket)) buckets.set(bucket, "its name says that it holds logs");
  }
  logBucketsOfModel.set(model, buckets);
  return buckets;
}

const LOG_NAME = /(^|[-_.])(logs?|log-?archive|audit-?logs?|cloudtrail|flow-?logs?|access-?logs?)([-_.]|$)/i;

function isNamedForLogs(bucket: Resource): boolean {
  const physical = asText(at(bucket.props, "bucket"));
  return LOG_NAME.test(bucket.name) || (typeof physical === "string" && LOG_NAME.test(physical));
}
