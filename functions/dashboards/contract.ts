import { type FunctionContract } from "../lib/aws-contract";
import { SETUP_ENV } from "./setup-env";

/** Deploys functions/dashboards: brings the search domain to its state. Invoked by the deployment when its bundle or settings change. */
export const SEARCH_SETUP: FunctionContract = {
  name: "search-setup",
  entry: "functions/dashboards/handler.ts",
  memoryMegabytes: 256,
  timeoutSeconds: 300,
  environment: [
    { name: "SEARCH_ENDPOINT", required: true, meaning: "https://… of the search domain" },
    {
      name: SETUP_ENV,
      required: true,
      meaning:
        "JSON: size {shards, replicas}, roles {shipper, habits?, readers} as ARNs, lifecycle? by kind of log",
    },
  ],
  ownStatements: [
    {
      Sid: "SetUpTheDomain",
      Effect: "Allow",
      Action: ["es:ESHttpGet", "es:ESHttpPut", "es:ESHttpPost"],
      Resource: [
        "<domain ARN>/_index_template/*",
        "<domain ARN>/_plugins/*",
        "<domain ARN>/_dashboards/api/saved_objects/*",
      ],
    },
  ],
  memberStatements: [],
  patterns: {},
  schedule: undefined,
};
