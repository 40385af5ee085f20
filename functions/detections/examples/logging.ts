import { call, is, type Examples } from "./example";

/** Examples for trail.ts, config-recording.ts and flow-and-dns.ts. */
export const LOGGING_EXAMPLES: Examples = {
  "trail-stopped": {
    fires: is(
      "StopLogging on the organization's trail",
      call("cloudtrail", "StopLogging", { name: "organization" }),
    ),
    nearMiss: is("StartLogging on it", call("cloudtrail", "StartLogging", { name: "organization" })),
  },
  "trail-deleted": {
    fires: is("DeleteTrail", call("cloudtrail", "DeleteTrail", { name: "organization" })),
    nearMiss: is(
      "DescribeTrails",
      call("cloudtrail", "DescribeTrails", { trailNameList: [] }, { readOnly: true }),
    ),
  },
  "trail-weakened": {
    fires: is(
      "UpdateTrail to one Region",
      call("cloudtrail", "UpdateTrail", { name: "t", isMultiRegionTrail: false }),
    ),
    nearMiss: is(
      "UpdateTrail to all Regions",
      call("cloudtrail", "UpdateTrail", { name: "t", isMultiRegionTrail: true }),
    ),
    alsoFires: [
      is(
        "validation off, written as text",
        call("cloudtrail", "UpdateTrail", { enableLogFileValidation: "false" }),
      ),
    ],
  },
  "trail-changed": {
    fires: is(
      "CreateTrail beside the organization's",
      call("cloudtrail", "CreateTrail", { name: "mine", s3BucketName: "b" }),
    ),
    nearMiss: is("GetTrail", call("cloudtrail", "GetTrail", { name: "mine" }, { readOnly: true })),
  },
  "trail-selectors-narrowed": {
    fires: is(
      "PutEventSelectors without management events",
      call("cloudtrail", "PutEventSelectors", {
        trailName: "t",
        eventSelectors: [{ readWriteType: "All", includeManagementEvents: false, dataResources: [] }],
      }),
    ),
    nearMiss: is(
      "PutEventSelectors with all management events and data events added",
      call("cloudtrail", "PutEventSelectors", {
        trailName: "t",
        eventSelectors: [
          {
            readWriteType: "All",
            includeManagementEvents: true,
            excludeManagementEventSources: [],
            dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
          },
        ],
      }),
    ),
    alsoFires: [
      is(
        "writes only",
        call("cloudtrail", "PutEventSelectors", {
          eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }],
        }),
      ),
      is(
        "KMS left out",
        call("cloudtrail", "PutEventSelectors", {
          eventSelectors: [
            {
              readWriteType: "All",
              includeManagementEvents: true,
              excludeManagementEventSources: ["kms.amazonaws.com"],
            },
          ],
        }),
      ),
      is(
        "advanced selectors for data events only",
        call("cloudtrail", "PutEventSelectors", {
          advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] }],
        }),
      ),
    ],
    alsoMisses: [
      is(
        "advanced selectors with all of Management",
        call("cloudtrail", "PutEventSelectors", {
          advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }],
        }),
      ),
    ],
  },
  "trail-insights-narrowed": {
    fires: is(
      "PutInsightSelectors with none",
      call("cloudtrail", "PutInsightSelectors", { trailName: "t", insightSelectors: [] }),
    ),
    nearMiss: is(
      "PutInsightSelectors with both",
      call("cloudtrail", "PutInsightSelectors", {
        trailName: "t",
        insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
      }),
    ),
  },
  "event-store-impaired": {
    fires: is(
      "StopEventDataStoreIngestion",
      call("cloudtrail", "StopEventDataStoreIngestion", { eventDataStore: "e" }),
    ),
    nearMiss: is(
      "StartEventDataStoreIngestion",
      call("cloudtrail", "StartEventDataStoreIngestion", { eventDataStore: "e" }),
    ),
  },
  "config-recorder-stopped": {
    fires: is(
      "StopConfigurationRecorder",
      call("config", "StopConfigurationRecorder", { configurationRecorderName: "default" }),
    ),
    nearMiss: is(
      "StartConfigurationRecorder",
      call("config", "StartConfigurationRecorder", { configurationRecorderName: "default" }),
    ),
  },
  "config-recorder-deleted": {
    fires: is(
      "DeleteConfigurationRecorder",
      call("config", "DeleteConfigurationRecorder", { configurationRecorderName: "default" }),
    ),
    nearMiss: is("DeleteStoredQuery", call("config", "DeleteStoredQuery", { queryName: "default" })),
  },
  "config-channel-deleted": {
    fires: is(
      "DeleteDeliveryChannel",
      call("config", "DeleteDeliveryChannel", { deliveryChannelName: "default" }),
    ),
    nearMiss: is(
      "DeliverConfigSnapshot",
      call("config", "DeliverConfigSnapshot", { deliveryChannelName: "default" }),
    ),
  },
  "config-recorder-narrowed": {
    fires: is(
      "PutConfigurationRecorder for some types",
      call("config", "PutConfigurationRecorder", {
        configurationRecorder: {
          name: "default",
          recordingGroup: { allSupported: false, resourceTypes: ["AWS::S3::Bucket"] },
        },
      }),
    ),
    nearMiss: is(
      "PutConfigurationRecorder for all types",
      call("config", "PutConfigurationRecorder", {
        configurationRecorder: {
          name: "default",
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        },
      }),
    ),
  },
  "config-recording-changed": {
    fires: is(
      "PutDeliveryChannel to another bucket",
      call("config", "PutDeliveryChannel", {
        deliveryChannel: { name: "default", s3BucketName: "elsewhere" },
      }),
    ),
    nearMiss: is("PutConfigRule", call("config", "PutConfigRule", { configRule: { configRuleName: "r" } })),
  },
  "config-rule-deleted": {
    fires: is("DeleteConfigRule", call("config", "DeleteConfigRule", { configRuleName: "no-open-ssh" })),
    nearMiss: is(
      "DeleteEvaluationResults",
      call("config", "DeleteEvaluationResults", { configRuleName: "no-open-ssh" }),
    ),
  },
  "config-remediation-deleted": {
    fires: is(
      "DeleteRemediationConfiguration",
      call("config", "DeleteRemediationConfiguration", { configRuleName: "no-open-ssh" }),
    ),
    nearMiss: is(
      "PutRemediationConfigurations",
      call("config", "PutRemediationConfigurations", { remediationConfigurations: [] }),
    ),
  },
  "config-conformance-pack-deleted": {
    fires: is(
      "DeleteConformancePack",
      call("config", "DeleteConformancePack", { conformancePackName: "baseline" }),
    ),
    nearMiss: is(
      "PutConformancePack",
      call("config", "PutConformancePack", { conformancePackName: "baseline" }),
    ),
  },
  "config-aggregation-cut": {
    fires: is(
      "DeleteConfigurationAggregator",
      call("config", "DeleteConfigurationAggregator", { configurationAggregatorName: "organization" }),
    ),
    nearMiss: is(
      "PutConfigurationAggregator",
      call("config", "PutConfigurationAggregator", { configurationAggregatorName: "organization" }),
    ),
  },
  "flow-logs-deleted": {
    fires: is(
      "DeleteFlowLogs with its nested request",
      call("ec2", "DeleteFlowLogs", {
        DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: "fl-0a1b2c3d" } },
      }),
    ),
    nearMiss: is(
      "CreateFlowLogs",
      call("ec2", "CreateFlowLogs", { CreateFlowLogsRequest: { ResourceType: "VPC", TrafficType: "ALL" } }),
    ),
  },
  "resolver-logs-deleted": {
    fires: is(
      "DeleteResolverQueryLogConfig",
      call("route53resolver", "DeleteResolverQueryLogConfig", { resolverQueryLogConfigId: "rqlc-1" }),
    ),
    nearMiss: is(
      "AssociateResolverQueryLogConfig",
      call("route53resolver", "AssociateResolverQueryLogConfig", { resolverQueryLogConfigId: "rqlc-1" }),
    ),
  },
  "log-group-deleted": {
    fires: is("DeleteLogGroup", call("logs", "DeleteLogGroup", { logGroupName: "/aws/cloudtrail" })),
    nearMiss: is("CreateLogGroup", call("logs", "CreateLogGroup", { logGroupName: "/aws/cloudtrail" })),
  },
  "log-stream-deleted": {
    fires: is("DeleteLogStream", call("logs", "DeleteLogStream", { logGroupName: "g", logStreamName: "s" })),
    nearMiss: is(
      "CreateLogStream",
      call("logs", "CreateLogStream", { logGroupName: "g", logStreamName: "s" }),
    ),
  },
  "log-retention-shortened": {
    fires: is(
      "PutRetentionPolicy of one day",
      call("logs", "PutRetentionPolicy", { logGroupName: "g", retentionInDays: 1 }),
    ),
    nearMiss: is(
      "PutRetentionPolicy of a year",
      call("logs", "PutRetentionPolicy", { logGroupName: "g", retentionInDays: 365 }),
    ),
  },
  "metric-filter-deleted": {
    fires: is(
      "DeleteMetricFilter",
      call("logs", "DeleteMetricFilter", { logGroupName: "g", filterName: "root" }),
    ),
    nearMiss: is(
      "TestMetricFilter",
      call("logs", "TestMetricFilter", { filterPattern: "root" }, { readOnly: true }),
    ),
  },
  "subscription-filter-deleted": {
    fires: is(
      "DeleteSubscriptionFilter",
      call("logs", "DeleteSubscriptionFilter", { logGroupName: "g", filterName: "f" }),
    ),
    nearMiss: is(
      "PutSubscriptionFilter",
      call("logs", "PutSubscriptionFilter", { logGroupName: "g", filterName: "f" }),
    ),
  },
};
