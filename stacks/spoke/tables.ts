import type * as pulumi from "@pulumi/pulumi";

/** Ids of the route tables of some tiers, by key. */
export function tablesOf<T extends string>(
  tables: ReadonlyArray<{ readonly key: string; readonly tier: T }>,
  tiers: readonly T[],
  idOf: (key: string) => pulumi.Output<string>,
): Map<string, pulumi.Output<string>> {
  return new Map(tables.filter(({ tier }) => tiers.includes(tier)).map(({ key }) => [key, idOf(key)]));
}
