import { type, uses, usesArn, type Model } from "../model/model";
import { name, taken } from "./names";
import { BUCKET, KEY, ROLE, STREAM } from "./tokens";

const TABLE = "aws:dynamodb/table:Table";
const VAULT = "aws:backup/vault:Vault";

/** Stores and streams a landing zone touches in passing. */
export const streamTypes: readonly Model[] = [
  type(TABLE, "{name}", {
    arn: "dynamodb:{region}:{account}:table/{name}",
    defaults: { billingMode: "PROVISIONED" },
    replace: ["name", "hashKey", "rangeKey"],
    naming: name(255, "ValidationException", /^[\w.-]{3,}$/, "3 or more letters, digits and _.-"),
    references: { "serverSideEncryption.kmsKeyArn": usesArn(KEY) },
    unique: taken("ResourceInUseException", "Table already exists: {name}"),
    outputs: (call) => ({
      streamArn: call.inputs.streamEnabled === true ? `${call.arn}/stream/2026-01-01T00:00:00.000` : "",
    }),
  }),
  type(STREAM, "{arn}", {
    arn: "kinesis:{region}:{account}:stream/{name}",
    defaults: { encryptionType: "NONE", enforceConsumerDeletion: false, retentionPeriod: 24 },
    replace: ["name"],
    naming: name(128, "InvalidArgumentException", /^[\w.-]+$/, "letters, digits and _.- only"),
    references: { kmsKeyId: usesArn(KEY) },
    unique: taken("ResourceInUseException", "Stream {name} already exists."),
  }),
  type("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "{arn}", {
    arn: "firehose:{region}:{account}:deliverystream/{name}",
    replace: ["name", "destination"],
    naming: name(64, "InvalidArgumentException", /^[\w.-]+$/, "letters, digits and _.- only"),
    references: {
      "extendedS3Configuration.roleArn": usesArn(ROLE),
      "extendedS3Configuration.bucketArn": usesArn(BUCKET),
    },
    unique: taken("ResourceInUseException", "Firehose {name} already exists"),
    outputs: (call) => ({ destinationId: "destinationId-000000000001", versionId: "1", arn: call.arn }),
  }),
  type(VAULT, "{name}", {
    arn: "backup:{region}:{account}:backup-vault:{name}",
    defaults: { forceDestroy: false },
    replace: ["name", "kmsKeyArn"],
    naming: name(50, "InvalidParameterValueException", /^[\w-]{2,}$/, "2 or more letters, digits and _-"),
    references: { kmsKeyArn: usesArn(KEY) },
    unique: taken("AlreadyExistsException", "Backup vault with the same name already exists: {name}"),
  }),
  type("aws:backup/vaultPolicy:VaultPolicy", "{backupVaultName}", {
    replace: ["backupVaultName"],
    references: { backupVaultName: uses(VAULT) },
    documents: { policy: "backupVault" },
  }),
  type("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "{backupVaultName}", {
    replace: ["*"],
    references: { backupVaultName: uses(VAULT) },
  }),
  type("aws:sesv2/emailIdentity:EmailIdentity", "{emailIdentity}", {
    arn: "ses:{region}:{account}:identity/{emailIdentity}",
    replace: ["emailIdentity"],
    outputs: (call) => ({
      identityType: call.text("emailIdentity").includes("@") ? "EMAIL_ADDRESS" : "DOMAIN",
      verificationStatus: "PENDING",
      verifiedForSendingStatus: false,
    }),
  }),
  type("aws:sesv2/configurationSet:ConfigurationSet", "{configurationSetName}", {
    arn: "ses:{region}:{account}:configuration-set/{configurationSetName}",
    replace: ["configurationSetName"],
    lengths: { configurationSetName: [64, "BadRequestException"] },
  }),
];
