/** A block of addresses: `first` to `last`, as unsigned numbers of 32 or 128 bits. */
export interface Block {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  /** Prefix length. */
  readonly prefix: number;
  /** Address as it was written: differs from `first` when host bits are set. */
  readonly address: bigint;
}

/** Reads `10.0.0.0/16` or `2600:1f18::/56`; undefined when the text is no block. */
export function parseBlock(text: string): Block | undefined {
  const [left = "", right = "", ...more] = text.split("/");
  if (more.length > 0 || !/^\d{1,3}$/.test(right)) return undefined;
  const version = left.includes(":") ? 6 : 4;
  const address = version === 4 ? parseV4(left) : parseV6(left);
  const bits = version === 4 ? 32 : 128;
  const prefix = Number(right);
  if (address === undefined || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = address - (address % size);
  return { version, first, last: first + size - 1n, prefix, address };
}

/** The block as AWS writes it: host bits cleared, in its shortest spelling. Undefined when the text is no block. */
export function canonical(text: string): string | undefined {
  const found = parseBlock(text);
  return found === undefined ? undefined : `${spelt(found.version, found.first)}/${found.prefix}`;
}

/** The block as it should have been written when host bits are set; undefined when it is written right. */
export function misalignment(found: Block): string | undefined {
  if (found.address === found.first) return undefined;
  return `${spelt(found.version, found.first)}/${found.prefix}`;
}

/** The address `offset` places into the block, as text. */
export function addressAt(block: Block, offset: number): string {
  return spelt(block.version, block.first + BigInt(offset));
}

/** Whether two blocks hold the same addresses. */
export function equal(left: Block, right: Block): boolean {
  return left.version === right.version && left.first === right.first && left.last === right.last;
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Block, inner: Block): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two blocks have an address in common. */
export function overlap(left: Block, right: Block): boolean {
  return left.version === right.version && left.first <= right.last && right.first <= left.last;
}

function spelt(version: 4 | 6, address: bigint): string {
  return version === 4 ? dotted(address) : colons(address);
}

function dotted(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join(".");
}

function colons(address: bigint): string {
  const groups = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((at) =>
    ((address >> (at * 16n)) & 0xffffn).toString(16),
  );
  // The longest run of two or more zero groups is left out.
  const runs = groups.join(":").match(/\b0(?::0\b)+/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return groups.join(":");
  const [head = "", tail = ""] = groups.join(":").split(longest);
  return `${head.replace(/:$/, "")}::${tail.replace(/^:/, "")}`;
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255))
    return undefined;
  return octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const [head = [], tail] = halves;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length > 2 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...(tail ?? [])];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
