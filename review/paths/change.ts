import { type Change, type Difference, compare } from "./compare";
import { CLOUDFRONT, INTERNET, type Place, placesOf } from "./ends";
import { flowsOf } from "./flows";
import { Model, isPreview, modelAfter, modelOfText } from "../../policy-pack/analysis";
import { interrupted, replacedIn } from "./interruptions";
import { networkOf } from "./read";

export interface Changed {
  readonly difference: Change;
  /** Open before and closed while resources are replaced. */
  readonly cut: readonly Difference[];
  readonly protocols: readonly string[];
  /** Of what kind the places are that it names, by name. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Compares two states, or a state with what a preview of it plans.
 * @param beside states of other stacks whose networks are joined with this one's, which stay as they are
 * @throws Error when a text is neither
 */
export function changeOf(before: string, after: string, beside: readonly string[] = []): Changed {
  const model = joined(modelOfText(before), beside);
  const later = isPreview(after) ? modelAfter(model, after) : joined(modelOfText(after), beside);
  const [old, now] = [networkOf(model), networkOf(later)];
  const flows = flowsOf(old);
  const difference = compare(flows, flowsOf(now));
  const closed = new Set(difference.closed.map(({ from, to }) => `${from} -> ${to}`));
  const cut = isPreview(after) ? interrupted(model, flows, replacedIn(after)) : [];
  return {
    difference,
    cut: cut.filter(({ from, to }) => !closed.has(`${from} -> ${to}`)),
    protocols: [...new Set([...old.protocols, ...now.protocols])],
    places: new Map([...placesOf(old), ...placesOf(now)].map((place) => [place.name, place])),
  };
}

/** A stack's model with the resources of other stacks beside its own: they refer to each other by ids. */
export function joined(model: Model, beside: readonly string[]): Model {
  if (beside.length === 0) return model;
  return new Model([...model.resources, ...beside.flatMap((text) => modelOfText(text).resources)]);
}

/** True when a change opens something, or may, from the internet or through CloudFront. */
export function opensToInternet({ opened, doubtful }: Change): boolean {
  const outside = (from: string): boolean => from === INTERNET || from.startsWith(`${CLOUDFRONT} `);
  return opened.some(({ from }) => outside(from)) || doubtful.some(({ flow }) => outside(flow.from));
}
