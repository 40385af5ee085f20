import { mustBeAtLeast } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const lambdaConcurrencyCapped: ResourcePolicy = {
  kind: "resource",
  name: "lambda-concurrency-capped",
  concern: "compute",
  description: "Functions cannot eat up the account's concurrency.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_115"] },
  tags: ["lambda"],
  remediationSteps: "Set reservedConcurrentExecutions.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  types: ["aws:lambda/function:Function"],
  check: (resource) => mustBeAtLeast(resource, "reservedConcurrentExecutions", 0),
};
