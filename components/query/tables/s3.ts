import { lineFormat, type LogTable, quoted, word } from "./table";

const line = lineFormat(
  [
    word("bucket_owner"),
    word("bucket"),
    { pattern: "\\[([^\\]]*)\\]", columns: [{ name: "request_time", type: "string" }] },
    word("remote_ip"),
    word("requester"),
    word("request_id"),
    word("operation"),
    word("key"),
    quoted("request_uri"),
    word("http_status", "int"),
    word("error_code"),
    word("bytes_sent", "bigint"),
    word("object_size", "bigint"),
    word("total_time", "bigint"),
    word("turn_around_time", "bigint"),
    quoted("referrer"),
    quoted("user_agent"),
    word("version_id"),
  ],
  [
    word("host_id"),
    word("signature_version"),
    word("cipher_suite"),
    word("authentication_type"),
    word("host_header"),
    word("tls_version"),
    word("access_point_arn"),
    word("acl_required"),
  ],
);

export const bucketRequests: LogTable = {
  name: "s3_requests",
  holds: "Requests to the archive's own buckets: who read the logs.",
  service: "buckets",
  path: "${account}/${aws_region}/${source_bucket}/${days}",
  columns: line.columns,
  partitions: [
    { name: "account", of: "accounts" },
    { name: "aws_region", of: "regions" },
    { name: "source_bucket", of: "buckets" },
    { name: "days", of: "days" },
  ],
  format: { kind: "regex", regex: line.regex },
  source: "S3 user guide, Amazon S3 server access log format; partitioned prefix by time of event",
};
