/**
 * What the landing zone's own resources are called, as patterns of ARNs: guardrails tell them from a workload's own by these. Names are the logical
 * ones with the engine's suffix behind them, so a pattern holds the part that the components give.
 */
export const protectedNames = {
  /** Roles that deploy, repair, record and watch, and the one by which flow logs are written. */
  roles: ["LandingZone*", "*-flow-logs-*"],
  /** A star goes past slashes too, so these hold the objects as well. */
  buckets: ["arn:*:s3:::*-log-archive*", "arn:*:s3:::*-bucket-logs*", "arn:*:s3:::aws-waf-logs-*"],
  logGroups: [
    "arn:*:logs:*:*:log-group:*-flow-logs*",
    "arn:*:logs:*:*:log-group:/var/log/*",
    "arn:*:logs:*:*:log-group:CloudTrail/*",
    "arn:*:logs:*:*:log-group:/aws/vendedlogs/data-protection-*",
    "arn:*:logs:*:*:log-group:aws-waf-logs-*",
    // What databases and the reference service write; the question marks are the engine's suffix.
    "arn:*:logs:*:*:log-group:/aws/rds/*",
    "arn:*:logs:*:*:log-group:*-service-???????*",
  ],
  /** Answers to queries of the archive: copies, which may go, but only to whom the bucket's policy names. */
  answers: ["arn:*:s3:::*-query-answers-*"],
  /** By which hosts know what to log, and where to. */
  agentSettings: ["arn:*:ssm:*:*:parameter/AmazonCloudWatch-*"],
  /** Rules on the default bus and on the landing zone's own. */
  rules: ["arn:*:events:*:*:rule/LandingZone*"],
  buses: ["arn:*:events:*:*:event-bus/LandingZone*"],
  /** What the bus took, for replay. */
  archives: ["arn:*:events:*:*:archive/LandingZone*"],
  /** Namespaces of the metrics that the landing zone's alarms watch. */
  metrics: ["LandingZone*"],
  /** Tag of a security group, or of one rule, that the repair leaves alone until a date. */
  exemptionTags: ["landing-zone:open-until"],
  /** What carries events and logs from part to part in the accounts of the platform. */
  signals: [
    "arn:*:dynamodb:*:*:table/LandingZone*",
    "arn:*:events:*:*:event-bus/LandingZone*",
    "arn:*:firehose:*:*:deliverystream/*-log-stream-*",
    "arn:*:kinesis:*:*:stream/*-log-feed-*",
    "arn:*:lambda:*:*:function:*-network-watch-*",
    "arn:*:lambda:*:*:function:*-search-*",
    "arn:*:lambda:*:*:function:LandingZone*",
    "arn:*:sns:*:*:LandingZone*",
    "arn:*:sqs:*:*:*-network-watch-*",
    "arn:*:sqs:*:*:*-search-*",
    "arn:*:sqs:*:*:LandingZone*",
  ],
  alarms: ["arn:*:cloudwatch:*:*:alarm:LandingZone*"],
  /** Tag `Name` of the keys of log groups and archives. */
  keyNames: ["*-log-archive*", "*-logs"],
} as const;
