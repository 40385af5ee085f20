import { type FunctionContract } from "../lib/aws-contract";

/** The names of the function's environment variables. */
export const WATCH_ENV = {
  bucket: "PLAN_BUCKET",
  key: "PLAN_KEY",
  bus: "EVENT_BUS",
  format: "FLOW_LOG_FORMAT",
} as const;

/** Deploys functions/network-baseline: compares flow records with the plan as they come. A second subscription feeds it. */
export const NETWORK_WATCH: FunctionContract = {
  name: "network-watch",
  entry: "functions/network-baseline/handler.ts",
  memoryMegabytes: 256,
  timeoutSeconds: 60,
  environment: [
    { name: WATCH_ENV.bucket, required: true, meaning: "bucket that holds the plan" },
    { name: WATCH_ENV.key, required: true, meaning: "key of the plan: a PlannedNetwork as JSON" },
    { name: WATCH_ENV.bus, required: true, meaning: "name or ARN of the bus that triage listens to" },
    {
      name: WATCH_ENV.format,
      required: false,
      meaning: "the flow logs' declared format, or its name (landing-zone)",
    },
  ],
  ownStatements: [
    { Sid: "ReadThePlan", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["<plan object ARN>"] },
    { Sid: "Tell", Effect: "Allow", Action: ["events:PutEvents"], Resource: ["<bus ARN>"] },
  ],
  memberStatements: [],
  patterns: {},
  schedule: undefined,
};
