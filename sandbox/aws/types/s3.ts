import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str } from "../model/values";
import { KEY } from "./kms";

export const BUCKET = "aws:s3/bucket:Bucket";

/** Names of buckets are taken for the whole world, not for an account. */
function admitName(call: Call): void {
  const name = call.text("bucket");
  const rival = call.everywhere(BUCKET).find((bucket) => bucket.id === name && bucket !== call.old);
  if (!rival) return;
  if (rival.account === call.account) {
    refuse(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
      "bucket",
    );
  }
  refuse("BucketAlreadyExists", "The requested bucket name is not available.", "bucket");
}

const bucket = type(BUCKET, "{bucket}", {
  arn: "s3:::{bucket}",
  aliases: ["aws:s3/bucketV2:BucketV2"],
  defaults: { forceDestroy: false },
  replace: ["bucket", "bucketPrefix", "objectLockEnabled"],
  naming: {
    property: "bucket",
    max: 63,
    code: "InvalidBucketName",
    pattern: /^(?!xn--|sthree-)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/,
    rule: "3 to 63 lower-case letters, digits, dots and hyphens",
    lowerCase: true,
  },
  notFound: ["NoSuchBucket", "The specified bucket does not exist: {id}"],
  inUse: ["BucketNotEmpty", "The bucket {id} is still in use"],
  admit: admitName,
  outputs: (call) => ({
    bucketDomainName: `${call.id}.s3.${call.dnsSuffix}`,
    bucketRegion: call.region,
    bucketRegionalDomainName: `${call.id}.s3.${call.region}.${call.dnsSuffix}`,
    hostedZoneId: "Z3AQBSTGFYJSTF",
    objectLockEnabled: call.inputs.objectLockEnabled ?? false,
    acceleration: call.inputs.accelerationStatus ?? "",
    requestPayer: "BucketOwner",
    policy: "",
  }),
});

/** A setting of a bucket, whose id is the bucket's name. It goes with the bucket, so it does not hold it. */
function setting(name: string, rest: Omit<Model, "token" | "id"> = {}): Model {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  return type(`aws:s3/${file}:${name}`, "{bucket}", {
    replace: ["bucket"],
    ...rest,
    references: { bucket: uses(BUCKET), ...rest.references },
  });
}

/** Object lock needs a bucket that was made for it, with versioning on. */
function admitLock(call: Call): void {
  const target = call.find(BUCKET, call.text("bucket"));
  const versioning = call.find("aws:s3/bucketVersioning:BucketVersioning", call.text("bucket"));
  const status = str(
    (versioning?.properties.versioningConfiguration ?? {}) as Record<string, string>,
    "status",
  );
  if (target?.properties.objectLockEnabled !== true && status !== "Enabled") {
    refuse(
      "InvalidBucketState",
      "Object Lock configuration cannot be enabled on existing buckets without versioning",
    );
  }
}

export const s3Types: readonly Model[] = [
  bucket,
  setting("BucketVersioning"),
  setting("BucketObjectLockConfiguration", {
    defaults: { objectLockEnabled: "Enabled" },
    admit: admitLock,
  }),
  setting("BucketServerSideEncryptionConfiguration", {
    references: { "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId": usesArn(KEY) },
  }),
  setting("BucketLifecycleConfiguration", {
    defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  }),
  setting("BucketOwnershipControls"),
  setting("BucketPublicAccessBlock"),
  setting("BucketLogging", { references: { targetBucket: holds(BUCKET) } }),
  setting("BucketPolicy", { documents: { policy: "bucket" } }),
  setting("BucketNotification"),
];
