import { CIS_RECOMMENDATIONS, CIS_VERSIONS, type CisName, type CisRecommendation } from "./facts/cis";
import { FRAMEWORKS } from "./frameworks";
import { type Controls, type Policy } from "./policy";
import { levelIn } from "./presets";

/** The catalogue of policies as Markdown: docs/policies.md. */
export function catalogue(policies: readonly Policy[]): string {
  const listed = policies.filter(({ concern }) => concern !== "pack");
  const concerns = [...new Set(policies.map(({ concern }) => concern))];
  return [
    "# Policies",
    "",
    "Written from the policies themselves by `npm run generate --workspace policy-pack`; a test keeps it true.",
    "",
    `${listed.length} policies, and pack-health, which reports on the pack's own configuration. Levels are those of the presets: ` +
      "**m**andatory, **a**dvisory, in development / production / organisation.",
    "",
    ...concerns.flatMap((concern) => section(concern, policies)),
    "# By framework",
    "",
    ...(Object.keys(FRAMEWORKS) as (keyof Controls)[]).flatMap((key) =>
      key === "cis" ? benchmark(policies) : framework(key, policies),
    ),
  ].join("\n");
}

function section(concern: string, policies: readonly Policy[]): string[] {
  const own = policies.filter((policy) => policy.concern === concern);
  return [
    `## ${concern.charAt(0).toUpperCase()}${concern.slice(1)}`,
    "",
    "| policy | what must hold | severity | levels | judges | parameters |",
    "| --- | --- | --- | --- | --- | --- |",
    ...own.map((policy) =>
      row(
        `[${policy.name}](${policy.url})`,
        policy.description,
        policy.severity,
        (["development", "production", "organisation"] as const)
          .map((preset) => levelIn(preset, policy).charAt(0))
          .join(" / "),
        policy.kind === "stack"
          ? "the stack"
          : policy.remediate
            ? "each resource; can repair"
            : "each resource",
        Object.keys(policy.parameters ?? {}).join(", "),
      ),
    ),
    "",
  ];
}

/** Every recommendation of the CIS benchmark with its numbers by version, and its policies or why there is none. */
function benchmark(policies: readonly Policy[]): string[] {
  const { name, reference } = FRAMEWORKS.cis;
  return [
    `## ${name}`,
    "",
    `See <${reference}>. A policy's ids are written \`version/number\`, e.g. \`7.0.0/6.3\`.`,
    "",
    `| ${CIS_VERSIONS.join(" | ")} | what must hold | policies |`,
    `| ${[...CIS_VERSIONS, "", ""].map(() => "---").join(" | ")} |`,
    ...(Object.entries(CIS_RECOMMENDATIONS) as [CisName, CisRecommendation][]).map(
      ([, { title, numbers, notJudged }]) => {
        const ids = new Set(
          numbers.map((number, index) => `${String(CIS_VERSIONS[index])}/${String(number)}`),
        );
        const names = policies
          .filter(({ controls }) => controls.cis?.some((id) => ids.has(id)))
          .map((policy) => policy.name);
        return row(
          ...numbers.map((number) => number ?? ""),
          title,
          names.length > 0 ? names.join(", ") : `not judgeable from a plan: ${notJudged ?? ""}`,
        );
      },
    ),
    "",
  ];
}

function framework(key: keyof Controls, policies: readonly Policy[]): string[] {
  const byControl = new Map<string, string[]>();
  for (const policy of policies) {
    for (const id of policy.controls[key] ?? [])
      byControl.set(id, [...(byControl.get(id) ?? []), policy.name]);
  }
  const collator = new Intl.Collator("en", { numeric: true });
  const { name, reference } = FRAMEWORKS[key];
  return [
    `## ${name}`,
    "",
    ...(key === "seed" ? [] : [`See <${reference}>.`, ""]),
    "| control | policies |",
    "| --- | --- |",
    ...[...byControl]
      .sort(([a], [b]) => collator.compare(a, b))
      .map(([id, names]) => row(id, names.join(", "))),
    "",
  ];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
