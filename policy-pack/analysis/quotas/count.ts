import { type QuotaName } from "../../lib/facts/quotas";
import { type Model } from "../model";
import { type Resource } from "../resource";
import { type Amount } from "./amount";
import { type Place, type Places } from "./place";

/** How much of one quota is used, by one resource or in one place. */
export interface Use {
  readonly amount: Amount;
  readonly place: Place;
  /** Counted resources of a place, in the order of registration; undefined where the count is that of one resource. */
  readonly members?: readonly Resource[];
  /** The resource whose count it is; of a place, the first member. */
  readonly resource: Resource;
  /** A part of the place with a quota of its own: a zone, an event bus. */
  readonly part?: string;
}

/** What is counted against a quota. */
export interface Count {
  readonly quota: QuotaName;
  /** Linear in the resources of the types it is about. */
  readonly uses: (model: Model, places: Places) => Iterable<Use>;
  /** Sizes of documents: all that are not known yet are told of as one. */
  readonly sizes?: boolean;
  /** A policy of its own judges it. */
  readonly judgedElsewhere?: boolean;
}

/** What a count has of each subject. */
export type Amounts = ReadonlyMap<Resource, Amount>;

export interface PerResource extends Pick<Count, "sizes" | "judgedElsewhere"> {
  /** The service is global. */
  readonly global?: boolean;
}

/** A count of what each resource of some types has. */
export function perResource(
  quota: QuotaName,
  subjects: readonly string[],
  amounts: (model: Model, subjects: readonly Resource[]) => Amounts,
  { global = false, ...more }: PerResource = {},
): Count {
  return {
    quota,
    ...more,
    *uses(model, places) {
      for (const [resource, amount] of amounts(model, model.ofType(...subjects))) {
        yield { amount, resource, place: global ? places.global(resource) : places.regional(resource) };
      }
    },
  };
}
