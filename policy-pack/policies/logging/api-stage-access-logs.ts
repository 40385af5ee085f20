import { mustBeSet } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const apiStageAccessLogs: ResourcePolicy = {
  kind: "resource",
  name: "api-stage-access-logs",
  concern: "logging",
  description: "Stages of API Gateway write access logs.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["APIGateway.9"],
    cis: cis("front-end-logs"),
    nag: ["APIG1"],
    checkov: ["CKV_AWS_76", "CKV_AWS_95"],
  },
  tags: ["api-gateway", "access-logs"],
  remediationSteps: "Set accessLogSettings.destinationArn to a log group or a Firehose stream.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
  types: ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
  check: (resource) => mustBeSet(resource, "accessLogSettings.destinationArn"),
};
