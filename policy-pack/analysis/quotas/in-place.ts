import { type QuotaName } from "../../lib/facts/quotas";
import { type Model } from "../model";
import { type Resource } from "../resource";
import { UNKNOWN, type Unknown } from "../values";
import { type Amount, NONE, exactly, plus } from "./amount";
import { type Count, type Use } from "./count";
import { type Place } from "./place";

export interface InPlace {
  /** The quota holds for the account, whatever the Region. */
  readonly global?: boolean;
  /** How much one resource counts; undefined when it does not count. One when left out. */
  readonly weight?: (resource: Resource, model: Model) => Amount | undefined;
  /** The part of the place that has the quota: a zone, an event bus. */
  readonly part?: (resource: Resource, model: Model) => string | Unknown;
  /** What each place has by itself, beside the resources. */
  readonly base?: number;
}

interface Sum {
  readonly place: Place;
  readonly part: string | undefined;
  readonly members: Resource[];
  amount: Amount;
}

/** Counts resources by account and Region. */
export function inPlace(
  quota: QuotaName,
  types: readonly string[],
  { global = false, weight, part, base = 0 }: InPlace = {},
): Count {
  return {
    quota,
    *uses(model, places) {
      const sums = new Map<string, Sum>();
      const loose = new Map<string, Sum>();
      for (const resource of model.ofType(...types)) {
        const amount = weight === undefined ? exactly(1) : weight(resource, model);
        if (amount === undefined) continue;
        const place = global ? places.global(resource) : places.regional(resource);
        const of = part?.(resource, model);
        if (of === UNKNOWN) add(loose, place, undefined, resource, { least: 0, most: amount.most }, 0);
        else add(sums, place, of, resource, amount, base);
      }
      for (const { place, part: of, members, amount } of sums.values()) {
        yield use(place, of, members, plus(amount, loose.get(place.key)?.amount ?? NONE));
      }
      // What may be in any part is told by itself only where there is no part that it could be added to.
      const known = new Set([...sums.values()].map(({ place }) => place.key));
      for (const { place, members, amount } of loose.values()) {
        if (!known.has(place.key)) yield use(place, undefined, members, amount);
      }
    },
  };
}

function add(
  sums: Map<string, Sum>,
  place: Place,
  part: string | undefined,
  resource: Resource,
  amount: Amount,
  base: number,
): void {
  const key = part === undefined ? place.key : `${place.key} ${part}`;
  const sum = sums.get(key);
  if (sum) {
    sum.amount = plus(sum.amount, amount);
    sum.members.push(resource);
  } else sums.set(key, { place, part, members: [resource], amount: plus(exactly(base), amount) });
}

function use(place: Place, part: string | undefined, members: readonly Resource[], amount: Amount): Use {
  const [resource] = members as [Resource, ...Resource[]];
  return { place, amount, members, resource, ...(part === undefined ? {} : { part }) };
}
