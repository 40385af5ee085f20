import { type FunctionContract } from "../lib/aws-contract";
import { FINDING_SOURCE } from "../network-baseline/finding";
import { HABITS_ENV } from "./settings";

/** Deploys functions/network-habits: compares each hour of the flow logs in the search domain with what is usual. */
export const NETWORK_HABITS: FunctionContract = {
  name: "network-habits",
  entry: "functions/network-habits/handler.ts",
  memoryMegabytes: 256,
  /** Two hours are looked at, each in a few seconds; the rest is for a domain that is busy. */
  timeoutSeconds: 600,
  environment: [
    { name: HABITS_ENV.endpoint, required: true, meaning: "https://… of the search domain" },
    { name: HABITS_ENV.bus, required: true, meaning: "ARN of the bus that triage listens to" },
    {
      name: HABITS_ENV.habits,
      required: false,
      meaning: "JSON: memoryDays, volumeTimes, volumeMegabytes, known (address blocks outside)",
    },
  ],
  ownStatements: [
    {
      // One path, by which nothing can be written; which indices it may read is for the domain's own access control.
      Sid: "AskTheDomain",
      Effect: "Allow",
      Action: ["es:ESHttpPost"],
      Resource: ["<domain ARN>/_msearch"],
    },
    {
      // Under the name of network findings only: it cannot pass for another that the bus hears. A call has as many sources as entries.
      Sid: "Tell",
      Effect: "Allow",
      Action: ["events:PutEvents"],
      Resource: ["<EVENT_BUS>"],
      Condition: {
        "ForAllValues:StringEquals": { "events:source": FINDING_SOURCE },
        Null: { "events:source": "false" },
      },
    },
  ],
  memberStatements: [],
  patterns: {},
  /** At 25 minutes past, when the hour before is in. */
  schedule: "cron(25 * * * ? *)",
};
