import { type FunctionContract, type Statement, type Variable, remembering } from "../lib/aws-contract";

const ENVIRONMENT: readonly Variable[] = [
  { name: "MEMBER_ROLE_NAME", required: true, meaning: "name of the role to assume in every account" },
  { name: "ARCHIVE_BUCKET", required: true, meaning: "bucket for the records" },
  {
    name: "STATE_TABLE",
    required: true,
    meaning: "DynamoDB table: key `pk` (string), time to live `expires`",
  },
  { name: "DIRECTORY_PATH", required: true, meaning: "path of the parameters that list the accounts" },
  {
    name: "DEPLOYMENT_PATH",
    required: true,
    meaning: "path of the parameters that say what is being deployed",
  },
  { name: "TOPIC_HIGH", required: true, meaning: "topic ARN of the security team" },
  { name: "DEPLOYMENT_ROLES", required: false, meaning: "names of roles that deploy, comma-separated" },
  { name: "PARTITION", required: false, meaning: "aws, aws-cn or aws-us-gov (aws)" },
];

const OWN: readonly Statement[] = [
  {
    Sid: "WorkInEveryAccount",
    Effect: "Allow",
    Action: ["sts:AssumeRole"],
    Resource: ["arn:<partition>:iam::*:role/<MEMBER_ROLE_NAME>"],
    Condition: { StringEquals: { "aws:ResourceOrgID": "<organization id>" } },
  },
  {
    Sid: "KnowAccountsAndDeployments",
    Effect: "Allow",
    Action: ["ssm:GetParametersByPath"],
    Resource: [
      "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>",
      "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>/*",
      "arn:<partition>:ssm:<region>:<account>:parameter<DEPLOYMENT_PATH>",
      "arn:<partition>:ssm:<region>:<account>:parameter<DEPLOYMENT_PATH>/*",
    ],
  },
  {
    Sid: "Record",
    Effect: "Allow",
    Action: ["s3:PutObject"],
    Resource: ["arn:<partition>:s3:::<ARCHIVE_BUCKET>/repairs/logging/*"],
  },
  { Sid: "Tell", Effect: "Allow", Action: ["sns:Publish"], Resource: ["<TOPIC_HIGH>"] },
];

/** What a repair remembers of the things that it repairs, whose keys begin with their kind. */
const ownOf = (kind: string, ...more: readonly string[]): readonly Statement[] => [
  ...OWN,
  remembering(`repair#*#${kind}#*`, `told#${kind}#*`, `tries#${kind}#*`, ...more),
];

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[] = ["*"]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

const calls = (service: string, ...eventName: readonly string[]): Readonly<Record<string, unknown>> => ({
  source: [`aws.${service}`],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: [`${service}.amazonaws.com`], eventName, errorCode: [{ exists: false }] },
});

const COMMON = {
  memoryMegabytes: 256,
  timeoutSeconds: 300,
  environment: ENVIRONMENT,
  // Also how long a deployment's end may go unnoticed, and a back-off be overslept.
  schedule: "rate(5 minutes)",
} as const;

/** Deploys functions/repair/trail. The member role must exist in the account that owns the organization trail. */
export const TRAIL_REPAIR: FunctionContract = {
  ...COMMON,
  name: "repair-trail",
  entry: "functions/repair/trail/handler.ts",
  ownStatements: ownOf("trail"),
  environment: [
    ...ENVIRONMENT,
    {
      name: "TRAIL_ARNS",
      required: false,
      meaning: "trails to look at by the clock, comma-separated; trails of other accounts are left alone",
    },
  ],
  memberStatements: [
    allow(
      "StartTrails",
      ["cloudtrail:GetTrailStatus", "cloudtrail:StartLogging"],
      ["arn:<partition>:cloudtrail:*:<account>:trail/*"],
    ),
  ],
  patterns: { stopped: calls("cloudtrail", "StopLogging") },
};

/** Deploys functions/repair/recorder. */
export const RECORDER_REPAIR: FunctionContract = {
  ...COMMON,
  name: "repair-recorder",
  entry: "functions/repair/recorder/handler.ts",
  ownStatements: ownOf("recorder"),
  memberStatements: [
    allow("SeeRecorders", ["config:DescribeConfigurationRecorderStatus"]),
    allow(
      "StartRecorders",
      ["config:StartConfigurationRecorder"],
      ["arn:<partition>:config:*:<account>:configuration-recorder/*"],
    ),
  ],
  patterns: { stopped: calls("config", "StopConfigurationRecorder") },
};

const EC2 = "arn:<partition>:ec2:*:<account>";

/** What EC2 checks when a flow log is made: itself, and what may be watched by one. */
const FLOW_LOGGED = [
  "network-interface",
  "subnet",
  "transit-gateway",
  "transit-gateway-attachment",
  "vpc",
  "vpc-flow-log",
];

/** Deploys functions/repair/flow-logs. */
export const FLOW_LOG_REPAIR: FunctionContract = {
  ...COMMON,
  name: "repair-flow-logs",
  entry: "functions/repair/flow-logs/handler.ts",
  ownStatements: ownOf("flow-log", "flow-logs#*"),
  memberStatements: [
    // Neither of the two can be limited to a resource.
    allow("SeeAndDeliverFlowLogs", ["ec2:DescribeFlowLogs", "logs:CreateLogDelivery"]),
    allow(
      "MakeFlowLogs",
      ["ec2:CreateFlowLogs"],
      FLOW_LOGGED.map((kind) => `${EC2}:${kind}/*`),
    ),
    {
      // Only while it makes one: a tag on a security group would exempt it from its repair.
      ...allow("TagFlowLogs", ["ec2:CreateTags"], [`${EC2}:vpc-flow-log/*`]),
      Condition: { StringEquals: { "ec2:CreateAction": "CreateFlowLogs" } },
    },
    {
      ...allow("PassTheDeliveryRole", ["iam:PassRole"], ["<delivery role of flow logs>"]),
      Condition: { StringEquals: { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" } },
    },
  ],
  patterns: { changed: calls("ec2", "CreateFlowLogs", "DeleteFlowLogs") },
};
