import { type Change, type Difference } from "./compare";
import { type Flow } from "./flows";
import { describe } from "./ports";

/** Flows as a table: from, to, ports, way; below it what cannot be told. */
export function tableOf(flows: readonly Flow[], protocols: readonly string[]): string {
  const sure = flows.filter((flow) => flow.sure.size > 0);
  const rows = sure.map(({ from, to, sure: ports, way }) => [from, to, describe(ports, protocols), way]);
  const unsure = flows.filter((flow) => flow.maybe.size > 0).map((flow) => doubtLine(flow, protocols));
  return [
    ...columns([["from", "to", "ports", "way"], ...rows]),
    ...(unsure.length > 0 ? ["", ...unsure] : []),
  ].join("\n");
}

/** One JSON text a line for each flow. */
export function jsonLines(flows: readonly Flow[], protocols: readonly string[]): string {
  return flows.map((flow) => JSON.stringify(plain(flow, protocols))).join("\n");
}

export function plain({ from, to, way, sure, maybe, unsure }: Flow, protocols: readonly string[]) {
  return {
    from,
    to,
    ports: describe(sure, protocols),
    way,
    ...(maybe.size > 0 ? { unknown: describe(maybe, protocols), because: unsure } : {}),
  };
}

export function doubtLine({ from, to, way, maybe, unsure }: Flow, protocols: readonly string[]): string {
  return `${from} -> ${to}, ${describe(maybe, protocols)} by ${way}: cannot be told before the deployment: ${unsure.join("; ")}`;
}

/** Columns as wide as they must be; nothing behind the last. */
export function columns(rows: ReadonlyArray<readonly string[]>): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A change, as far as it changes what gets through. @param cut connections that are interrupted while it is made */
export function changeText(
  { opened, closed, doubtful }: Change,
  cut: readonly Difference[],
  protocols: readonly string[],
): string {
  const part = (title: string, rows: ReadonlyArray<readonly string[]>): string[] =>
    rows.length === 0 ? [] : [`${title}:`, ...columns(rows).map((row) => `  ${row}`)];
  const rowsOf = (differences: readonly Difference[]) =>
    differences.map(({ from, to, ports, way, subnets, partly }) => [
      from,
      to,
      describe(ports, protocols),
      partly ? `${way}, only ${subnets.join(", ")}` : way,
    ]);
  const lines = [
    ...part("Opened", rowsOf(opened)),
    ...part("Closed", rowsOf(closed)),
    ...part("Interrupted while resources are replaced", rowsOf(cut)),
    ...part(
      "May be opened",
      doubtful.map(({ flow, ports }) => [doubtLine({ ...flow, maybe: ports }, protocols)]),
    ),
  ];
  return lines.length === 0 ? "No path is opened, closed or interrupted." : lines.join("\n");
}

/** A change as one JSON text a line, each with the kind of change. */
export function changeLines(
  { opened, closed, doubtful }: Change,
  cut: readonly Difference[],
  protocols: readonly string[],
): string {
  const kinds = { opened, closed, interrupted: cut };
  return [
    ...Object.entries(kinds).flatMap(([change, differences]) =>
      differences.map(({ from, to, ports, way, subnets }) => ({
        change,
        from,
        to,
        ports: describe(ports, protocols),
        way,
        subnets,
      })),
    ),
    ...doubtful.map(({ flow, ports }) => ({
      change: "may be opened",
      from: flow.from,
      to: flow.to,
      ports: describe(ports, protocols),
      way: flow.way,
      because: flow.unsure,
    })),
  ]
    .map((line) => JSON.stringify(line))
    .join("\n");
}
