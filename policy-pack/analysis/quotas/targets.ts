import { type Model, type Reference } from "../model";
import { type Resource } from "../resource";

/**
 * The resources that a property refers to, told apart where several have the same name: accounts and Regions may each have a log group or an
 * event rule of one name. Those that the engine's edges lead to come first, then those of the same provider.
 */
export function targetsOf(
  model: Model,
  resource: Resource,
  property: string,
  types: readonly string[],
): Reference {
  const reference = model.references(resource, property, types);
  const { targets } = reference;
  if (targets.length < 2) return reference;
  const edges = resource.edges[property] ?? [];
  const led = targets.filter(({ urn }) => edges.includes(urn));
  if (led.length > 0) return { targets: led, unresolved: false };
  const near = targets.filter(({ provider }) => provider === resource.provider);
  return { targets: near.length > 0 ? near : targets, unresolved: false };
}
