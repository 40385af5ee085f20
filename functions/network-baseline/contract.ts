import { type FunctionContract } from "../lib/aws-contract";
import { FINDING_SOURCE } from "./finding";

/** The names of the function's environment variables. */
export const WATCH_ENV = {
  bus: "EVENT_BUS",
  groups: "FLOW_LOG_GROUPS",
  format: "FLOW_LOG_FORMAT",
} as const;

/**
 * The file beside the function's code that holds the plan, a PlannedNetwork as JSON. In the package it comes with the code in one step: no
 * moment in which a function has another's plan, and nothing to read that could be missing.
 */
export const PLAN_FILE = "network-plan.json";

/** Most copies of the watch at once: a burst of logs waits in the stream. */
export const WATCH_CONCURRENCY = 5;

/** Deploys functions/network-baseline: compares flow records with the plan as they come. It reads the stream that the shipper reads too. */
export const NETWORK_WATCH: FunctionContract = {
  name: "network-watch",
  entry: "functions/network-baseline/handler.ts",
  memoryMegabytes: 256,
  timeoutSeconds: 60,
  environment: [
    { name: WATCH_ENV.bus, required: true, meaning: "ARN of the bus that triage listens to" },
    {
      name: WATCH_ENV.groups,
      required: true,
      meaning: "what the names of flow-log groups begin with; what comes from others is left alone",
    },
    {
      name: WATCH_ENV.format,
      required: false,
      meaning: "the flow logs' declared format, or its name (landing-zone)",
    },
  ],
  ownStatements: [
    {
      // Under its own name only: it cannot pass for another that the bus hears. A call has as many sources as entries, and none would pass.
      Sid: "Tell",
      Effect: "Allow",
      Action: ["events:PutEvents"],
      Resource: ["<EVENT_BUS>"],
      Condition: {
        "ForAllValues:StringEquals": { "events:source": FINDING_SOURCE },
        Null: { "events:source": "false" },
      },
    },
    {
      Sid: "ReadTheStream",
      Effect: "Allow",
      Action: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ],
      Resource: ["<stream ARN>"],
    },
    {
      // Lambda tells there what it gave up, with the function's role.
      Sid: "PutAwayWhatFails",
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: ["<dead-letter queue ARN>"],
    },
  ],
  memberStatements: [],
  patterns: {},
  schedule: undefined,
};
