import type { Call } from "../model/call";
import { anywhere, holds, type, uses, usesArn, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, object, objects, str, yes, type Props } from "../model/values";
import { BUCKET, FUNCTION, KEY, KEY_ALIAS, QUEUE, ROLE, TOPIC } from "./tokens";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

/** S3 keeps a record of its own hosted zone per Region; the ids here are made up, one per Region. */
function hostedZone(call: Call): string {
  return `Z3${call.region
    .replace(/[^a-z0-9]/g, "")
    .toUpperCase()
    .slice(0, 11)}`;
}

/**
 * Refuses a name S3 does not allow. Source: "Bucket naming rules" (S3 User Guide), 2026-06. */
function checkBucketName(inputs: Props): void {
  const name = str(inputs, "bucket");
  if (name === undefined || name === "") return;
  const bad =
    name.length < 3 ||
    name.length > 63 ||
    !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name) ||
    name.includes("..") ||
    /^\d+\.\d+\.\d+\.\d+$/.test(name) ||
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (bad) refuse("InvalidBucketName", `The specified bucket is not valid: ${name}`, "bucket");
}

const bucket = type(BUCKET, (call) => call.text("bucket"), {
  arn: "s3:::{bucket}",
  aliases: ["aws:s3/bucketV2:BucketV2"],
  defaults: { forceDestroy: false },
  replace: ["bucket", "bucketPrefix", "objectLockEnabled"],
  naming: { property: "bucket", max: 63, code: "InvalidBucketName", lowerCase: true },
  documents: { policy: "bucket" },
  check: checkBucketName,
  notFound: ["NoSuchBucket", "The specified bucket does not exist: {id}"],
  inUse: ["BucketNotEmpty", "The bucket you tried to delete is not empty: {id}"],
  admit: (call) => {
    const name = call.text("bucket");
    const taken = call.everywhere(BUCKET).find((other) => other !== call.old && other.id === name);
    if (taken === undefined) return;
    if (taken.account === call.account) {
      refuse(
        "BucketAlreadyOwnedByYou",
        `Your previous request to create the named bucket succeeded and you already own it: ${name}`,
        "bucket",
      );
    }
    refuse(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. " +
        `Please select a different name and try again: ${name}`,
      "bucket",
    );
  },
  planned: (call) => ({ bucketRegion: call.region }),
  outputs: (call) => {
    const name = call.text("bucket");
    return {
      bucketRegion: call.region,
      bucketDomainName: `${name}.s3.${call.dnsSuffix}`,
      bucketRegionalDomainName: `${name}.s3.${call.region}.${call.dnsSuffix}`,
      hostedZoneId: hostedZone(call),
      requestPayer: call.text("requestPayer") || "BucketOwner",
      objectLockEnabled: yes(call.inputs, "objectLockEnabled"),
    };
  },
  release: (call) => {
    const objectsIn = call
      .everywhere(OBJECT, "aws:s3/bucketObject:BucketObject")
      .filter(({ properties }) => properties.bucket === call.id);
    if (objectsIn.length > 0 && !yes(call.inputs, "forceDestroy")) {
      refuse("BucketNotEmpty", `The bucket you tried to delete is not empty: ${call.id}`);
    }
  },
  afterDelete: (call) => {
    // A bucket takes its settings (and, when forced, its objects) along.
    for (const part of call.cloud.mentioning(call.id)) {
      if (part.type.startsWith("aws:s3/") && part.properties.bucket === call.id) call.cloud.remove(part);
    }
  },
});

/** Settings of a bucket hang on its name; the bucket may belong to another account only if its policy says so: not modelled. */
const ofBucket: Reference = uses(BUCKET);

/** Parts that may say whose bucket they expect. */
const OWNED: ReadonlySet<string> = new Set([
  ...[
    "BucketVersioning",
    "BucketObjectLockConfiguration",
    "BucketServerSideEncryptionConfiguration",
    "BucketLogging",
  ],
  ...[
    "BucketLifecycleConfiguration",
    "BucketAcl",
    "BucketAccelerateConfiguration",
    "BucketCorsConfiguration",
  ],
  "BucketRequestPaymentConfiguration",
]);

/** A part of a bucket: its id is the bucket's name. */
function part(
  name: string,
  rest: Omit<Model, "token" | "id" | "references"> & { references?: Model["references"] } = {},
): Model {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return type(`aws:s3/${lower}:${name}`, "{bucket}", {
    ...rest,
    replace: ["bucket", ...(OWNED.has(name) ? ["expectedBucketOwner"] : []), ...(rest.replace ?? [])],
    references: { bucket: ofBucket, ...rest.references },
  });
}

function versioningOf(call: Call): string | undefined {
  const setting = call.find(VERSIONING, call.text("bucket"));
  const inline = object(call.find(BUCKET, call.text("bucket"))?.properties, "versioning");
  const lock = yes(call.find(BUCKET, call.text("bucket"))?.properties, "objectLockEnabled");
  if (lock || yes(inline, "enabled")) return "Enabled";
  return str(object(setting?.properties, "versioningConfiguration"), "status");
}

function needsVersioning(call: Call, code: string, what: string): void {
  if (versioningOf(call) !== "Enabled") {
    refuse(code, `Versioning must be 'Enabled' on the bucket to ${what}`, "bucket");
  }
}

const keyReference = usesArn(KEY, KEY_ALIAS);

const parts: readonly Model[] = [
  part("BucketVersioning", {
    aliases: ["aws:s3/bucketVersioningV2:BucketVersioningV2"],
    admit: (call) => {
      const status = str(object(call.inputs, "versioningConfiguration"), "status");
      const locked = yes(call.find(BUCKET, call.text("bucket"))?.properties, "objectLockEnabled");
      if (locked && status !== "Enabled") {
        refuse(
          "InvalidBucketState",
          "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
        );
      }
    },
  }),
  part("BucketObjectLockConfiguration", {
    aliases: ["aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2"],
    defaults: { objectLockEnabled: "Enabled" },
    replace: ["objectLockEnabled"],
    admit: (call) => needsVersioning(call, "InvalidBucketState", "apply an Object Lock configuration"),
  }),
  part("BucketServerSideEncryptionConfiguration", {
    aliases: ["aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2"],
    references: { "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId": keyReference },
  }),
  part("BucketLifecycleConfiguration", {
    aliases: ["aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"],
    defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
    check: (inputs) => {
      const ids = objects(inputs, "rules").map((rule) => str(rule, "id"));
      const twice = ids.find((id, at) => id !== undefined && ids.indexOf(id) !== at);
      if (twice !== undefined)
        refuse(
          "InvalidArgument",
          `Rule ID must be unique. Found same ID for more than one rule: ${twice}`,
          "rules",
        );
      for (const rule of objects(inputs, "rules")) checkTransitions(rule);
    },
  }),
  part("BucketOwnershipControls", { replace: [] }),
  part("BucketPublicAccessBlock", {
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  }),
  part("BucketLogging", {
    aliases: ["aws:s3/bucketLoggingV2:BucketLoggingV2"],
    references: { targetBucket: { ...anywhere(uses(BUCKET)), holds: false } },
    admit: (call) => {
      const target = call.text("targetBucket");
      const bucket = call.everywhere(BUCKET).find(({ id }) => id === target);
      if (bucket === undefined) return;
      if (bucket.account !== call.account)
        refuse(
          "InvalidTargetBucketForLogging",
          `The owner for the bucket to be logged and the target bucket must be the same: ${target}`,
        );
      if (bucket.region !== call.home)
        refuse(
          "CrossLocationLoggingProhibited",
          `Cross S3 location logging not allowed: the target bucket ${target} is in ${bucket.region}`,
        );
    },
  }),
  part("BucketPolicy", { documents: { policy: "bucket" } }),
  part("BucketNotification", {
    defaults: { eventbridge: false },
    references: {
      "topics.topicArn": usesArn(TOPIC),
      "queues.queueArn": usesArn(QUEUE),
      "lambdaFunctions.lambdaFunctionArn": usesArn(FUNCTION),
    },
  }),
  part("BucketReplicationConfig", {
    references: { role: usesArn(ROLE), "rules.destination.bucket": usesArn(BUCKET) },
    admit: (call) => needsVersioning(call, "InvalidRequest", "apply a replication configuration"),
  }),
  part("BucketAcl", { aliases: ["aws:s3/bucketAclV2:BucketAclV2"] }),
  part("BucketAccelerateConfiguration"),
  part("BucketRequestPaymentConfiguration"),
  part("BucketCorsConfiguration", {
    aliases: ["aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2"],
  }),
  type("aws:s3/inventory:Inventory", "{bucket}:{name}", {
    defaults: { enabled: true },
    replace: ["bucket", "name"],
    references: { bucket: ofBucket, "destination.bucket.bucketArn": usesArn(BUCKET) },
  }),
  type("aws:s3/bucketMetric:BucketMetric", "{bucket}:{name}", {
    replace: ["bucket", "name"],
    references: { bucket: ofBucket },
  }),
  type(
    "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration",
    "{bucket}:{name}",
    {
      defaults: { status: "Enabled" },
      replace: ["bucket", "name"],
      references: { bucket: ofBucket },
    },
  ),
];

function checkTransitions(rule: Props): void {
  const days = objects(rule, "transitions").map((transition) => num(transition, "days"));
  const expiration = num(object(rule, "expiration"), "days");
  for (const day of days) {
    if (day !== undefined && expiration !== undefined && day >= expiration) {
      refuse(
        "InvalidArgument",
        "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
        "rules",
      );
    }
  }
}

function objectType(token: string): Model {
  return type(
    token,
    (call) => (token === OBJECT ? `${call.text("bucket")}/${call.text("key")}` : call.text("key")),
    {
      arn: "s3:::{bucket}/{key}",
      defaults: { forceDestroy: false },
      replace: ["bucket", "key"],
      naming: { property: "key", max: 1024, code: "KeyTooLongError" },
      references: { bucket: uses(BUCKET), kmsKeyId: keyReference },
      outputs: (call) => ({
        etag: call.text("etag") || call.derived(JSON.stringify(call.inputs), 32),
        versionId: versioningOf(call) === "Enabled" ? call.derived(JSON.stringify(call.inputs), 32) : "null",
        contentType: call.text("contentType") || "application/octet-stream",
        storageClass: call.text("storageClass") || "STANDARD",
        serverSideEncryption: call.text("serverSideEncryption") || "AES256",
      }),
    },
  );
}

const accountBlock = type("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "{account}", {
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  replace: ["accountId"],
  adopted: true,
  outputs: (call) => ({ accountId: call.text("accountId") || call.account }),
});

const accessPoint = type("aws:s3/accessPoint:AccessPoint", "{account}:{name}", {
  arn: "s3:{region}:{account}:accesspoint/{name}",
  replace: ["bucket", "name", "vpcConfiguration"],
  naming: { property: "name", max: 50, code: "InvalidRequest", lowerCase: true },
  references: { bucket: holds(BUCKET) },
  documents: { policy: "bucket" },
  outputs: (call) => ({
    alias: `${call.text("name").slice(0, 20)}-${call.derived("alias", 20)}-s3alias`,
    domainName: `${call.text("name")}-${call.account}.s3-accesspoint.${call.region}.${call.dnsSuffix}`,
    networkOrigin: call.inputs.vpcConfiguration === undefined ? "Internet" : "VPC",
    accountId: call.account,
    bucketAccountId: call.account,
  }),
});

export const s3Types: readonly Model[] = [
  bucket,
  ...parts,
  objectType(OBJECT),
  objectType("aws:s3/bucketObject:BucketObject"),
  accountBlock,
  accessPoint,
];
