/** IPv4 blocks as numbers. Everything here is arithmetic on 32-bit addresses; nothing parses twice. */

/** A block: `base` is its first address as an unsigned 32-bit number, `prefix` its length in bits (0 to 32). */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

// No leading zeros: AWS refuses them, and some tools read such a number as octal.
const number = String.raw`(0|[1-9]\d{0,2})`;
const pattern = new RegExp(String.raw`^${number}\.${number}\.${number}\.${number}/${number}$`);

/** Number of addresses in a block of this prefix length. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Last address of a block. */
export function lastAddress(block: Cidr): number {
  return block.base + sizeOf(block.prefix) - 1;
}

/** `10.0.0.0/16`. */
export function formatCidr(block: Cidr): string {
  return `${formatAddress(block.base)}/${block.prefix}`;
}

/** `10.0.0.1`. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** What is wrong with a block's text, or the block. A block whose address is not its first one is refused, never rounded. */
export type CidrResult =
  { readonly ok: true; readonly cidr: Cidr } | { readonly ok: false; readonly allowed: string };

/** Reads `a.b.c.d/n`. */
export function readCidr(text: string): CidrResult {
  const match = pattern.exec(text);
  const form = "an IPv4 block such as 10.0.0.0/16";
  if (!match) return { ok: false, allowed: form };
  const [octets, prefix] = [match.slice(1, 5).map(Number), Number(match[5])];
  if (octets.some((octet) => octet > 255) || prefix > 32) return { ok: false, allowed: form };
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const base = Math.floor(address / sizeOf(prefix)) * sizeOf(prefix);
  if (base !== address) {
    return {
      ok: false,
      allowed: `a block that starts at its own first address, here ${formatCidr({ base, prefix })}`,
    };
  }
  return { ok: true, cidr: { base, prefix } };
}

/** Reads a block that the schema has already accepted. @throws Error when it is not one. */
export function parseCidr(text: string): Cidr {
  const result = readCidr(text);
  if (!result.ok) throw new Error(`${JSON.stringify(text)} is not ${result.allowed}`);
  return result.cidr;
}

/** Whether two blocks share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.base <= lastAddress(b) && b.base <= lastAddress(a);
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.base <= inner.base && lastAddress(inner) <= lastAddress(outer);
}

/** The `index`-th block of `prefix` bits inside `block`. @throws RangeError when there is none. */
export function childBlock(block: Cidr, prefix: number, index: number): Cidr {
  const child = { base: block.base + index * sizeOf(prefix), prefix };
  if (prefix < block.prefix || index < 0 || !contains(block, child)) {
    throw new RangeError(`${formatCidr(block)} has no /${prefix} number ${index}`);
  }
  return child;
}

/** The fewest blocks that cover exactly the same addresses: buddies merged, covered blocks dropped. Sorted. */
export function aggregate(blocks: readonly Cidr[]): Cidr[] {
  const merged: Cidr[] = [];
  const sorted = [...blocks].sort((a, b) => a.base - b.base || a.prefix - b.prefix);
  for (const block of sorted) {
    let next = block;
    for (;;) {
      const top = merged.at(-1);
      if (!top) break;
      if (contains(top, next)) {
        next = merged.pop()!;
        continue;
      }
      const isBuddy =
        top.prefix === next.prefix &&
        top.base + sizeOf(top.prefix) === next.base &&
        top.base % sizeOf(top.prefix - 1) === 0;
      if (!isBuddy) break;
      next = { base: merged.pop()!.base, prefix: top.prefix - 1 };
    }
    merged.push(next);
  }
  return merged;
}
