import type * as pulumi from "@pulumi/pulumi";

/** A bucket and the prefix below which one service writes. The prefix has no slash at its ends unless it says so. */
export interface LogLocation {
  readonly bucket: pulumi.Input<string>;
  readonly prefix: string;
}

/**
 * Where the access logs of what an account builds go. A component that makes a load balancer, a distribution, a web ACL or a
 * bucket takes its part as a required argument, so that none can be built without its logs.
 */
export interface AccessLogDestinations {
  /** ELB access and connection logs; the bucket is in the load balancer's Region. */
  readonly loadBalancers: LogLocation;
  /** CloudFront standard logging v2: ARN of the archive's delivery destination (us-east-1). */
  readonly distributions: { readonly deliveryDestinationArn: pulumi.Input<string> };
  /** WAF: ARN of the aws-waf-logs-… bucket. */
  readonly webAcls: { readonly bucketArn: pulumi.Input<string> };
  /** S3 server access logs: a bucket of the same account and Region. The prefix ends with a slash, as S3 adds none. */
  readonly buckets: LogLocation;
}
