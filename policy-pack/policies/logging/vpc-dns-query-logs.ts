import { everyOneCovered } from "../../lib/coverage";
import { type StackPolicy } from "../../lib/policy";

export const vpcDnsQueryLogs: StackPolicy = {
  kind: "stack",
  name: "vpc-dns-query-logs",
  concern: "logging",
  description: "Every VPC logs the names it asks for.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV2_AWS_39"], seed: ["unexpected network behaviour"] },
  tags: ["vpc", "dns"],
  remediationSteps: "Associate the VPC with a ResolverQueryLogConfig.",
  url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html",
  check: (model) =>
    everyOneCovered(
      model,
      model.ofType("aws:ec2/vpc:Vpc"),
      [
        {
          type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
          property: "resourceId",
        },
      ],
      "Nobody logs the names that are asked for in it.",
    ),
};
