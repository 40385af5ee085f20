import { policyQuotas } from "../../settings/facts/policy-quotas";
import { type GuardrailsPlan, type PlannedPolicy } from "./guardrails-plan";

const kinds: Readonly<Record<PlannedPolicy["type"], string>> = {
  SERVICE_CONTROL_POLICY: "service control policies",
  RESOURCE_CONTROL_POLICY: "resource control policies",
  DECLARATIVE_POLICY_EC2: "declarative policies",
};

const targetsOf = ({ targets }: Pick<PlannedPolicy, "targets">): string =>
  targets.map(({ name }) => name).join(", ");
const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The tables of the page on guardrails: every guardrail, and every document with its size. */
export function guardrailTables({ policies, groups }: GuardrailsPlan): string {
  const guardrails = groups.flatMap((group) => [
    `### ${group.name}: ${group.description}`,
    "",
    `${kinds[group.type]}, attached to ${targetsOf(group)}`,
    "",
    row("guardrail", "denies", "leaves out", "why"),
    row("---", "---", "---", "---"),
    ...group.notes.map(({ sid, denies, leavesOut, why }) => row(sid, denies, leavesOut, why)),
    "",
  ]);
  const documents = policies.map(({ name, type, content, targets, sids }) =>
    row(
      name,
      kinds[type],
      `${content.length} of ${policyQuotas[type].maxCharacters}`,
      String(sids.length),
      targetsOf({ targets }),
    ),
  );
  return [
    "## Guardrails",
    "",
    ...guardrails,
    "## Documents",
    "",
    row("document", "kind", "characters", "guardrails", "attached to"),
    row("---", "---", "---", "---", "---"),
    ...documents,
    "",
  ].join("\n");
}

/** Between these the page is written by the plan. */
const begin = "<!-- the plan says: npm run docs:guardrails -->";

/** The page with its tables as planned; what stands above them stays. @throws when the page has no place for them */
export function withTables(page: string, plan: GuardrailsPlan): string {
  const place = page.indexOf(begin);
  if (place < 0) throw new Error(`The page has no "${begin}".`);
  return `${page.slice(0, place)}${begin}\n\n${guardrailTables(plan)}`;
}
