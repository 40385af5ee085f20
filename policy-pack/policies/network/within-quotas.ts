import { type Amount, COUNTS, type Count, Places, type Use } from "../../analysis/quotas";
import { QUOTAS, type Quota } from "../../lib/facts/quotas";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { type Finding, type StackPolicy } from "../../lib/policy";

const JUDGED = COUNTS.filter(({ judgedElsewhere }) => judgedElsewhere !== true);

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
  url: "https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html",
  parameters: Object.fromEntries(
    JUDGED.map(({ quota }) => {
      const { name, value, adjustable, code }: Quota = QUOTAS[quota];
      const most = adjustable === true ? {} : { maximum: adjustable ?? value };
      const description = `Quota of ${name}${code === undefined ? "" : ` (${code})`}.`;
      return [quota, { type: "integer" as const, description, default: value, minimum: 1, ...most }];
    }),
  ),
  check: (model, { parameters }) => {
    const places = new Places();
    const findings: Finding[] = [];
    for (const count of JUDGED) {
      const limit = parameters.integer(count.quota);
      const open: Use[] = [];
      for (const use of count.uses(model, places)) {
        const outcome = judge(count, use, limit);
        if (outcome.status === "unknown" && count.sizes === true) open.push(use);
        else findings.push({ resource: subjectOf(use, limit), outcome });
      }
      // Documents with ids in them are unknown by the dozen in the first preview of a stack.
      const [first, ...others] = open;
      if (first) findings.push({ resource: first.resource, outcome: unknown(sizesOf(count, others.length)) });
    }
    return findings;
  },
};

function judge(count: Count, { amount, place, part, members }: Use, limit: number): Outcome {
  if (amount.most <= limit) return compliant;
  const { name } = QUOTAS[count.quota];
  if (amount.least <= limit) return unknown(members === undefined ? `its ${name}` : name);
  const where = [part, place.region].filter((one) => one !== undefined && one !== "Region").join(", ");
  const who =
    members === undefined
      ? "It has"
      : `The account ${place.account ?? `of ${place.provider}`} has${where === "" ? "" : ` in ${where}`}`;
  return violation(`${who} ${shown(amount)} ${name}; the quota is ${limit}.`);
}

function shown({ least, most }: Amount): string {
  return least === most ? String(least) : `at least ${least}`;
}

/** The resource whose count it is; of a place, the first that is too many. */
function subjectOf({ members, resource }: Use, limit: number): Finding["resource"] {
  return members?.[Math.min(limit, members.length - 1)] ?? resource;
}

function sizesOf({ quota }: Count, others: number): string {
  const more = others === 0 ? "" : ` and that of ${others} more`;
  return `its ${QUOTAS[quota].name}${more}`;
}
