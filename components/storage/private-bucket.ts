import type * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";

/** What keeps a bucket private; whatever opens it to somebody waits for `access`. */
export interface BucketSettings {
  readonly ownership: s3.BucketOwnershipControls;
  readonly access: s3.BucketPublicAccessBlock;
  readonly encryption: s3.BucketServerSideEncryptionConfiguration;
}

/**
 * The settings that every bucket of the landing zone has: no ACLs, nothing public, encrypted.
 *
 * @param keyArn KMS key; S3's own keys when left out, which is all that server access logs can be written under
 */
export function privateBucketSettings(
  name: string,
  bucket: s3.Bucket,
  keyArn: pulumi.Input<string> | undefined,
  opts: pulumi.CustomResourceOptions,
): BucketSettings {
  const id = { bucket: bucket.id };
  return {
    ownership: new s3.BucketOwnershipControls(
      name,
      { ...id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      opts,
    ),
    access: new s3.BucketPublicAccessBlock(
      name,
      {
        ...id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      opts,
    ),
    encryption: new s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...id,
        rules: [
          {
            applyServerSideEncryptionByDefault: keyArn
              ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }
              : { sseAlgorithm: "AES256" },
            bucketKeyEnabled: keyArn !== undefined,
          },
        ],
      },
      opts,
    ),
  };
}
