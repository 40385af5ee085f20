import { type Cidr, formatCidr, overlaps, parseCidr } from "./cidr";

/** A block with the setting it comes from. */
export interface NamedBlock {
  /** Whose block it is: `hub`, `workload payments`, `on-premises london`. */
  readonly owner: string;
  /** Path of the setting. */
  readonly path: string;
  readonly cidr: string;
}

/** Two blocks that share addresses. `second` starts at or after `first`. */
export interface Overlap {
  readonly first: NamedBlock;
  readonly second: NamedBlock;
}

/** Every pair of blocks that overlap; in one sweep over the sorted blocks. Empty means: proven apart. */
export function findOverlaps(blocks: readonly NamedBlock[]): Overlap[] {
  const sorted = blocks
    .map((block) => ({ block, range: parseCidr(block.cidr) }))
    .sort((a, b) => a.range.base - b.range.base || a.range.prefix - b.range.prefix);
  const found: Overlap[] = [];
  let open: typeof sorted = [];
  for (const current of sorted) {
    open = open.filter((earlier) => overlaps(earlier.range, current.range));
    for (const earlier of open) found.push({ first: earlier.block, second: current.block });
    open.push(current);
  }
  return found;
}

/** First free block of `prefix` bits inside `space`, or undefined when it is full: offered in error messages. */
export function firstFreeBlock(space: Cidr, prefix: number, taken: readonly Cidr[]): string | undefined {
  if (prefix < space.prefix) return undefined;
  const size = 2 ** (32 - prefix);
  const end = space.base + 2 ** (32 - space.prefix);
  let base = space.base;
  while (base + size <= end) {
    const candidate = { base, prefix };
    const hit = taken.find((block) => overlaps(block, candidate));
    if (!hit) return formatCidr(candidate);
    // Jump behind the block that is in the way, up to the next aligned address.
    const behind = hit.base + 2 ** (32 - hit.prefix);
    base = Math.max(base + size, Math.ceil(behind / size) * size);
  }
  return undefined;
}
