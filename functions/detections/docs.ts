import { AREAS } from "./catalogue";
import { CIS_ALARM_SETTINGS, CIS_ALARMS, CIS_NAMESPACE } from "./cis";
import { EXAMPLES, EXAMPLE_POLICY } from "./examples";
import { eventRules, PATTERN_LIMIT } from "./patterns";
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
  const rules = eventRules(EXAMPLE_POLICY);
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
    "## Event rules",
    "",
    `One or more a service, each pattern within EventBridge's ${PATTERN_LIMIT.toLocaleString("en")} characters. \`global\` rules go to us-east-1, where global services`,
    "report; `regional` ones to every Region in use and to us-east-1.",
    "",
    "| rule | scope | state | characters |",
    "| --- | --- | --- | --- |",
    ...rules.map(
      ({ name, scope, state, pattern }) =>
        `| ${name} | ${scope} | ${state} | ${JSON.stringify(pattern).length} |`,
    ),
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
