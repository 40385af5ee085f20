import * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";
import { policyDocument } from "../policy-document";
import { privateBucketSettings } from "../storage/private-bucket";
import { bucketOnlyOverTls } from "../policy-statements";

export interface ResultsBucketArgs {
  /** Key of the answers: that of the archive, as they are parts of it. */
  readonly keyArn: pulumi.Input<string>;
  /** Bucket and prefix of its server access logs. */
  readonly accessLogs: { readonly bucket: pulumi.Input<string>; readonly prefix: string };
  /** Days after which an answer is deleted. */
  readonly days: number;
}

/** Where Athena puts its answers: private, encrypted, over TLS, and gone after a while. The logs they come from stay. */
export class ResultsBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: ResultsBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:query:ResultsBucket", name, {}, opts);
    const own = { parent: this };
    const bucket = new s3.Bucket(name, { tags: { Name: name } }, own);
    const id = { bucket: bucket.id };
    const { access } = privateBucketSettings(name, bucket, args.keyArn, own);
    new s3.BucketLifecycleConfiguration(
      name,
      {
        ...id,
        rules: [
          {
            id: "answers",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: args.days },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
      own,
    );
    new s3.BucketLogging(
      name,
      {
        ...id,
        targetBucket: args.accessLogs.bucket,
        targetPrefix: args.accessLogs.prefix,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      own,
    );
    new s3.BucketPolicy(
      name,
      { ...id, policy: bucket.arn.apply(resultsBucketPolicy) },
      { ...own, dependsOn: [access] },
    );
    this.bucketName = bucket.id;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

/** Nothing without TLS; all else is up to IAM of the account. */
export function resultsBucketPolicy(bucketArn: string): string {
  return policyDocument([bucketOnlyOverTls(bucketArn)]);
}
