import { type, usesArn, type Model } from "../model/model";
import { KEY } from "./kms";

/** Source: CloudWatch Logs API reference, PutRetentionPolicy; 0 stands for "never expire" in the provider. Read 2026-11. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const logGroup = type(LOG_GROUP, "{name}", {
  arn: "logs:{region}:{account}:log-group:{name}",
  defaults: { retentionInDays: 0, skipDestroy: false },
  replace: ["name", "namePrefix", "logGroupClass"],
  naming: {
    property: "name",
    max: 512,
    code: "InvalidParameterException",
    pattern: /^[.\-_/#A-Za-z0-9]+$/,
    rule: "letters, digits and ._-/# only",
  },
  choices: { retentionInDays: [RETENTIONS, "InvalidParameterException"] },
  references: { kmsKeyId: usesArn(KEY) },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["ResourceAlreadyExistsException", "The specified log group already exists"],
    },
  ],
  notFound: ["ResourceNotFoundException", "The specified log group does not exist."],
  outputs: (call) => ({ logGroupClass: call.inputs.logGroupClass ?? "STANDARD" }),
});

export const logTypes: readonly Model[] = [logGroup];
