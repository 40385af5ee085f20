import type { Check } from "./checks";
import { labelOf, sidOf, type StatementRef } from "./model/documents";
import type { Verdict } from "./model/simulate";

/** What is wrong with a verdict; undefined when it is as the case expects. */
export function complaint({ row }: Check, { allowed, allows, denies }: Verdict): string | undefined {
  if (allowed !== (row.expect === "allowed"))
    return `is ${allowed ? "allowed" : "denied"}, must be ${row.expect}`;
  const deciding = new Set((allowed ? allows : denies).map(sidOf));
  const missing = (row.by ?? []).filter((sid) => !deciding.has(sid));
  if (missing.length === 0) return undefined;
  return `is ${row.expect}, but not by ${missing.join(", ")}`;
}

const lines = (title: string, refs: readonly StatementRef[]): string[] =>
  refs.length === 0 ? [] : [`  ${title}`, ...refs.map((ref) => `    ${labelOf(ref)}`)];

/** Which statements decided, and which would have but for their conditions. */
export function decision({ allowed, denies, allows, silent, almost }: Verdict): string[] {
  return [
    ...lines("denied by", denies),
    ...lines("allowed by", allows),
    ...(allowed || denies.length > 0
      ? []
      : [`  nothing allows it among: ${[...new Set(silent)].join(", ")}`]),
    ...lines("would match but for its conditions", almost),
  ];
}

/** Who, what, where, why, and which statements decided: what a person needs to mend the policy or the case. */
export function explain(check: Check, verdict: Verdict, wrong: string): string {
  const { row, request } = check;
  const { principal, action, arn, owner, context, endpoint, given } = request;
  return [
    `${row.who} ${action}: ${wrong}`,
    `  who    ${principal.value ?? "anybody"}${principal.account ? ` (account ${principal.account.name})` : ""}`,
    `  does   ${action}`,
    `  where  ${arn} (account ${owner.name})`,
    ...(endpoint ? [`  way    ${endpoint.name}`] : []),
    ...(request.unguarded ? ["  given  that no guardrail is attached"] : []),
    ...given.map(
      (key) =>
        `  with   ${key} = ${context[key] === undefined ? "nothing" : [context[key]].flat().join(", ")}`,
    ),
    `  why    ${row.why}`,
    ...decision(verdict),
  ].join("\n");
}
