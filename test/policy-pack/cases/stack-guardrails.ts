import { type Planned, type StackCase, type Status, U, doc } from "../harness";

const LOCK_OUT = "guardrail-no-lock-out";
const RCP = "RESOURCE_CONTROL_POLICY";
const DENY = { Effect: "Deny", Resource: "*" };
const ROLE = "arn:aws:iam::*:role/LandingZoneDeployment";
const regions = (list: readonly string[]): object => ({ StringNotEquals: { "aws:RequestedRegion": list } });
const exempting = (operator: string, ...arns: readonly string[]): object => ({
  [operator]: { "aws:PrincipalArn": arns },
});

const guardrail = (name: string, statements: object | readonly object[], type?: string): Planned => ({
  type: "aws:organizations/policy:Policy",
  name,
  props: {
    content: doc(...(Array.isArray(statements) ? (statements as readonly object[]) : [statements as object])),
    ...(type === undefined ? {} : { type }),
  },
});

/** Documents by name, each with what is said of it. */
function judged(
  title: string,
  documents: Readonly<Record<string, readonly [Status, object | readonly object[], string?]>>,
  parameters?: StackCase["parameters"],
): StackCase {
  return {
    policy: LOCK_OUT,
    title,
    resources: Object.entries(documents).map(([name, [, statements, type]]) =>
      guardrail(name, statements, type),
    ),
    expect: Object.fromEntries(Object.entries(documents).map(([name, [status]]) => [name, status])),
    ...(parameters ? { parameters } : {}),
  };
}

/** A denial of all of IAM on some condition. */
const iamUnless = (condition: object): object => ({ ...DENY, Action: "iam:*", Condition: condition });

const lockOuts: readonly StackCase[] = [
  judged("what is denied", {
    narrow: ["compliant", { ...DENY, Action: ["cloudtrail:StopLogging", "organizations:LeaveOrganization"] }],
    everything: ["violation", { ...DENY, Action: "*" }],
    iam: ["violation", { ...DENY, Action: "iam:*" }],
    "all-but": ["violation", { ...DENY, NotAction: ["sts:*"] }],
    "all-but-what-is-needed": ["violation", { ...DENY, NotAction: ["ec2:*", "logs:*", "s3:*", "kms:*"] }],
    allow: ["compliant", { Effect: "Allow", Action: "*", Resource: "*" }],
  }),
  judged("on what it is denied", {
    "one-bucket": ["compliant", { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::log-archive/*" }],
    "some-roles": [
      "compliant",
      { Effect: "Deny", Action: "iam:*", Resource: "arn:*:iam::*:role/LandingZone*" },
    ],
    "every-role": ["violation", { Effect: "Deny", Action: "iam:*", Resource: "arn:*:iam::*:role/*" }],
    "every-bucket": ["violation", { Effect: "Deny", Action: "s3:*", Resource: ["arn:aws:s3:::*"] }],
    "every-vpc-here": [
      "compliant",
      { Effect: "Deny", Action: "ec2:*", Resource: "arn:aws:ec2:us-west-1:*:vpc/*" },
    ],
    "all-but-one": ["violation", { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::open/*" }],
  }),
  judged("whom it exempts, by aws:PrincipalArn", {
    exempt: ["compliant", iamUnless(exempting("ArnNotLike", ROLE))],
    "any-partition": [
      "compliant",
      iamUnless(exempting("ArnNotLike", "arn:*:iam::*:role/LandingZoneDeployment")),
    ],
    "another-partition": [
      "compliant",
      iamUnless(exempting("ArnNotEquals", "arn:aws-us-gov:iam::*:role/LandingZoneDeployment")),
    ],
    "among-others": ["compliant", iamUnless(exempting("ArnNotLike", "arn:*:iam::*:role/Audit", ROLE))],
    "by-pattern": ["compliant", iamUnless(exempting("StringNotLike", "arn:aws:iam::*:role/LandingZone*"))],
    "if-exists": ["compliant", iamUnless(exempting("ArnNotLikeIfExists", ROLE))],
    // None of these is the role of every account's deployment.
    other: ["violation", iamUnless(exempting("ArnNotLike", "arn:aws:iam::*:role/Audit"))],
    "session-not-role": [
      "violation",
      iamUnless(exempting("ArnNotLike", "arn:aws:sts::*:assumed-role/LandingZoneDeployment/*")),
    ],
    "with-a-path": [
      "violation",
      iamUnless(exempting("ArnNotLike", "arn:aws:iam::*:role/ci/LandingZoneDeployment")),
    ],
    "star-past-colons": ["violation", iamUnless(exempting("ArnNotLike", "arn:*:role/LandingZoneDeployment"))],
    "star-in-an-exact-text": ["violation", iamUnless(exempting("StringNotEquals", ROLE))],
    "one-account-only": [
      "violation",
      iamUnless(exempting("ArnNotLike", "arn:aws:iam::111122223333:role/LandingZoneDeployment")),
    ],
    "wrong-case": [
      "violation",
      iamUnless(exempting("ArnNotLike", "arn:aws:iam::*:role/landingzonedeployment")),
    ],
    // The operator says the reverse of what was meant.
    reversed: ["violation", iamUnless(exempting("ArnLike", ROLE))],
    "root-only": [
      "compliant",
      { ...DENY, Action: "*", Condition: exempting("ArnLike", "arn:*:iam::*:root") },
    ],
    "everybody-by-pattern": ["violation", iamUnless(exempting("ArnLike", "arn:aws:iam::*:role/*"))],
  }),
  judged("the requests that it binds", {
    "via-a-service": ["compliant", iamUnless({ Bool: { "aws:ViaAWSService": "true" } })],
    "not-over-tls": ["compliant", iamUnless({ BoolIfExists: { "aws:SecureTransport": "false" } })],
    "by-a-service": ["compliant", iamUnless({ Bool: { "aws:PrincipalIsAWSService": "true" } })],
    "by-imdsv1": [
      "compliant",
      { ...DENY, Action: "*", Condition: { NumericLessThan: { "ec2:RoleDelivery": "2.0" } } },
    ],
    "with-a-tag": ["compliant", iamUnless({ StringNotEquals: { "aws:PrincipalTag/deploys": "true" } })],
    "from-elsewhere": ["compliant", iamUnless({ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } })],
    outside: ["compliant", iamUnless({ StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1234567890" } })],
    // A pipeline meets these, though they look like an exemption.
    "without-mfa": ["violation", iamUnless({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })],
    "no-user": ["violation", iamUnless({ StringNotEquals: { "aws:username": "admin" } })],
    "not-for-a-service": ["violation", iamUnless({ Null: { "aws:SourceAccount": "true" } })],
    "of-roles": ["violation", iamUnless({ StringEquals: { "aws:PrincipalType": "AssumedRole" } })],
    "not-via-a-service": [
      "violation",
      iamUnless({ StringNotEquals: { "aws:CalledViaFirst": "x.amazonaws.com" } }),
    ],
    inside: ["violation", iamUnless({ StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } })],
    // Both must hold for the denial to bind: one of them does not.
    "two-conditions": [
      "compliant",
      iamUnless({
        BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
        ...exempting("ArnNotLike", ROLE),
      }),
    ],
  }),
  judged("every statement and every document by itself", {
    "exempts-once": [
      "violation",
      [iamUnless(exempting("ArnNotLike", ROLE)), { ...DENY, Action: ["ec2:*", "logs:*"] }],
    ],
    "first-half": ["violation", { ...DENY, Action: ["iam:A*", "iam:C*"] }],
    "second-half": ["compliant", iamUnless(exempting("ArnNotLike", ROLE))],
  }),
  judged("resource control policies", {
    "all-of-s3": ["violation", { ...DENY, Principal: "*", Action: "s3:*" }, RCP],
    "roles-of-others": [
      "compliant",
      {
        ...DENY,
        Principal: "*",
        Action: ["sts:AssumeRole", "s3:*"],
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1234567890", "aws:PrincipalAccount": ["1"] },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      RCP,
    ],
    "of-ours": [
      "violation",
      {
        ...DENY,
        Principal: "*",
        Action: "sts:*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      },
      RCP,
    ],
    "confused-deputy": [
      "compliant",
      {
        ...DENY,
        Principal: "*",
        Action: "kms:*",
        Condition: {
          StringNotEqualsIfExists: { "aws:SourceOrgID": "o-1" },
          Bool: { "aws:PrincipalIsAWSService": "true" },
        },
      },
      RCP,
    ],
    // Without the second condition everybody but a service is locked out, since nobody else has a source.
    "confused-author": [
      "violation",
      {
        ...DENY,
        Principal: "*",
        Action: "kms:*",
        Condition: { StringNotEqualsIfExists: { "aws:SourceOrgID": "o-1" } },
      },
      RCP,
    ],
    "another-type": ["notApplicable", { ...DENY, Action: "*" }, "TAG_POLICY"],
  }),
  judged("Regions: the global services are called in us-east-1", {
    forgets: ["violation", { ...DENY, Action: "*", Condition: regions(["eu-west-2"]) }],
    allows: ["compliant", { ...DENY, Action: "*", Condition: regions(["eu-west-2", "us-east-1"]) }],
    passes: [
      "compliant",
      { ...DENY, NotAction: ["iam:*", "sts:*", "organizations:*"], Condition: regions(["eu-west-2"]) },
    ],
    "passes-some": ["violation", { ...DENY, NotAction: ["iam:*"], Condition: regions(["eu-west-2"]) }],
    exempts: [
      "compliant",
      { ...DENY, Action: "*", Condition: { ...regions(["eu-west-2"]), ...exempting("ArnNotLike", ROLE) } },
    ],
    forbids: [
      "violation",
      { ...DENY, Action: "*", Condition: { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } } },
    ],
  }),
  judged(
    "other roles deploy",
    {
      right: [
        "compliant",
        iamUnless(
          exempting("ArnNotLike", "arn:aws:iam::*:role/deploy", "arn:aws:iam::111122223333:role/deploy-here"),
        ),
      ],
      wrong: ["violation", iamUnless(exempting("ArnNotLike", ROLE))],
      one: ["violation", iamUnless(exempting("ArnNotLike", "arn:aws:iam::111122223333:role/deploy-here"))],
    },
    { deploymentRoles: ["arn:aws:iam::*:role/deploy", "arn:aws:iam::111122223333:role/deploy-here"] },
  ),
  judged(
    "no role is named: whoever is exempt deploys",
    {
      somebody: ["compliant", iamUnless(exempting("ArnNotLike", "arn:aws:iam::*:role/ops"))],
      nobody: ["violation", { ...DENY, Action: "iam:*" }],
    },
    { deploymentRoles: [] },
  ),
  {
    policy: LOCK_OUT,
    title: "unknown",
    resources: [
      { type: "aws:organizations/policy:Policy", name: "content", props: { content: U } },
      guardrail("condition", iamUnless(exempting("ArnNotLike", U))),
      guardrail("id", iamUnless({ StringNotEquals: { "aws:PrincipalOrgID": U } }), RCP),
      guardrail("actions", { ...DENY, Action: [U] }),
      guardrail("actions-and-all", { ...DENY, Action: [U, "*"] }),
    ],
    expect: {
      content: "unknown",
      condition: "unknown",
      // Whatever the organisation is called, the deployment is in it.
      id: "compliant",
      actions: "unknown",
      "actions-and-all": "violation",
    },
  },
];

const POLICY = "aws:organizations/policy:Policy";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const unit = (name: string): Planned => ({
  type: "aws:organizations/organizationalUnit:OrganizationalUnit",
  name,
});

/** So many policies of a type, each attached to the target. */
function attached(
  count: number,
  type: string | undefined,
  target: string,
  edges: readonly string[] = [target],
): Planned[] {
  return Array.from({ length: count }, (_, index): Planned[] => {
    const name = `${target}-${type ?? "default"}-${index}`;
    return [
      { type: POLICY, name, props: { ...(type === undefined ? {} : { type }), content: "{}" } },
      {
        type: ATTACHMENT,
        name: `${name}-attached`,
        props: { policyId: U, targetId: U },
        edges: { policyId: [name], targetId: edges },
      },
    ];
  }).flat();
}

const quotas: readonly StackCase[] = [
  {
    policy: "within-quotas",
    title: "organisation policies of a target: each type by itself, with those that AWS attaches",
    resources: [
      unit("fits"),
      ...attached(9, undefined, "fits"),
      ...attached(4, RCP, "fits"),
      ...attached(10, "DECLARATIVE_POLICY_EC2", "fits"),
      unit("scps"),
      ...attached(10, "SERVICE_CONTROL_POLICY", "scps"),
      unit("rcps"),
      ...attached(5, RCP, "rcps"),
      unit("declared"),
      ...attached(11, "DECLARATIVE_POLICY_EC2", "declared"),
      unit("open"),
      ...attached(1, U, "open"),
    ],
    expect: {
      fits: "compliant",
      scps: "violation",
      rcps: "violation",
      declared: "violation",
      open: "unknown",
    },
  },
  {
    policy: "within-quotas",
    title: "organisation policies of the root, and of a unit whose id comes along with the root's",
    resources: [
      { type: "aws:organizations/organization:Organization", name: "root" },
      unit("unit"),
      ...attached(5, RCP, "unit", ["root", "unit"]),
      ...attached(4, RCP, "root"),
    ],
    expect: { root: "compliant", unit: "violation" },
  },
];

/** What the stack policies say of guardrails. */
export const stackCasesOfGuardrails: readonly StackCase[] = [...lockOuts, ...quotas];
