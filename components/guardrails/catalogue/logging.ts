import { protectedNames } from "../protected-names";
import { type Exempt, type Guardrail } from "../statement";

/** Changes that belong to a deployment. */
const byDeployment: readonly Exempt[] = ["breakGlass", "deployment"];
/** What ends a log. Not even the deployment does that. */
const inAnEmergency: readonly Exempt[] = ["breakGlass"];

const onLogKeys = { StringLike: { "aws:ResourceTag/Name": protectedNames.keyNames } };

/** What keeps every log written, whole and long enough. */
export const loggingGuardrails: readonly Guardrail[] = [
  {
    sid: "TrailEnd",
    denies: "Stop or delete a trail or an event data store",
    why: "Without the trail nobody sees what happened next.",
    actions: [
      "cloudtrail:DeleteEventDataStore",
      "cloudtrail:DeleteTrail",
      "cloudtrail:StopEventDataStoreIngestion",
      "cloudtrail:StopLogging",
    ],
    exempt: inAnEmergency,
  },
  {
    sid: "LogGroupEnd",
    denies: "Delete a protected log group or one of its streams",
    why: "A deleted log group cannot be brought back.",
    actions: ["logs:DeleteLogGroup", "logs:DeleteLogStream"],
    resources: protectedNames.logGroups,
    exempt: inAnEmergency,
  },
  {
    sid: "LogBucketEnd",
    denies: "Delete log buckets, their policies or objects; lift a lock",
    why: "Logs are evidence. The bucket's own policy says so too, but only once it is there.",
    actions: [
      "s3:BypassGovernanceRetention",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutObjectLegalHold",
      "s3:PutObjectRetention",
    ],
    resources: protectedNames.buckets,
    exempt: inAnEmergency,
  },
  {
    sid: "LogKeyEnd",
    denies: "Disable or delete the key of a log",
    why: "Losing the key is losing the log.",
    actions: ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion"],
    conditions: onLogKeys,
    exempt: inAnEmergency,
  },
  {
    sid: "LogKeySettings",
    denies: "Change policy or tags of the key of a log",
    why: "By the tag it is known as the key of a log.",
    actions: ["kms:PutKeyPolicy", "kms:TagResource", "kms:UntagResource"],
    conditions: onLogKeys,
    exempt: byDeployment,
  },
  {
    sid: "LogBucketSettings",
    denies: "Change policy, lifecycle, versioning, lock, encryption, replication or logging of log buckets",
    why: "A short lifecycle deletes as surely as DeleteObject.",
    actions: [
      "s3:PutBucketAcl",
      "s3:PutBucketLogging",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketOwnershipControls",
      "s3:PutBucketPolicy",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
      "s3:PutReplicationConfiguration",
    ],
    resources: protectedNames.buckets,
    exempt: byDeployment,
  },
  {
    sid: "LogGroupSettings",
    denies: "Change retention, key, filters or data protection of a protected log group",
    why: "A day of retention, or a missing subscription, and the log is as good as gone.",
    actions: [
      "logs:AssociateKmsKey",
      "logs:DeleteDataProtectionPolicy",
      "logs:DeleteMetricFilter",
      "logs:DeleteRetentionPolicy",
      "logs:DeleteSubscriptionFilter",
      "logs:DisassociateKmsKey",
      "logs:PutDataProtectionPolicy",
      "logs:PutMetricFilter",
      "logs:PutRetentionPolicy",
      "logs:PutSubscriptionFilter",
    ],
    resources: protectedNames.logGroups,
    exempt: byDeployment,
  },
  {
    sid: "LogDelivery",
    denies: "Change or delete log deliveries, destinations, resource and account policies of CloudWatch Logs",
    why: "They carry access logs to the archive; an account policy can mask every log of an account.",
    actions: [
      "logs:DeleteAccountPolicy",
      "logs:DeleteDelivery",
      "logs:DeleteDeliveryDestination",
      "logs:DeleteDeliveryDestinationPolicy",
      "logs:DeleteDeliverySource",
      "logs:DeleteDestination",
      "logs:DeleteResourcePolicy",
      "logs:PutAccountPolicy",
      "logs:PutDeliveryDestinationPolicy",
      "logs:PutDestination*",
      "logs:UpdateDeliveryConfiguration",
    ],
    exempt: byDeployment,
  },
  {
    sid: "TrailSettings",
    denies: "Change what a trail or an event data store records",
    why: "A trail without management events is a trail in name.",
    actions: [
      "cloudtrail:PutEventSelectors",
      "cloudtrail:PutInsightSelectors",
      "cloudtrail:UpdateEventDataStore",
      "cloudtrail:UpdateTrail",
    ],
    exempt: byDeployment,
  },
  {
    sid: "Recorder",
    denies:
      "Stop, change or delete Config's recorder, delivery channel, aggregator, retention, rules or remediations",
    why: "Config shows what changed and repairs what must not be.",
    actions: [
      "config:DeleteAggregationAuthorization",
      "config:DeleteConfigRule",
      "config:DeleteConfigurationAggregator",
      "config:DeleteConfigurationRecorder",
      "config:DeleteConformancePack",
      "config:DeleteDeliveryChannel",
      "config:DeleteEvaluationResults",
      "config:DeleteRemediationConfiguration",
      "config:DeleteRetentionConfiguration",
      "config:PutConfigurationRecorder",
      "config:PutDeliveryChannel",
      "config:PutRetentionConfiguration",
      "config:StopConfigurationRecorder",
    ],
    exempt: byDeployment,
  },
  {
    sid: "FlowLogs",
    denies: "Delete flow logs",
    why: "They are how unexpected traffic is seen. Whoever repairs them makes new ones and deletes none.",
    actions: ["ec2:DeleteFlowLogs"],
    exempt: byDeployment,
  },
  {
    sid: "ResolverLogs",
    denies: "Delete the Resolver query log, or take a VPC off it",
    why: "Names that hosts ask for betray what they are about to do.",
    actions: [
      "route53resolver:DeleteResolverQueryLogConfig",
      "route53resolver:DisassociateResolverQueryLogConfig",
    ],
    exempt: byDeployment,
  },
];

/**
 * In the accounts of the archive and of detection no key is lost at all. The guardrail above knows keys of logs by a tag, which what deploys may
 * change: in two steps it could otherwise do what in one it may not.
 */
export const archiveKeyGuardrails: readonly Guardrail[] = [
  {
    sid: "PlatformKeyEnd",
    denies: "Disable or delete any key",
    why: "Losing a key is losing what it encrypts, and a tag that says whose it is can be changed first.",
    actions: ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion"],
    exempt: inAnEmergency,
  },
];
