import { type Line } from "./show";
import { type Usage, byFullness, fullest } from "./usage";

/**
 * The uses after a change, each with what it was before: of each quota and place the fullest that the change touches, or else the fullest.
 * What goes away is left out.
 */
export function compare(before: readonly Usage[], after: readonly Usage[]): readonly Line[] {
  const earlier = new Map(before.map((usage) => [usage.key, usage.amount.least]));
  const was = ({ key }: Usage): number => earlier.get(key) ?? 0;
  const changed = fullest(after.filter((usage) => was(usage) !== usage.amount.least));
  const touched = new Set(changed.map(({ quota, place }) => `${quota} ${place.key}`));
  const rest = fullest(after).filter(({ quota, place }) => !touched.has(`${quota} ${place.key}`));
  return [...changed, ...rest].sort(byFullness).map((usage) => ({ usage, before: was(usage) }));
}
