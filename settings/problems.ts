/** A wrong setting: where it is, what was found there and what is allowed. */
export interface Problem {
  /** Path of the setting, as a user would write it: `workloads[2].cidr`. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** All that is wrong with a stack's settings, reported together. No resource has been registered when it is thrown. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  /**
   * @param file the file that holds the settings, `Pulumi.dev.yaml`
   * @param problems at least one
   */
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(describe(file, problems));
  }
}

function describe(file: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 setting is wrong" : `${problems.length} settings are wrong`;
  const lines = problems.map(
    ({ path, found, allowed }) => `  ${path}\n    found:   ${found}\n    allowed: ${allowed}`,
  );
  return [`${file}: ${count}; nothing was registered.`, ...lines].join("\n");
}

/** Fields whose values are secret: no message shows them, whatever is wrong with them. */
export const secretFields = ["preSharedKey", "authKey"] as const;

const hidden = "a value that is not shown";

/** Whether a field is one whose value is secret, or is meant to be one: a slip of the pen must not show it. */
export function isSecretField(key: PropertyKey): boolean {
  return typeof key === "string" && didYouMean(key, secretFields) !== undefined;
}

/** A value as an error message shows it: short, on one line, without secrets. @param key the field it stands in */
export function show(value: unknown, key?: PropertyKey): string {
  if (value === undefined) return "nothing";
  if (key !== undefined && isSecretField(key)) return hidden;
  const masked = (name: string, inner: unknown): unknown => (isSecretField(name) ? hidden : inner);
  const text = JSON.stringify(value, masked) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** `["workloads", 2, "cidr"]` as `workloads[2].cidr`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The allowed word nearest to what was written, when it is near enough to be a slip of the pen. */
export function didYouMean(written: string, allowed: readonly string[]): string | undefined {
  const distances = allowed
    .map((word) => ({ word, distance: editDistance(written.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = distances[0];
  return best && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replace = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(replace, last[column]! + 1, current[column - 1]! + 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) best = Math.min(best, beforeLast[column - 2]! + 1);
      current.push(best);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
