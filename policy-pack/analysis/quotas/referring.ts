import { type Model } from "../model";
import { type Resource } from "../resource";
import { type Amount, NONE, exactly, plus } from "./amount";
import { type Amounts } from "./count";
import { targetsOf } from "./targets";

/** Resources that count for what one of their properties refers to. */
export interface Referrer {
  readonly type: string;
  readonly property: string;
  /** How much one counts; undefined when it does not count. One when left out. */
  readonly weight?: (resource: Resource, model: Model) => Amount | undefined;
}

/**
 * Counts what refers to each subject. A reference that nobody can follow yet may be to any of them. What other stacks have is out of sight.
 *
 * @param base what each subject has by itself
 */
export function referring(referrers: readonly Referrer[], base = 0) {
  return (model: Model, subjects: readonly Resource[]): Amounts => {
    const counts = new Map<Resource, Amount>(base > 0 ? subjects.map((one) => [one, exactly(base)]) : []);
    const wanted = [...new Set(subjects.map(({ type }) => type))];
    let astray = NONE;
    if (wanted.length === 0) return counts;
    for (const { type, property, weight } of referrers) {
      for (const resource of model.ofType(type)) {
        const amount = weight === undefined ? exactly(1) : weight(resource, model);
        if (amount === undefined) continue;
        const { targets, unresolved } = targetsOf(model, resource, property, wanted);
        if (unresolved) astray = plus(astray, { least: 0, most: amount.most });
        for (const target of targets) counts.set(target, plus(counts.get(target) ?? NONE, amount));
      }
    }
    return astray.most === 0
      ? counts
      : new Map(subjects.map((one) => [one, plus(counts.get(one) ?? NONE, astray)]));
  };
}
