import { type Judged, type Place } from "../../analysis/judged";
import { nameOfUrn, typeOfUrn } from "../../analysis/resource";
import { type GivenConfig } from "../config";
import { Evaluation, type Report } from "../evaluation";
import { type Policy, type Severity } from "../policy";
import { type Preset, onPreset } from "../presets";

/** What one policy says of one resource that it does not hold to comply. */
export interface Result {
  readonly policy: Policy;
  /** The resource; the stack's own where the policy speaks of none. */
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Where the program declares the resource, as far as the engine kept it. */
  readonly declared: Place | undefined;
  readonly standing: Standing;
  /** True when the policy threw: it counts as a violation at the policy's level. */
  readonly failed: boolean;
  /** What was found, a sentence each; of what is not judged yet, the properties that are not known. */
  readonly found: readonly string[];
}

/** `open`: not judged yet, as values are not known. In the order in which people want to read. */
export const STANDINGS = ["mandatory", "advisory", "open"] as const;
export type Standing = (typeof STANDINGS)[number];

/** All that the pack says of a stack. */
export interface Verdict {
  readonly stack: string | undefined;
  readonly project: string | undefined;
  readonly preset: Preset;
  /** Policies that are not disabled. */
  readonly policies: readonly Policy[];
  /** Number of resources judged, the stack itself and its providers among them. */
  readonly resources: number;
  /** By standing, then severity, then policy, then the order of the state. */
  readonly results: readonly Result[];
  /** Number of results of each standing, also of those that are not shown. */
  readonly counts: Readonly<Record<Standing, number>>;
}

export interface Rules {
  readonly policies: readonly Policy[];
  /** The policy under whose name the pack reports on its own configuration. */
  readonly health: Policy;
  readonly preset: Preset;
  /** Configuration on top of the preset. */
  readonly given: ReadonlyMap<string, GivenConfig>;
}

/** Judges all resources, each once, and the whole stack once. @throws ConfigError with all problems of the configuration */
export function verdictOf(judged: Judged, rules: Rules, now?: () => Date): Verdict {
  const { policies, health, preset, given } = rules;
  const evaluation = new Evaluation(policies, health, now);
  evaluation.configure(onPreset(preset, policies, given));
  const reports: Report[] = [];
  for (const resource of judged.single((type) => evaluation.hasPoliciesFor(type)))
    reports.push(...evaluation.checkResource(resource));
  reports.push(...evaluation.checkStack(judged.stack));

  const { root = "" } = judged;
  const [stack, project] = root.replace(/^urn:pulumi:/, "").split("::");
  const rank = new Map(policies.map((policy) => [policy, rankOf(policy)]));
  const results = reports.map((report) => resultOf(report, root, judged));
  return {
    stack: stack === "" ? undefined : stack,
    project,
    preset,
    policies: policies.filter((policy) => evaluation.settingsOf(policy)?.level !== "disabled"),
    resources: judged.stack.resources.length,
    counts: countsOf(results),
    results: results.sort(
      (a, b) =>
        STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
        (rank.get(a.policy) ?? 0) - (rank.get(b.policy) ?? 0) ||
        compare(a.policy.name, b.policy.name),
    ),
  };
}

function countsOf(results: readonly Result[]): Verdict["counts"] {
  const counts = { mandatory: 0, advisory: 0, open: 0 };
  for (const { standing } of results) counts[standing]++;
  return counts;
}

/** True when a mandatory policy does not hold, or could not judge. */
export function isRefused({ counts }: Verdict): boolean {
  return counts.mandatory > 0;
}

/** Without advice and what is not judged yet; the numbers stay. */
export function mandatoryOnly(verdict: Verdict): Verdict {
  return { ...verdict, results: verdict.results.filter(({ standing }) => standing === "mandatory") };
}

function resultOf({ policy, urn: own, level, status, found }: Report, root: string, judged: Judged): Result {
  const urn = own ?? root;
  return {
    policy,
    urn,
    type: typeOfUrn(urn),
    name: nameOfUrn(urn),
    declared: judged.declaredAt(urn),
    standing: status === "unknown" ? "open" : level,
    failed: status === "failed",
    found,
  };
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

const rankOf = ({ severity }: Policy): number => SEVERITIES.indexOf(severity);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
