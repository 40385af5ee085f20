import { FINDINGS } from "../network-baseline/finding";
import { RESPONSE_PATTERNS } from "../response-patterns";
import { AREAS } from "./catalogue";
import { CIS_ALARM_SETTINGS, CIS_ALARMS, CIS_NAMESPACE } from "./cis";
import { accountRules } from "./account-rules";
import { EXAMPLES } from "./examples";
import { PATTERN_LIMIT } from "./patterns";
import { DEFAULT_POLICY } from "./policy";
import { type Detection } from "./types";

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\n/g, " ");

const code = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(", ");

function watches({ sources, names }: Detection): string {
  if (sources === "any") return "every call";
  return `${code(names)} of ${code(sources.map((source) => source.replace(".amazonaws.com", "")))}`;
}

function section(detection: Detection): readonly string[] {
  const example = EXAMPLES[detection.id];
  const { burst } = detection;
  return [
    `### ${detection.id}`,
    "",
    `${detection.title}. Severity **${detection.severity}**, category **${detection.category}**, response **${detection.response}**.`,
    "",
    `- Watches: ${watches(detection)}${detection.when === undefined ? "" : ", under a condition"}`,
    ...(burst === undefined
      ? []
      : [
          `- Burst: ${burst.count} by one caller within ${burst.windowSeconds} s is **${burst.severity}**; fewer are recorded only`,
        ]),
    `- Fires: ${[example?.fires, ...(example?.alsoFires ?? [])].map((hit) => hit?.what).join("; ")}`,
    `- Near miss: ${[example?.nearMiss, ...(example?.alsoMisses ?? [])].map((miss) => miss?.what).join("; ")}`,
    `- First: ${detection.advice}`,
    ...(detection.references.length === 0 ? [] : [`- References: ${detection.references.join(", ")}`]),
    "",
  ];
}

/** The text of docs/detections.md. */
export function detectionsPage(): string {
  return [
    "# Events of concern",
    "",
    "Written by `npm run docs:detections` from the catalogue in `functions/detections/`; a test compares. Do not edit by hand.",
    "",
    "Every record named here is sent through EventBridge's own matcher with the generated rules and through the function: the first must",
    "fire, the near miss must not. A call that failed is an attempt and counts one severity lower, unless failing is the event.",
    "",
    "| detection | what happened | severity | category | response |",
    "| --- | --- | --- | --- | --- |",
    ...AREAS.flatMap(({ detections }) => detections).map(
      ({ id, title, severity, category, response }) =>
        `| [${id}](#${id}) | ${cell(title)} | ${severity} | ${category} | ${response} |`,
    ),
    "",
    ...AREAS.flatMap(({ title, detections }) => [`## ${title}`, "", ...detections.flatMap(section)]),
    "## Findings of the network",
    "",
    "Not of a record of CloudTrail, but of flow logs, and put on the security account's bus by a function: against the plan",
    "([network-behaviour.md](network-behaviour.md)), and against habit ([network-habits.md](network-habits.md)). All are of the category",
    "inconsistent-with-expectations.",
    "",
    "| finding | what happened | severity | first |",
    "| --- | --- | --- | --- |",
    ...Object.entries(FINDINGS).map(
      ([kind, { title, severity, advice }]) =>
        `| network-${kind} | ${title} | ${severity} | ${cell(advice)} |`,
    ),
    "",
    "## Event rules",
    "",
    `On the default bus of each account, as few as EventBridge's ${PATTERN_LIMIT.toLocaleString("en")} characters a pattern allow: the calls above, and what the repairs must`,
    "hear of, are alternatives of them. Each sends to the bus of the security account. Global services report to one Region (us-east-1),",
    "whether or not the account works there, so that Region has rules in any case.",
    "",
    "| where | rule | state | characters |",
    "| --- | --- | --- | --- |",
    ...(["regional", "global"] as const).flatMap((scope) =>
      accountRules(DEFAULT_POLICY, RESPONSE_PATTERNS, scope).map(
        ({ name, state, pattern }) =>
          `| ${scope === "global" ? "Region of global services" : "any other Region in use"} | ${name} | ${state} | ${JSON.stringify(pattern).length} |`,
      ),
    ),
    "",
    "Use of a Region that is not in use shows in none of these Regions: it is an alarm on the organisation's trail, see",
    "[response.md](response.md#how-it-is-deployed).",
    "",
    "## CIS metric filters and alarms",
    "",
    `In namespace \`${CIS_NAMESPACE}\`, each with an alarm at ${CIS_ALARM_SETTINGS.threshold} within ${CIS_ALARM_SETTINGS.periodSeconds} s. Security Hub compares the patterns literally.`,
    "",
    "| control | alarm | pattern |",
    "| --- | --- | --- |",
    ...CIS_ALARMS.map(
      ({ control, name, pattern }) => `| CloudWatch.${control} | ${name} | \`${cell(pattern)}\` |`,
    ),
    "",
  ].join("\n");
}
