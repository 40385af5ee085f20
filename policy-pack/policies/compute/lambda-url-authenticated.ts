import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const lambdaUrlAuthenticated: ResourcePolicy = {
  kind: "resource",
  name: "lambda-url-authenticated",
  concern: "compute",
  description: "Function URLs ask who is calling.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_258"] },
  tags: ["lambda", "public"],
  remediationSteps: 'Set authorizationType to "AWS_IAM".',
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  types: ["aws:lambda/functionUrl:FunctionUrl"],
  check: (resource) => mustBeOneOf(resource, "authorizationType", ["AWS_IAM"]),
};
