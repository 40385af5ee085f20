/** An IPv4 block: addresses `first` to `last`, as unsigned 32-bit numbers. */
export interface Block {
  readonly first: number;
  readonly last: number;
  /** Prefix length, 0 to 32. */
  readonly prefix: number;
  /** Address as it was written: differs from `first` when host bits are set. */
  readonly address: number;
}

/** Reads `10.0.0.0/16`; undefined when the text is no IPv4 block. */
export function block(text: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1, prefix, address };
}

/** The block as it should have been written when host bits are set; undefined when it is written right. */
export function misalignment(found: Block): string | undefined {
  return found.address === found.first ? undefined : `${dotted(found.first)}/${found.prefix}`;
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(left: Block, right: Block): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** `10.0.0.1` of its number. */
export function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
