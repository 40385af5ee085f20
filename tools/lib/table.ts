/** A table as text: columns as wide as their widest cell, numbers to the right, two blanks between columns. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  indent = "  ",
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? "").length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    indent +
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Milliseconds as a person reads them: `850 ms`, `12.3 s`, `3 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const rest = Math.round(seconds);
  return `${Math.floor(rest / 60)} min ${String(rest % 60).padStart(2, "0")} s`;
}
