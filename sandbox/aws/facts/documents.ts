/** Where a policy document is used. `management` stands for declarative, tag and backup policies, which have no statements. */
export type DocumentKind =
  | "scp"
  | "rcp"
  | "management"
  | "delegation"
  | "iamManaged"
  | "iamInline"
  | "trust"
  | "bucket"
  | "endpoint"
  | "kmsKey"
  | "topic"
  | "queue"
  | "lambda"
  | "logDestination"
  | "logResource"
  | "eventBus"
  | "ecr"
  | "secret"
  | "backupVault"
  | "opensearch"
  | "resource";

export interface DocumentLimit {
  /** Largest size. */
  readonly max: number;
  readonly unit: "characters" | "bytes";
  /** White space outside strings does not count (IAM); inside strings it is ignored here too, as IAM's own console does. */
  readonly ignoresSpace: boolean;
  readonly principal: "required" | "forbidden" | "either";
  readonly resource: "required" | "forbidden" | "either";
  /** Deny, for everybody, of named services: all that a resource control policy may say. */
  readonly deniesOnly?: true;
  /** Error code for a malformed document, and for one too long. */
  readonly codes: readonly [malformed: string, tooLong: string];
  readonly notJson: string;
  readonly tooLong: string;
}

const organizations = {
  unit: "characters",
  ignoresSpace: false,
  principal: "forbidden",
  resource: "required",
  codes: ["MalformedPolicyDocumentException", "ConstraintViolationException"],
  notJson: "The provided policy document does not meet the requirements of the specified policy type.",
  tooLong: "You have exceeded the maximum policy size: POLICY_CONTENT_LIMIT_EXCEEDED",
} as const;

const iam = {
  unit: "characters",
  ignoresSpace: true,
  principal: "forbidden",
  resource: "required",
  codes: ["MalformedPolicyDocument", "LimitExceeded"],
  notJson: "Syntax errors in policy.",
} as const;

const attached = {
  unit: "bytes",
  ignoresSpace: false,
  principal: "required",
  resource: "required",
  notJson: "This policy contains invalid Json",
} as const;

/**
 * Size limits of policy documents by kind. Sources: the "Quotas" page of each service's guide (IAM and STS, Organizations, S3,
 * KMS, PrivateLink, CloudWatch Logs, Lambda, EventBridge, SNS, SQS, ECR, Secrets Manager), read 2026-06; the service control
 * policy limit doubled on 2026-05-15.
 */
export const DOCUMENT_LIMITS: Readonly<Record<DocumentKind, DocumentLimit>> = {
  scp: { ...organizations, max: 10_240 },
  rcp: { ...organizations, max: 5_120, principal: "required", deniesOnly: true },
  management: { ...organizations, max: 10_000 },
  delegation: { ...organizations, max: 40_000, principal: "required" },
  iamManaged: { ...iam, max: 6_144, tooLong: "Cannot exceed quota for PolicySize: 6144" },
  iamInline: { ...iam, max: 10_240, tooLong: "Maximum policy size of 10240 bytes exceeded for role" },
  trust: {
    ...iam,
    max: 2_048,
    principal: "required",
    resource: "forbidden",
    tooLong: "Cannot exceed quota for ACLSizePerRole: 2048",
  },
  bucket: {
    ...attached,
    max: 20_480,
    codes: ["MalformedPolicy", "PolicyTooLarge"],
    notJson: "Policies must be valid JSON and the first byte must be '{'",
    tooLong: "Your policy exceeds the maximum allowed size of 20 KB",
  },
  endpoint: {
    ...attached,
    max: 20_480,
    unit: "characters",
    codes: ["InvalidPolicyDocument", "InvalidPolicyDocument"],
    tooLong: "The policy exceeds the maximum length",
  },
  kmsKey: {
    ...attached,
    max: 32_768,
    codes: ["MalformedPolicyDocumentException", "LimitExceededException"],
    notJson:
      "The request was rejected because the specified policy is not syntactically or semantically correct.",
    tooLong: "The key policy exceeds the quota of 32 KB",
  },
  topic: {
    ...attached,
    max: 30_720,
    codes: ["InvalidParameter", "InvalidParameter"],
    notJson: "Invalid parameter: Policy Error: null",
    tooLong: "Invalid parameter: Policy Error: too long",
  },
  queue: {
    ...attached,
    max: 8_192,
    codes: ["InvalidAttributeValue", "OverLimit"],
    notJson: "Invalid value for the parameter Policy.",
    tooLong: "The policy is too long",
  },
  lambda: {
    ...attached,
    max: 20_480,
    codes: ["InvalidParameterValueException", "PolicyLengthExceededException"],
    tooLong: "The final policy size is bigger than the limit",
  },
  logDestination: {
    ...attached,
    max: 5_120,
    unit: "characters",
    codes: ["InvalidParameterException", "InvalidParameterException"],
    tooLong: "Member must have length less than or equal to 5120",
  },
  logResource: {
    ...attached,
    max: 5_120,
    unit: "characters",
    codes: ["InvalidParameterException", "InvalidParameterException"],
    tooLong: "Member must have length less than or equal to 5120",
  },
  eventBus: {
    ...attached,
    max: 10_240,
    codes: ["ValidationException", "PolicyLengthExceededException"],
    tooLong: "The event bus policy exceeds the size limit",
  },
  ecr: {
    ...attached,
    max: 10_240,
    resource: "either",
    codes: ["InvalidParameterException", "LimitExceededException"],
    tooLong: "The repository policy exceeds the size limit",
  },
  secret: {
    ...attached,
    max: 20_480,
    codes: ["MalformedPolicyDocumentException", "MalformedPolicyDocumentException"],
    tooLong: "The resource policy exceeds the size limit",
  },
  backupVault: {
    ...attached,
    max: 20_480,
    codes: ["InvalidParameterValueException", "LimitExceededException"],
    tooLong: "The vault policy exceeds the size limit",
  },
  opensearch: {
    ...attached,
    max: 102_400,
    codes: ["InvalidTypeException", "InvalidTypeException"],
    notJson: "Error setting policy",
    tooLong: "The access policy exceeds the size limit of 100 KB",
  },
  resource: {
    ...attached,
    max: 20_480,
    resource: "either",
    codes: ["MalformedPolicyDocumentException", "MalformedPolicyDocumentException"],
    tooLong: "The resource policy exceeds the size limit",
  },
};
