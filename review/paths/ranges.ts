import { type Block, parseBlock } from "../../policy-pack/analysis";

/** Addresses from `low` to `high`, both included. */
export interface Range {
  readonly bits: 32 | 128;
  readonly low: bigint;
  readonly high: bigint;
}

export function rangeOf({ bits, base, prefix }: Block): Range {
  return { bits, low: base, high: base + (1n << BigInt(bits - prefix)) - 1n };
}

/** Reads a block. Undefined when it is none. */
export function parseRange(text: string): Range | undefined {
  const block = parseBlock(text);
  return block && rangeOf(block);
}

export function within(outer: Range, inner: Range): boolean {
  return outer.bits === inner.bits && outer.low <= inner.low && inner.high <= outer.high;
}

export function touches(a: Range, b: Range): boolean {
  return a.bits === b.bits && a.low <= b.high && b.low <= a.high;
}

/** Cuts ranges at the edges of others, so that each piece lies wholly inside or outside each of these. */
export function cut(ranges: readonly Range[], at: readonly Range[]): readonly Range[] {
  return ranges.flatMap((range) => {
    const starts = new Set<bigint>([range.low]);
    for (const other of at) {
      if (other.bits !== range.bits) continue;
      if (other.low > range.low && other.low <= range.high) starts.add(other.low);
      if (other.high >= range.low && other.high < range.high) starts.add(other.high + 1n);
    }
    if (starts.size === 1) return [range];
    const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
    return sorted.map((low, index) => ({
      bits: range.bits,
      low,
      high: (sorted[index + 1] ?? range.high + 1n) - 1n,
    }));
  });
}

/** What is left of ranges when others are taken out. */
export function outside(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
  return cut(ranges, taken).filter((piece) => !taken.some((one) => within(one, piece)));
}

const blocks = (...texts: string[]): Range[] => texts.flatMap((text) => parseRange(text) ?? []);

/** Addresses that are not routed on the internet. Source: IANA special-purpose address registries (2026-11). */
export const PRIVATE: readonly Range[] = blocks(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "fc00::/7",
);
const RESERVED = blocks("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3");
/** The internet's addresses; the VPCs' own IPv6 blocks lie among them. */
export const PUBLIC: readonly Range[] = [
  ...outside(blocks("0.0.0.0/0"), [...PRIVATE, ...RESERVED]),
  ...blocks("2000::/3"),
];

/** One address of a range, as text, for a counter-example: the second when there is one, as the first is the network's. */
export function exampleOf({ bits, low, high }: Range): string {
  const value = low < high ? low + 1n : low;
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
  return groups
    .map((group) => group.toString(16))
    .join(":")
    .replace(/(^|:)0(:0)+(:|$)/, "::");
}
