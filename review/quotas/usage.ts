import {
  type Amount,
  COUNTS,
  type Model,
  type Place,
  Places,
  type Resource,
} from "../../policy-pack/analysis";
import { type QuotaName } from "../../policy-pack/lib/facts/quotas";
import { type Limits } from "./limits";

/** How much of a quota one resource or one place uses. */
export interface Usage {
  readonly quota: QuotaName;
  /** Tells the same use in another state of the stack. */
  readonly key: string;
  readonly place: Place;
  /** The resource whose count it is; undefined where it is that of a place. */
  readonly subject: Resource | undefined;
  /** Name of the resource whose count it is, or the part of the place; empty where the whole place has the quota. */
  readonly where: string;
  readonly amount: Amount;
  readonly limit: number;
}

/** Everything that a stack uses, in the order of the table of quotas. What has nothing yet is left out. */
export function usagesOf(model: Model, limits: Limits): readonly Usage[] {
  const places = new Places();
  return COUNTS.flatMap(({ quota, uses }) => {
    const limit = limits(quota);
    return [...uses(model, places)].flatMap(({ amount, place, part, members, resource }): Usage[] => {
      if (amount.most === 0) return [];
      const subject = members === undefined ? resource : undefined;
      const key = `${quota} ${subject?.urn ?? `${place.key} ${part ?? ""}`}`;
      return [{ quota, key, place, subject, where: subject?.name ?? part ?? "", amount, limit }];
    });
  });
}

/** Part of the limit that is used for sure, in hundredths; not rounded. */
export function percentOf({ amount, limit }: Usage): number {
  return (100 * amount.least) / limit;
}

/** The fullest use of a quota in an account and Region. */
export interface Fullest extends Usage {
  /** How many others there use as much. */
  readonly alike: number;
}

/** The fullest use of each quota in each account and Region, fullest first. */
export function fullest(usages: readonly Usage[]): readonly Fullest[] {
  const best = new Map<string, Fullest>();
  for (const usage of usages) {
    const key = `${usage.quota} ${usage.place.key}`;
    const other = best.get(key);
    const alike = other && percentOf(other) === percentOf(usage) ? other.alike + 1 : 0;
    if (!other || isFuller(usage, other)) best.set(key, { ...usage, alike });
    else if (alike > 0) best.set(key, { ...other, alike });
  }
  return [...best.values()].sort(byFullness);
}

/** Fullest first; then what may be fuller than is known. */
export function byFullness(a: Usage, b: Usage): number {
  const [most, other] = [a.amount.most / a.limit, b.amount.most / b.limit];
  return percentOf(b) - percentOf(a) || (most === other ? byName(a, b) : other - most);
}

function isFuller(a: Usage, b: Usage): boolean {
  if (percentOf(a) !== percentOf(b)) return percentOf(a) > percentOf(b);
  if (a.amount.most !== b.amount.most) return a.amount.most > b.amount.most;
  return a.where < b.where;
}

/** The engine registers in whatever order it comes to: a table is to look the same each time. */
export function byName(a: Usage, b: Usage): number {
  const name = ({ place, quota, where }: Usage): string =>
    `${place.provider} ${place.account ?? ""} ${place.region ?? ""} ${quota} ${where}`;
  return name(a) < name(b) ? -1 : 1;
}
