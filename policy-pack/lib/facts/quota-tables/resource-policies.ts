import { type Quota } from "./quota";

/** Sizes of the policies of resources, in bytes unless the name says characters: white space counts. Read 2026-11. */
export const RESOURCE_POLICY_QUOTAS = {
  bucketPolicySize: {
    name: "bytes per bucket policy",
    value: 20_480,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html",
  },
  keyPolicySize: {
    name: "bytes per key policy",
    value: 32_768,
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html",
  },
  topicPolicySize: {
    name: "bytes per topic policy",
    value: 30_720,
    source: "https://docs.aws.amazon.com/general/latest/gr/sns.html",
  },
  queuePolicySize: {
    name: "bytes per queue policy",
    value: 8192,
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
  },
  functionPolicySize: {
    name: "bytes per function's resource policy",
    value: 20_480,
    source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  },
  endpointPolicySize: {
    name: "characters per VPC endpoint policy",
    value: 20_480,
    code: "L-3248932A",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html",
  },
  busPolicySize: {
    name: "characters per event bus policy",
    value: 10_240,
    adjustable: true,
    code: "L-FC354966",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
} as const satisfies Record<string, Quota>;
