/** Name of a bucket, from its ARN: `arn:aws:s3:::NAME`. */
export const bucketName = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

/** Name of a web ACL, from its ARN: `arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID`. */
export const webAclName = (arn: string): string => arn.split("/")[2] ?? arn;
