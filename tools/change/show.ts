import type { Operation, Violation } from "../cli/events";
import { table } from "../lib/table";

/** Operations a person must look at first come first; those that change nothing are not shown. */
const ORDER = ["replace", "delete", "update", "create", "import"];

/** Shown at most; the rest is counted. */
const DIFFS = 4;

const lastPart = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** The properties that change, those that force a replacement marked. */
function what(operation: Operation): string {
  if (operation.op === "create" || operation.op === "delete") return "";
  const forcing = new Set(operation.replaceKeys);
  const names = [...new Set([...operation.replaceKeys, ...operation.diffs])].filter(
    (name) => !name.startsWith("__"),
  );
  const shown = names.slice(0, DIFFS).map((name) => (forcing.has(name) ? `${name} (forces it)` : name));
  return shown.join(", ") + (names.length > DIFFS ? ` and ${names.length - DIFFS} more` : "");
}

/** The component a resource lies in; `-` at the top. */
function component({ parent }: Operation): string {
  return parent === "" || parent.includes("pulumi:pulumi:Stack::") ? "-" : lastPart(parent);
}

/** The change as a table: what is replaced or deleted first, then by component. */
export function changeTable(operations: readonly Operation[]): string {
  const changed = operations
    .filter(({ op }) => ORDER.includes(op))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.op) - ORDER.indexOf(b.op) ||
        component(a).localeCompare(component(b)) ||
        a.name.localeCompare(b.name),
    );
  if (changed.length === 0) return "No changes.";
  const counts = ORDER.flatMap((op) => {
    const count = changed.filter((operation) => operation.op === op).length;
    return count === 0 ? [] : [`${count} to ${op}`];
  });
  const rows = changed.map((operation) => [
    operation.op,
    component(operation),
    operation.type,
    operation.name,
    what(operation),
  ]);
  return `${table(["change", "component", "type", "name", "properties"], rows)}\n\n${counts.join(", ")}.`;
}

/** Policies that did not hold, with the resources that each objects to and what the first is told. */
export function violationList(violations: readonly Violation[]): string {
  const byPolicy = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = `[${violation.level}] ${violation.policy}`;
    byPolicy.set(key, [...(byPolicy.get(key) ?? []), violation]);
  }
  return [...byPolicy]
    .map(([key, found]) => {
      const names = [...new Set(found.map(({ urn }) => lastPart(urn)))].sort().join(", ");
      const message = (found[0]?.message ?? "").replaceAll("\n", "\n      ");
      return `  ${key}: ${names}\n      ${message}`;
    })
    .join("\n");
}
