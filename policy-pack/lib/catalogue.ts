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
    ...(Object.keys(FRAMEWORKS) as (keyof Controls)[]).flatMap((key) => framework(key, policies)),
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
