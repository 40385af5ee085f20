import type { Call } from "../model/call";
import { type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, yes, type Props } from "../model/values";
import { uuidOf } from "../provider/fill";
import { name, taken } from "./names";
import { FUNCTION, KEY, KEY_ALIAS } from "./tokens";

const PARAMETER = "aws:ssm/parameter:Parameter";
const DOCUMENT = "aws:ssm/document:Document";
const SECRET = "aws:secretsmanager/secret:Secret";

/** Longest value of a parameter by tier, in characters. Source: "Parameter Store quotas", 2026-06. */
const VALUE_CHARACTERS: Readonly<Record<string, number>> = {
  Standard: 4_096,
  Advanced: 8_192,
  "Intelligent-Tiering": 8_192,
};

function checkParameter(inputs: Props): void {
  const tier = str(inputs, "tier") ?? "Standard";
  const max = VALUE_CHARACTERS[tier] ?? 4_096;
  for (const property of ["value", "insecureValue"]) {
    const length = str(inputs, property)?.length ?? 0;
    if (length > max) {
      refuse(
        "ValidationException",
        `${tier} tier parameters support a maximum parameter value of ${max} characters.`,
        property,
      );
    }
  }
}

const parameter = type(PARAMETER, "{name}", {
  replace: ["name", "dataType"],
  naming: name(
    1_011,
    "ValidationException",
    /^(?!\/?(aws|ssm)\b)[\w./-]+$/i,
    "letters, digits and ._-/ only, not beginning with aws or ssm",
  ),
  choices: { type: [["String", "StringList", "SecureString"], "ValidationException"] },
  references: { keyId: usesArn(KEY, KEY_ALIAS) },
  notFound: ["ParameterNotFound", "Parameter {id} not found."],
  check: checkParameter,
  admit: (call) => {
    const other = call.find(PARAMETER, call.text("name"));
    if (call.old === undefined && other !== undefined && !yes(call.inputs, "overwrite")) {
      refuse(
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        "name",
      );
    }
  },
  outputs: (call) => ({
    arn: call.arnOf(`ssm:${call.region}:${call.account}:parameter/${call.text("name").replace(/^\//, "")}`),
    version: (num(call.old?.properties, "version") ?? 0) + 1,
    dataType: call.text("dataType") || "text",
    tier: call.text("tier") || "Standard",
    keyId: call.text("keyId") || (call.text("type") === "SecureString" ? "alias/aws/ssm" : ""),
    value: call.text("value") || call.text("insecureValue"),
  }),
});

const document = type(DOCUMENT, "{name}", {
  arn: "ssm:{region}:{account}:document/{name}",
  defaults: { documentFormat: "JSON" },
  replace: ["name", "documentType"],
  naming: name(
    128,
    "ValidationException",
    /^(?!aws-|amazon|amzn)[\w.-]{3,}$/i,
    "3 or more letters, digits and _.-, not beginning with aws-, amazon or amzn",
  ),
  unique: taken("DocumentAlreadyExists", "Document with same name {name} already exists"),
  lengths: { content: [65_536, "MaxDocumentSizeExceeded"] },
  notFound: ["InvalidDocument", "Document with name {id} does not exist."],
  check: (inputs) => {
    const text = str(inputs, "content");
    if (text === undefined || str(inputs, "documentFormat") === "YAML") return;
    try {
      JSON.parse(text);
    } catch {
      refuse("InvalidDocumentContent", "JSON not well-formed.", "content");
    }
  },
  outputs: (call) => {
    const version = String((num(call.old?.properties, "latestVersion") ?? 0) + 1);
    const own = { latestVersion: version, defaultVersion: version, documentVersion: version };
    return {
      ...own,
      owner: call.account,
      status: "Active",
      hashType: "Sha256",
      hash: call.derived(call.text("content"), 64),
      schemaVersion: "0.3",
      createdDate: "2026-01-01T00:00:00Z",
    };
  },
});

/** A secret's ARN ends in six characters of AWS's own. */
function secretArn(call: Call): string {
  return call.arnOf(
    `secretsmanager:${call.region}:${call.account}:secret:${call.text("name")}-${call.cloud.mint(call.urn, 6)}`,
  );
}

const secret = type(SECRET, secretArn, {
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  replace: ["name", "namePrefix"],
  naming: name(512, "ValidationException", /^[\w/+=.@-]+$/, "letters, digits and /_+=.@- only"),
  documents: { policy: "secret" },
  unique: taken("ResourceExistsException", "The operation failed because the secret {name} already exists."),
  references: { kmsKeyId: usesArn(KEY, KEY_ALIAS) },
  notFound: ["ResourceNotFoundException", "Secrets Manager can't find the specified secret: {id}"],
  check: (inputs) => {
    const window = num(inputs, "recoveryWindowInDays");
    if (window !== undefined && window !== 0 && (window < 7 || window > 30)) {
      refuse(
        "InvalidParameterException",
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
        "recoveryWindowInDays",
      );
    }
  },
  outputs: (call) => ({ arn: call.id, policy: call.text("policy") }),
});

const ofSecret = { ...usesArn(SECRET), anywhere: false };

export const systemTypes: readonly Model[] = [
  parameter,
  document,
  type("aws:ssm/association:Association", "uuid", {
    arn: "ssm:{region}:{account}:association/{id}",
    defaults: { documentVersion: "$DEFAULT" },
    replace: ["name"],
    outputs: (call) => ({ associationId: call.id }),
  }),
  type("aws:ssm/serviceSetting:ServiceSetting", "{settingId}", {
    arn: "ssm:{region}:{account}:servicesetting{settingId}",
    adopted: true,
    replace: ["settingId"],
    outputs: () => ({ status: "Customized" }),
  }),
  secret,
  type(
    "aws:secretsmanager/secretVersion:SecretVersion",
    (call) => `${call.text("secretId")}|terraform-${call.cloud.mint(call.urn, 26)}`,
    {
      replace: ["secretId", "secretString", "secretBinary"],
      references: { secretId: { ...ofSecret, holds: false } },
      lengths: { secretString: [65_536, "ValidationException"] },
      outputs: (call) => ({
        arn: call.text("secretId"),
        secretArn: call.text("secretId"),
        versionId: uuidOf(call.id),
        versionStages: call.inputs.versionStages ?? ["AWSCURRENT"],
      }),
    },
  ),
  type("aws:secretsmanager/secretPolicy:SecretPolicy", "{secretArn}", {
    replace: ["secretArn"],
    references: { secretArn: ofSecret },
    documents: { policy: "secret" },
  }),
  type("aws:secretsmanager/secretRotation:SecretRotation", "{secretId}", {
    defaults: { rotateImmediately: true },
    replace: ["secretId"],
    references: { secretId: ofSecret, rotationLambdaArn: usesArn(FUNCTION) },
    outputs: () => ({ rotationEnabled: true }),
  }),
];
