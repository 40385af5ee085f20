/** Numbers of a version such as `v3.259.0-alpha.1`; undefined when the text is none. */
function numbers(version: string): number[] | undefined {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  return found?.slice(1).map(Number);
}

/** Whether a version is the other or a later one. A text that is no version is not. */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = numbers(version);
  const want = numbers(minimum);
  if (!have || !want) return false;
  for (const [index, part] of want.entries()) {
    const difference = (have[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
