import { call, is, type Examples } from "./example";

const distribution = (enabled: boolean): unknown => ({
  id: "E1",
  distributionConfig: { enabled: true, logging: { enabled, bucket: enabled ? "l.s3.amazonaws.com" : "" } },
});

/** Examples for access-logs.ts, alarms-and-events.ts and detectors.ts. */
export const WATCHING_EXAMPLES: Examples = {
  "load-balancer-logs-off": {
    fires: is(
      "ModifyLoadBalancerAttributes, access logs false",
      call("elasticloadbalancing", "ModifyLoadBalancerAttributes", {
        loadBalancerArn: "arn",
        attributes: [{ key: "access_logs.s3.enabled", value: "false" }],
      }),
    ),
    nearMiss: is(
      "the same call for the idle timeout",
      call("elasticloadbalancing", "ModifyLoadBalancerAttributes", {
        loadBalancerArn: "arn",
        attributes: [
          { key: "idle_timeout.timeout_seconds", value: "60" },
          { key: "access_logs.s3.enabled", value: "true" },
        ],
      }),
    ),
    alsoFires: [
      is(
        "a classic load balancer",
        call("elasticloadbalancing", "ModifyLoadBalancerAttributes", {
          loadBalancerName: "old",
          loadBalancerAttributes: { accessLog: { enabled: false } },
        }),
      ),
    ],
  },
  "distribution-logs-off": {
    fires: is(
      "UpdateDistribution, logging off",
      call("cloudfront", "UpdateDistribution", distribution(false), { awsRegion: "us-east-1" }),
    ),
    nearMiss: is(
      "UpdateDistribution, logging on",
      call("cloudfront", "UpdateDistribution", distribution(true), { awsRegion: "us-east-1" }),
    ),
  },
  "bucket-logs-off": {
    fires: is(
      "PutBucketLogging without a target",
      call("s3", "PutBucketLogging", { bucketName: "web", logging: "", BucketLoggingStatus: { xmlns: "x" } }),
    ),
    nearMiss: is(
      "PutBucketLogging with one",
      call("s3", "PutBucketLogging", {
        bucketName: "web",
        logging: "",
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "logs", TargetPrefix: "web/" } },
      }),
    ),
    alsoFires: [
      is("an empty status", call("s3", "PutBucketLogging", { bucketName: "web", BucketLoggingStatus: "" })),
    ],
  },
  "web-acl-logs-off": {
    fires: is(
      "DeleteLoggingConfiguration",
      call("wafv2", "DeleteLoggingConfiguration", { resourceArn: "arn" }),
    ),
    nearMiss: is(
      "PutLoggingConfiguration",
      call("wafv2", "PutLoggingConfiguration", { loggingConfiguration: {} }),
    ),
    alsoFires: [
      is("of a classic web ACL", call("waf-regional", "DeleteLoggingConfiguration", { resourceArn: "arn" })),
    ],
  },
  "alarm-deleted": {
    fires: is(
      "DeleteAlarms",
      call("monitoring", "DeleteAlarms", { alarmNames: ["CIS-1.7-RootAccountUsage"] }),
    ),
    nearMiss: is("DeleteDashboards", call("monitoring", "DeleteDashboards", { dashboardNames: ["d"] })),
  },
  "alarm-silenced": {
    fires: is("DisableAlarmActions", call("monitoring", "DisableAlarmActions", { alarmNames: ["a"] })),
    nearMiss: is(
      "PutMetricAlarm with its actions on",
      call("monitoring", "PutMetricAlarm", { alarmName: "a", actionsEnabled: true }),
    ),
    alsoFires: [
      is(
        "PutMetricAlarm with its actions off",
        call("monitoring", "PutMetricAlarm", { alarmName: "a", actionsEnabled: false }),
      ),
    ],
  },
  "event-rule-deleted": {
    fires: is("DeleteRule of EventBridge", call("events", "DeleteRule", { name: "concern-ec2" })),
    nearMiss: is(
      "DeleteRule of a load balancer",
      call("elasticloadbalancing", "DeleteRule", { ruleArn: "arn" }),
    ),
  },
  "event-rule-disabled": {
    fires: is("DisableRule", call("events", "DisableRule", { name: "concern-ec2" })),
    nearMiss: is("PutRule, enabled", call("events", "PutRule", { name: "concern-ec2", state: "ENABLED" })),
    alsoFires: [
      is("PutRule, disabled", call("events", "PutRule", { name: "concern-ec2", state: "DISABLED" })),
    ],
  },
  "event-targets-removed": {
    fires: is("RemoveTargets", call("events", "RemoveTargets", { rule: "concern-ec2", ids: ["bus"] })),
    nearMiss: is("PutTargets", call("events", "PutTargets", { rule: "concern-ec2", targets: [] })),
  },
  "event-bus-impaired": {
    fires: is("DeleteEventBus", call("events", "DeleteEventBus", { name: "security" })),
    nearMiss: is("CreateEventBus", call("events", "CreateEventBus", { name: "security" })),
  },
  "topic-deleted": {
    fires: is("DeleteTopic", call("sns", "DeleteTopic", { topicArn: "arn" })),
    nearMiss: is("CreateTopic", call("sns", "CreateTopic", { name: "t" })),
  },
  "topic-unsubscribed": {
    fires: is("Unsubscribe", call("sns", "Unsubscribe", { subscriptionArn: "arn" })),
    nearMiss: is("Subscribe", call("sns", "Subscribe", { topicArn: "arn", protocol: "email" })),
  },
  "guardduty-deleted": {
    fires: is("DeleteDetector of GuardDuty", call("guardduty", "DeleteDetector", { detectorId: "d" })),
    nearMiss: is(
      "DeleteDetector of Fraud Detector",
      call("frauddetector", "DeleteDetector", { detectorId: "d" }),
    ),
  },
  "guardduty-weakened": {
    fires: is(
      "UpdateDetector, enable false",
      call("guardduty", "UpdateDetector", { detectorId: "d", enable: false }),
    ),
    nearMiss: is(
      "UpdateDetector, enable true",
      call("guardduty", "UpdateDetector", {
        detectorId: "d",
        enable: true,
        features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }],
      }),
    ),
    alsoFires: [
      is(
        "one feature off",
        call("guardduty", "UpdateDetector", { features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }] }),
      ),
      is(
        "one source off",
        call("guardduty", "UpdateDetector", { dataSources: { s3Logs: { enable: false } } }),
      ),
    ],
  },
  "guardduty-trusted-list-changed": {
    fires: is(
      "CreateIPSet of GuardDuty",
      call("guardduty", "CreateIPSet", { detectorId: "d", activate: true }),
    ),
    nearMiss: is("CreateIPSet of WAF", call("wafv2", "CreateIPSet", { name: "office" })),
  },
  "guardduty-findings-archived": {
    fires: is(
      "CreateFilter that archives",
      call("guardduty", "CreateFilter", { detectorId: "d", action: "ARCHIVE" }),
    ),
    nearMiss: is(
      "CreateFilter that does not",
      call("guardduty", "CreateFilter", { detectorId: "d", action: "NOOP" }),
    ),
    alsoFires: [
      is("ArchiveFindings", call("guardduty", "ArchiveFindings", { detectorId: "d", findingIds: ["f"] })),
    ],
  },
  "guardduty-export-deleted": {
    fires: is(
      "DeletePublishingDestination",
      call("guardduty", "DeletePublishingDestination", { detectorId: "d" }),
    ),
    nearMiss: is(
      "CreatePublishingDestination",
      call("guardduty", "CreatePublishingDestination", { detectorId: "d" }),
    ),
  },
  "detection-members-lost": {
    fires: is(
      "StopMonitoringMembers",
      call("guardduty", "StopMonitoringMembers", { accountIds: ["111122223333"] }),
    ),
    nearMiss: is(
      "StartMonitoringMembers",
      call("guardduty", "StartMonitoringMembers", { accountIds: ["111122223333"] }),
    ),
    alsoFires: [
      is("DeleteMembers", call("guardduty", "DeleteMembers", { accountIds: ["1"] })),
      is(
        "DisassociateMembers of Security Hub",
        call("securityhub", "DisassociateMembers", { accountIds: ["1"] }),
      ),
    ],
  },
  "securityhub-disabled": {
    fires: is("DisableSecurityHub", call("securityhub", "DisableSecurityHub")),
    nearMiss: is("EnableSecurityHub", call("securityhub", "EnableSecurityHub")),
  },
  "securityhub-findings-suppressed": {
    fires: is(
      "BatchUpdateFindings to SUPPRESSED",
      call("securityhub", "BatchUpdateFindings", {
        findingIdentifiers: [],
        workflow: { status: "SUPPRESSED" },
      }),
    ),
    nearMiss: is(
      "BatchUpdateFindings to NOTIFIED",
      call("securityhub", "BatchUpdateFindings", {
        findingIdentifiers: [],
        workflow: { status: "NOTIFIED" },
      }),
    ),
  },
  "securityhub-insight-deleted": {
    fires: is("DeleteInsight", call("securityhub", "DeleteInsight", { insightArn: "arn" })),
    nearMiss: is("CreateInsight", call("securityhub", "CreateInsight", { name: "i" })),
  },
  "analyzer-disabled": {
    fires: is("DeleteAnalyzer", call("access-analyzer", "DeleteAnalyzer", { analyzerName: "organization" })),
    nearMiss: is(
      "CreateAnalyzer",
      call("access-analyzer", "CreateAnalyzer", { analyzerName: "organization" }),
    ),
  },
  "web-acl-removed": {
    fires: is("DisassociateWebACL", call("wafv2", "DisassociateWebACL", { resourceArn: "arn" })),
    nearMiss: is("AssociateWebACL", call("wafv2", "AssociateWebACL", { resourceArn: "arn" })),
    alsoFires: [is("DeleteWebACL", call("wafv2", "DeleteWebACL", { name: "edge" }))],
  },
};
