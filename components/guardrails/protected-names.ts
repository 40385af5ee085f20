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
  ],
  /** Rules on the default bus and on the landing zone's own. */
  rules: ["arn:*:events:*:*:rule/LandingZone*"],
  buses: ["arn:*:events:*:*:event-bus/LandingZone*"],
  alarms: ["arn:*:cloudwatch:*:*:alarm:LandingZone*"],
  /** Tag `Name` of the keys of log groups and archives. */
  keyNames: ["*-log-archive*", "*-logs"],
} as const;
