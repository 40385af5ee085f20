/** How many there are: between the least that is known and the most that there may be, which is `Infinity` where nothing bounds it. */
export interface Amount {
  readonly least: number;
  readonly most: number;
}

export const NONE: Amount = { least: 0, most: 0 };

export function exactly(count: number): Amount {
  return { least: count, most: count };
}

export function atLeast(count: number): Amount {
  return { least: count, most: Infinity };
}

export function plus(a: Amount, b: Amount): Amount {
  return { least: a.least + b.least, most: a.most + b.most };
}

/** False when there may be more than the least. */
export function isExact({ least, most }: Amount): boolean {
  return least === most;
}
