import { UNKNOWN } from "../../analysis/values";
import { everyOneCovered } from "../../lib/coverage";
import { read } from "../../lib/expect";
import { compliant, unknown } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

export const cloudfrontAccessLogs: StackPolicy = {
  kind: "stack",
  name: "cloudfront-access-logs",
  concern: "logging",
  description: "Every distribution writes access logs.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["CloudFront.5"],
    cis: cis("front-end-logs"),
    nag: ["CFR3"],
    checkov: ["CKV_AWS_86"],
    seed: ["CloudFront access logs"],
  },
  tags: ["cloudfront", "access-logs"],
  remediationSteps:
    "Set loggingConfig.bucket, or give the distribution a LogDeliverySource of type ACCESS_LOGS.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5",
  check: (model) => {
    const distributions = model.ofType("aws:cloudfront/distribution:Distribution");
    const delivered = everyOneCovered(
      model,
      distributions,
      [{ type: "aws:cloudwatch/logDeliverySource:LogDeliverySource", property: "resourceArn" }],
      "It writes no access logs.",
    );
    return delivered.map(({ resource, outcome }) => {
      const bucket = read(resource, "loggingConfig.bucket");
      if (
        bucket === UNKNOWN &&
        (resource.edges["loggingConfig"]?.length ?? 0) === 0 &&
        outcome.status !== "compliant"
      ) {
        return { resource, outcome: unknown("loggingConfig") };
      }
      return { resource, outcome: bucket !== undefined && bucket !== "" ? compliant : outcome };
    });
  },
};
