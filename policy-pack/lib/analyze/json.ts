import { type Verdict } from "./verdict";

/** Version of the document's form: changes when a reader of the former would misread it. */
const FORM = 1;

/** One JSON document, described in docs/policy-pack.md. Policies are there once, by name, if they have a result. */
export function jsonOf(verdict: Verdict): string {
  const { stack, project, preset, policies, resources, results } = verdict;
  const { mandatory, advisory, open } = verdict.counts;
  const named = new Map(results.map(({ policy }) => [policy.name, policy]));
  const document = {
    version: FORM,
    stack: stack ?? null,
    project: project ?? null,
    preset,
    summary: { policies: policies.length, resources, mandatory, advisory, notJudgedYet: open },
    policies: Object.fromEntries(
      [...named].map(([name, policy]) => [
        name,
        {
          description: policy.description,
          severity: policy.severity,
          concern: policy.concern,
          controls: policy.controls,
          remedy: policy.remediationSteps,
          url: policy.url,
        },
      ]),
    ),
    results: results.map(({ policy, urn, type, name, declared, standing, failed, found }) => ({
      policy: policy.name,
      level: standing === "open" ? "notJudgedYet" : standing,
      severity: policy.severity,
      urn,
      type,
      name,
      declared: declared ?? null,
      failed,
      found,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
