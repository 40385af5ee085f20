import { type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, yes, type Props } from "../model/values";
import type { Call } from "../model/call";
import { uuidOf } from "../provider/fill";
import { KEY, KEY_ALIAS } from "./tokens";

/** The policy KMS gives a key that comes without one. */
function defaultPolicy(call: Call): string {
  const root = call.arnOf(`iam::${call.account}:root`);
  const statement = {
    Sid: "Enable IAM User Permissions",
    Effect: "Allow",
    Principal: { AWS: root },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Id: "key-default-1", Statement: [statement] });
}

function checkKey(inputs: Props): void {
  const window = num(inputs, "deletionWindowInDays");
  if (window !== undefined && (window < 7 || window > 30)) {
    refuse(
      "ValidationException",
      `expected deletionWindowInDays to be in the range (7 - 30), got ${window}`,
      "deletionWindowInDays",
    );
  }
  const rotation = num(inputs, "rotationPeriodInDays");
  if (rotation !== undefined && (rotation < 90 || rotation > 2_560)) {
    refuse(
      "ValidationException",
      `expected rotationPeriodInDays to be in the range (90 - 2560), got ${rotation}`,
      "rotationPeriodInDays",
    );
  }
  const spec = str(inputs, "customerMasterKeySpec");
  if (yes(inputs, "enableKeyRotation") && spec !== undefined && spec !== "SYMMETRIC_DEFAULT") {
    refuse(
      "UnsupportedOperationException",
      `Key rotation is not supported for ${spec} keys`,
      "enableKeyRotation",
    );
  }
}

/** A multi-Region key's id says so; a replica has its primary's. */
function keyId(call: Call): string {
  if (yes(call.inputs, "multiRegion")) return `mrk-${call.cloud.mint(`${call.account}/${call.urn}`, 32)}`;
  return uuidOf(call.cloud.mint(`${call.account}/${call.urn}`, 32));
}

const common = {
  arn: "kms:{region}:{account}:key/{id}",
  notFound: ["NotFoundException", "Key '{id}' does not exist"],
  documents: { policy: "kmsKey" },
  lengths: { description: [8_192, "ValidationException"] },
  check: checkKey,
} as const;

const key = type(KEY, keyId, {
  ...common,
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  replace: ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId", "xksKeyId"],
  outputs: (call) => ({
    keyId: call.id,
    description: call.text("description"),
    policy: call.text("policy") || defaultPolicy(call),
    multiRegion: yes(call.inputs, "multiRegion"),
    rotationPeriodInDays:
      call.inputs.rotationPeriodInDays ?? (yes(call.inputs, "enableKeyRotation") ? 365 : 0),
  }),
});

const externalKey = type("aws:kms/externalKey:ExternalKey", keyId, {
  ...common,
  defaults: { bypassPolicyLockoutSafetyCheck: false, deletionWindowInDays: 30 },
  replace: ["keyMaterialBase64", "multiRegion", "keySpec", "keyUsage"],
  outputs: (call) => ({ keyState: "PendingImport", policy: call.text("policy") || defaultPolicy(call) }),
});

const replicaKey = type(
  "aws:kms/replicaKey:ReplicaKey",
  (call) => call.text("primaryKeyArn").split("/").at(-1) ?? "",
  {
    ...common,
    defaults: { bypassPolicyLockoutSafetyCheck: false, deletionWindowInDays: 30, enabled: true },
    replace: ["primaryKeyArn"],
    references: { primaryKeyArn: usesArn(KEY) },
    outputs: (call) => ({
      keyId: call.id,
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      policy: call.text("policy") || defaultPolicy(call),
    }),
  },
);

const keyPolicy = type("aws:kms/keyPolicy:KeyPolicy", "{keyId}", {
  defaults: { bypassPolicyLockoutSafetyCheck: false },
  replace: ["keyId"],
  references: { keyId: usesArn(KEY) },
  documents: { policy: "kmsKey" },
  after: (call) => {
    const target = call.find(KEY, call.text("keyId"));
    if (target !== undefined) call.cloud.change(target, { policy: call.text("policy") });
  },
});

const alias = type(KEY_ALIAS, "{name}", {
  arn: "kms:{region}:{account}:{name}",
  replace: ["name", "namePrefix"],
  naming: {
    property: "name",
    max: 256,
    code: "InvalidAliasNameException",
    prefix: "alias/",
    pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/,
    rule: "it must begin with 'alias/' and must not begin with 'alias/aws/'",
  },
  references: {
    targetKeyId: usesArn(KEY, "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"),
  },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["AlreadyExistsException", "An alias with the name {name} already exists"],
    },
  ],
  outputs: (call) => ({ targetKeyArn: arnOfKey(call, call.text("targetKeyId")) }),
});

function arnOfKey(call: Call, id: string): string {
  return id.startsWith("arn:") ? id : call.arnOf(`kms:${call.region}:${call.account}:key/${id}`);
}

const grant = type(
  "aws:kms/grant:Grant",
  (call) => `${call.text("keyId")}:${call.cloud.mint(call.urn, 64)}`,
  {
    defaults: { retireOnDelete: false },
    replace: ["*"],
    references: { keyId: usesArn(KEY) },
    outputs: (call) => ({ grantId: call.id.split(":").at(-1), grantToken: call.derived("token", 60) }),
  },
);

export const kmsTypes: readonly Model[] = [key, externalKey, replicaKey, keyPolicy, alias, grant];
