import { type Model } from "../analysis/model";
import { type Resource } from "../analysis/resource";
import { type Read } from "../analysis/values";
import { type Outcome, compliant, unknown, violation } from "./outcome";
import { type Finding } from "./policy";

/** What covers a resource: another one, that refers to it by a property. */
export interface Cover {
  readonly type: string;
  readonly property: string;
  /** Value of the reference where it is nested inside the property. */
  readonly value?: (cover: Resource) => Read;
  /** Whether this one does cover; compliant unless given. */
  readonly judge?: (cover: Resource) => Outcome;
}

/**
 * Every subject is referred to by some cover: a VPC by a flow log, a web ACL by a logging configuration. Covers are looked up once, so the cost
 * is that of their number and the subjects', not of the product.
 */
export function everyOneCovered(
  model: Model,
  subjects: readonly Resource[],
  covers: readonly Cover[],
  message: string,
): readonly Finding[] {
  if (subjects.length === 0) return [];
  const types = [...new Set(subjects.map(({ type }) => type))];
  const found = new Map<Resource, Outcome[]>();
  let unresolved: string | undefined;
  for (const { type, property, value, judge } of covers) {
    for (const cover of model.ofType(type)) {
      const reference = model.references(cover, property, types, value?.(cover));
      if (reference.unresolved) unresolved = `${property} of ${cover.name}`;
      for (const target of reference.targets) {
        const outcomes = found.get(target) ?? [];
        outcomes.push(judge ? judge(cover) : compliant);
        found.set(target, outcomes);
      }
    }
  }
  return subjects.map((resource) => ({
    resource,
    outcome: best(found.get(resource) ?? [], unresolved, message),
  }));
}

/** One good cover is enough; an open question comes before a bad answer. */
function best(outcomes: readonly Outcome[], unresolved: string | undefined, message: string): Outcome {
  if (outcomes.some(({ status }) => status === "compliant")) return compliant;
  const open = outcomes.find(({ status }) => status === "unknown");
  if (open) return open;
  if (unresolved !== undefined) return unknown(unresolved);
  return outcomes.find(({ status }) => status === "violation") ?? violation(message);
}
