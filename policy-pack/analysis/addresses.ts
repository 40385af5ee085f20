import { isIPv4, isIPv6 } from "node:net";

/** A CIDR block: 32 or 128 bits wide, network address as a number, length of its prefix. */
export interface Block {
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly prefix: number;
}

/** Reads a block; host bits are cleared, as AWS does. A bare address is a block of one. Undefined when it is no address. */
export function parseBlock(text: string): Block | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (bits === undefined) return undefined;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : NaN;
  if (!(prefix >= 0 && prefix <= bits)) return undefined;
  const value = bits === 32 ? v4(address) : v6(address);
  const host = BigInt(bits - prefix);
  return { bits, base: (value >> host) << host, prefix };
}

/** The shortest prefix by family that is still somebody's: AWS calls what is wider public. Source: S3 user guide, "The meaning of public", read 2026-11. */
const NARROWEST_PUBLIC = { 32: 8, 128: 32 } as const;

/** Unique local addresses: as wide as they are, nobody reaches them from outside. Source: RFC 4193. */
const PRIVATE_V6: Block = { bits: 128, base: 0xfcn << 120n, prefix: 7 };

/**
 * True for a block of the whole world, or of so much of it that nobody owns it: a mask of /0, whatever the address before it, in either family
 * (`1.2.3.4/0` is as open as `0.0.0.0/0`); a half of it (`0.0.0.0/1`); all of IPv6 that is in use (`2000::/3`).
 */
export function isWholeWorld(text: string): boolean {
  const block = parseBlock(text);
  return block !== undefined && block.prefix < NARROWEST_PUBLIC[block.bits] && !contains(PRIVATE_V6, block);
}

/** True when the two share an address. */
export function overlaps(a: Block, b: Block): boolean {
  if (a.bits !== b.bits) return false;
  const shift = BigInt(a.bits - Math.min(a.prefix, b.prefix));
  return a.base >> shift === b.base >> shift;
}

/** True when every address of `inner` lies in `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  return outer.prefix <= inner.prefix && overlaps(outer, inner);
}

function v4(address: string): bigint {
  return address.split(".").reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
}

function v6(address: string): bigint {
  // An embedded IPv4 tail counts for two groups.
  const plain = address.replace(/(\d+\.\d+\.\d+\.\d+)$/, (tail) => {
    const value = v4(tail);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = (plain.split("%")[0] ?? "").split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...back];
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
