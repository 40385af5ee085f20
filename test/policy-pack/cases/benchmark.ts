import { type Json, type Props } from "../../../policy-pack/analysis/values";
import { type Case, type Status, U, doc } from "../harness";

/** Cases of one policy on one type, each by what is said of it and its properties. */
function about(
  policy: string,
  type: string,
  ...judged: readonly (readonly [Status, string, Props])[]
): Case[] {
  return judged.map(([expect, title, props]) => ({ policy, expect, title, type, props }));
}

const ANYONE = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const KNOWN = { ...ANYONE, Principal: { AWS: "arn:aws:iam::111122223333:root" } };
const OURS = { ...ANYONE, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } } };

/** The same four questions of every resource policy: somebody known, anyone, the organisation, unknown. */
function resourcePolicy(policy: string, type: string, path = "policy"): Case[] {
  return about(
    policy,
    type,
    ["compliant", "an account", { [path]: doc(KNOWN) }],
    ["compliant", "the organisation", { [path]: doc(OURS) }],
    ["compliant", "a denial of anyone", { [path]: doc({ ...ANYONE, Effect: "Deny" }) }],
    ["violation", "anyone", { [path]: doc(KNOWN, ANYONE) }],
    ["violation", "anyone, by kind", { [path]: doc({ ...ANYONE, Principal: { AWS: ["*"] } }) }],
    ["notApplicable", "no document", {}],
    ["unknown", "unknown", { [path]: U }],
  );
}

const mount = (value: Json): string =>
  doc({ ...ANYONE, Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": value } } });
const EFS = "aws:efs/fileSystemPolicy:FileSystemPolicy";

const TRAIL = "aws:cloudtrail/trail:Trail";
const basic = (readWriteType?: string, type = "AWS::S3::Object"): Json => ({
  ...(readWriteType === undefined ? {} : { readWriteType }),
  dataResources: [{ type, values: ["arn:aws:s3"] }],
});
const advanced = (...fields: Json[]): Json => ({
  fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }, ...fields],
});
const OBJECTS = { field: "resources.type", equals: ["AWS::S3::Object"] };
const readOnly = (value: Json): Json => ({ field: "readOnly", equals: [value] });

const ROLE_POLICY = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const STAGES = ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"];

/** What the policies that answer the newer recommendations of the CIS benchmark say of one resource. */
export const benchmarkCases: readonly Case[] = [
  ...resourcePolicy("backup-vault-policy-not-public", "aws:backup/vaultPolicy:VaultPolicy"),
  ...resourcePolicy("glacier-vault-policy-not-public", "aws:glacier/vault:Vault", "accessPolicy"),
  ...resourcePolicy("dynamodb-policy-not-public", "aws:dynamodb/resourcePolicy:ResourcePolicy"),
  ...resourcePolicy("kinesis-policy-not-public", "aws:kinesis/resourcePolicy:ResourcePolicy"),
  ...resourcePolicy(
    "log-destination-policy-not-public",
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
    "accessPolicy",
  ),
  ...resourcePolicy(
    "log-destination-policy-not-public",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "policyDocument",
  ),
  ...resourcePolicy("efs-policy-not-public", EFS),
  ...about(
    "efs-policy-not-public",
    EFS,
    ["compliant", "anyone at a mount target", { policy: mount("true") }],
    ["compliant", "anyone at a mount target, as a boolean", { policy: mount(true) }],
    ["violation", "anyone not at a mount target", { policy: mount("false") }],
    ["unknown", "anyone at what nobody knows", { policy: mount(U) }],
  ),
  ...resourcePolicy("bucket-policy-not-public", "aws:s3control/accessPointPolicy:AccessPointPolicy"),
  ...STAGES.flatMap((type) =>
    about(
      "api-stage-access-logs",
      type,
      [
        "compliant",
        "to a log group",
        { accessLogSettings: { destinationArn: "arn:aws:logs:x", format: "x" } },
      ],
      ["violation", "none", {}],
      ["violation", "a format alone", { accessLogSettings: { format: "x" } }],
      ["unknown", "unknown", { accessLogSettings: { destinationArn: U, format: "x" } }],
    ),
  ),
  ...about(
    "trail-object-events",
    TRAIL,
    ["compliant", "basic, both", { eventSelectors: [basic("All")] }],
    ["compliant", "basic, by default both", { eventSelectors: [basic()] }],
    ["compliant", "basic, one of each", { eventSelectors: [basic("ReadOnly"), basic("WriteOnly")] }],
    ["compliant", "advanced, both", { advancedEventSelectors: [advanced(OBJECTS)] }],
    [
      "compliant",
      "advanced, one of each",
      { advancedEventSelectors: [advanced(OBJECTS, readOnly("true")), advanced(OBJECTS, readOnly("false"))] },
    ],
    ["violation", "none", {}],
    ["violation", "reads alone", { eventSelectors: [basic("ReadOnly")] }],
    ["violation", "writes alone", { advancedEventSelectors: [advanced(OBJECTS, readOnly("false"))] }],
    ["violation", "of functions", { eventSelectors: [basic("All", "AWS::Lambda::Function")] }],
    [
      "violation",
      "management events",
      { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }] },
    ],
    ["unknown", "unknown", { eventSelectors: U }],
    ["unknown", "an unknown selector", { advancedEventSelectors: [U] }],
    ["unknown", "an unknown kind", { eventSelectors: [basic(U)] }],
    [
      "unknown",
      "an unknown type",
      { advancedEventSelectors: [advanced({ field: "resources.type", equals: U })] },
    ],
    ["unknown", "reads or writes", { advancedEventSelectors: [advanced(OBJECTS, readOnly(U))] }],
  ),
  ...about(
    "instance-has-role",
    "aws:ec2/instance:Instance",
    ["compliant", "a profile", { iamInstanceProfile: "web" }],
    ["violation", "none", {}],
    ["violation", "an empty name", { iamInstanceProfile: "" }],
    ["unknown", "unknown", { iamInstanceProfile: U }],
  ),
  ...about(
    "no-cloudshell-full-access",
    ROLE_POLICY,
    ["compliant", "another policy", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    ["violation", "attached", { policyArn: "arn:aws:iam::aws:policy/AWSCloudShellFullAccess" }],
    ["unknown", "unknown", { policyArn: U }],
  ),
  ...about("no-cloudshell-full-access", "aws:iam/role:Role", [
    "violation",
    "on a role",
    { managedPolicyArns: [U, "arn:aws-cn:iam::aws:policy/AWSCloudShellFullAccess"] },
  ]),
];
