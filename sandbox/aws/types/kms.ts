import { by, holds, type, type Model } from "../model/model";

export const KEY = "aws:kms/key:Key";

const key = type(KEY, "uuid", {
  arn: "kms:{region}:{account}:key/{id}",
  defaults: {
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
    bypassPolicyLockoutSafetyCheck: false,
  },
  replace: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  lengths: { description: [8192, "ValidationException"] },
  documents: { policy: "kmsKey" },
  notFound: ["NotFoundException", "Key '{id}' does not exist"],
  outputs: (call) => ({
    keyId: call.id,
    multiRegion: call.inputs.multiRegion ?? false,
    rotationPeriodInDays:
      call.inputs.rotationPeriodInDays ?? (call.inputs.enableKeyRotation === true ? 365 : 0),
    policy:
      call.inputs.policy ??
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Enable IAM User Permissions",
            Effect: "Allow",
            Principal: { AWS: `arn:${call.partition}:iam::${call.account}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      }),
  }),
});

const alias = type("aws:kms/alias:Alias", "{name}", {
  arn: "kms:{region}:{account}:{name}",
  replace: ["name", "namePrefix"],
  naming: {
    property: "name",
    prefix: "alias/",
    max: 256,
    code: "ValidationException",
    pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
    rule: "it begins with alias/, not with alias/aws/",
  },
  references: { targetKeyId: by("keyId", holds(KEY)) },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["AlreadyExistsException", "An alias with the name {name} already exists"],
    },
  ],
  outputs: (call) => ({
    targetKeyArn: call.arnOf(`kms:${call.region}:${call.account}:key/${call.text("targetKeyId")}`),
  }),
});

export const kmsTypes: readonly Model[] = [key, alias];
