import { UNKNOWN } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { QUOTAS, type Quota } from "../../lib/facts/quotas";
import { type Finding, type StackPolicy } from "../../lib/policy";
import { COUNTS } from "../../analysis/counts";

export const withinQuotas: StackPolicy = {
  kind: "stack",
  name: "within-quotas",
  concern: "network",
  description: "The plan stays within the quotas AWS sets by default, or has raised.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["route tables", "NACLs", "security groups", "peering"] },
  tags: ["quotas"],
  remediationSteps: "Ask for a higher quota first and name it in the parameter, or split what is too large.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
  parameters: Object.fromEntries(
    COUNTS.map(({ quota }) => {
      const { name, value, adjustable }: Quota = QUOTAS[quota];
      const most = adjustable === undefined ? {} : { maximum: adjustable };
      return [
        quota,
        { type: "integer" as const, description: `Quota of ${name}.`, default: value, minimum: 1, ...most },
      ];
    }),
  ),
  check: (model, { parameters }) => {
    const findings: Finding[] = [];
    for (const { quota, subjects, counts } of COUNTS) {
      const limit = parameters.integer(quota);
      for (const [resource, count] of counts(model, model.ofType(...subjects))) {
        const { name } = QUOTAS[quota];
        findings.push({
          resource,
          outcome:
            count === UNKNOWN
              ? unknown(`its ${name}`)
              : count <= limit
                ? compliant
                : violation(`It has ${count} ${name}; the quota is ${limit}.`),
        });
      }
    }
    return findings;
  },
};
