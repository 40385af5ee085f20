import { type FunctionContract, remembering } from "../lib/aws-contract";

/** Deploys functions/heartbeat. Alarm on LandingZone/Heartbeat Problems > 0 and on its absence (treat missing data as breaching). */
export const HEARTBEAT: FunctionContract = {
  name: "heartbeat",
  entry: "functions/heartbeat/handler.ts",
  memoryMegabytes: 512,
  timeoutSeconds: 600,
  environment: [
    { name: "MEMBER_ROLE_NAME", required: true, meaning: "name of the role to assume in every account" },
    { name: "DIRECTORY_PATH", required: true, meaning: "path of the parameters that list the accounts" },
    {
      name: "STATE_TABLE",
      required: true,
      meaning: "DynamoDB table: key `pk` (string), time to live `expires`",
    },
    { name: "TOPIC_CRITICAL", required: true, meaning: "topic ARN" },
    {
      name: "EXPECTATIONS",
      required: true,
      meaning:
        "JSON: checks, trailAgeMinutes, configAgeHours, logGroups (prefixes), logAgeMinutes, alarms, rules (names), arrivals (what, " +
        "namespace, metric, dimensions, minutes), places (account, region, logGroups, arrivals, alarms)",
    },
    { name: "PARTITION", required: false, meaning: "aws, aws-cn or aws-us-gov (aws)" },
  ],
  ownStatements: [
    {
      Sid: "LookInEveryAccount",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: ["arn:<partition>:iam::*:role/<MEMBER_ROLE_NAME>"],
      Condition: { StringEquals: { "aws:ResourceOrgID": "<organization id>" } },
    },
    {
      Sid: "KnowTheAccounts",
      Effect: "Allow",
      Action: ["ssm:GetParametersByPath"],
      Resource: [
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>",
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>/*",
      ],
    },
    remembering("heartbeat"),
    { Sid: "Tell", Effect: "Allow", Action: ["sns:Publish"], Resource: ["<TOPIC_CRITICAL>"] },
  ],
  memberStatements: [
    {
      Sid: "LookOnly",
      Effect: "Allow",
      Action: [
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricStatistics",
        "config:DescribeConfigurationRecorderStatus",
        "config:DescribeDeliveryChannelStatus",
        "ec2:DescribeFlowLogs",
        "ec2:DescribeVpcs",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "events:DescribeRule",
        "events:ListTargetsByRule",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:DescribeSubscriptionFilters",
        "route53resolver:ListResolverQueryLogConfigAssociations",
      ],
      Resource: ["*"],
    },
  ],
  patterns: {},
  schedule: "rate(15 minutes)",
};
