/** What can be done to a log. */
export const VERBS = ["read", "write", "change", "delete", "stop"] as const;
export type Verb = (typeof VERBS)[number];

/** What harms a log. Reading it and adding to it do not; who may is told all the same. */
export const HARMS: ReadonlySet<Verb> = new Set(["change", "delete", "stop"]);

/** Calls that give out what is in a log, with what follows the ARN. Source: service authorization reference, read 2026-11. */
export const reads: Readonly<Record<string, ReadonlyArray<readonly [action: string, rest: string]>>> = {
  bucket: [
    ["s3:GetObject", "/an-object"],
    ["s3:GetObjectVersion", "/an-object"],
  ],
  "data-stream": [["kinesis:GetRecords", ""]],
  domain: [["es:ESHttpGet", "/_search"]],
  key: [["kms:Decrypt", ""]],
  "log-group": [
    ["logs:FilterLogEvents", ""],
    ["logs:GetLogEvents", ":log-stream:one"],
    ["logs:StartLiveTail", ""],
    ["logs:StartQuery", ""],
  ],
};

/** Calls by what they do, where AWS does not say so: it counts all of these among those that write. */
const named: Readonly<Record<Exclude<Verb, "change">, readonly string[]>> = {
  /** They carry it elsewhere. */
  read: ["es:ESCrossClusterGet", "kms:ReEncryptFrom", "logs:CreateExportTask"],
  write: [
    "es:ESHttpPatch",
    "es:ESHttpPost",
    "es:ESHttpPut",
    "firehose:PutRecord",
    "firehose:PutRecordBatch",
    "kinesis:PutRecord",
    "kinesis:PutRecords",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptTo",
    "logs:CreateDelivery",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:PutObject",
    "s3:ReplicateObject",
  ],
  delete: [
    "es:DeleteDomain",
    "es:DeleteElasticsearchDomain",
    "es:DeleteIndex",
    "es:ESHttpDelete",
    "firehose:DeleteDeliveryStream",
    "kinesis:DecreaseStreamRetentionPeriod",
    "kinesis:DeleteStream",
    "kms:DeleteImportedKeyMaterial",
    "kms:ScheduleKeyDeletion",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:ReplicateDelete",
  ],
  /** After it nothing more comes in, or nothing more is passed on. */
  stop: [
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:StopConfigurationRecorder",
    "ec2:DeleteFlowLogs",
    "kms:DisableKey",
    "kms:RevokeGrant",
    "logs:DeleteDelivery",
    "logs:DeleteDeliveryDestination",
    "logs:DeleteDestination",
    "logs:DeleteSubscriptionFilter",
    "s3:PauseReplication",
  ],
};

const verbs = new Map(
  Object.entries(named).flatMap(([verb, actions]) =>
    actions.map((action) => [action, verb as Verb] as const),
  ),
);

/** Calls that mean something else for some kind of store: whoever subscribes a log group to a destination sends to it. */
const byKind: ReadonlyMap<string, Verb> = new Map([["destination logs:PutSubscriptionFilter", "write"]]);

/**
 * What a call does to a log. One that is not written down here changes it, settings and how long it is kept among them: it counts as harm until
 * somebody has looked at it.
 *
 * @param kind of the store, as the proofs name it
 * @param action `service:Action`
 */
export function verbFor(kind: string, action: string): Verb {
  return byKind.get(`${kind} ${action}`) ?? verbs.get(action) ?? "change";
}
