import { everyOneCovered } from "../../lib/coverage";
import { type StackPolicy } from "../../lib/policy";

export const webAclLogging: StackPolicy = {
  kind: "stack",
  name: "web-acl-logging",
  concern: "logging",
  description: "Every web ACL logs the requests it looks at.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["WAF.11"], checkov: ["CKV2_AWS_31"], seed: ["WAF"] },
  tags: ["waf", "access-logs"],
  remediationSteps:
    "Give the web ACL a WebAclLoggingConfiguration; its destination's name must start with aws-waf-logs-.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11",
  check: (model) =>
    everyOneCovered(
      model,
      model.ofType("aws:wafv2/webAcl:WebAcl"),
      [{ type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", property: "resourceArn" }],
      "Nobody logs what it blocks and lets pass.",
    ),
};
