import type * as pulumi from "@pulumi/pulumi";

/**
 * Where configuration history and snapshots go. AWS Config delivers to no bucket that locks by default (developer guide, "Managing
 * the delivery channel", read 2026-11), so it is not the bucket of the other logs.
 */
export interface ConfigDelivery {
  readonly bucket: pulumi.Input<string>;
  /** Prefix without slashes at its ends; AWS Config adds `/AWSLogs/ACCOUNT/Config/…`. */
  readonly prefix: string;
  /** Key under which AWS Config encrypts what it delivers. S3's own keys when left out. */
  readonly keyArn?: pulumi.Input<string>;
  /** What must be there before a channel is: AWS Config tries the bucket's policy at once. */
  readonly readyWhen: pulumi.Resource[];
}
