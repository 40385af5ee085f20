import { type PolicyResource, type ResourceValidationArgs } from "@pulumi/policy";
import { Model } from "./model";
import { type Resource } from "./resource";
import { type Props, isUnknown } from "./values";

/** From what the policy SDK hands to policies. */

/** A single resource on its way to the provider: inputs, and no edges (the engine tells those of whole stacks only). */
export function fromValidationArgs(args: ResourceValidationArgs): Resource {
  return {
    urn: args.urn,
    type: args.type,
    name: args.name,
    props: bare(args.props),
    edges: {},
    dependencies: [],
    options: { protect: args.opts.protect, ignoreChanges: args.opts.ignoreChanges },
    ...(args.opts.parent === undefined ? {} : { parent: args.opts.parent }),
    ...(args.provider === undefined
      ? {}
      : { provider: args.provider.urn, providerProps: bare(args.provider.props) }),
  };
}

/** Inputs of resources as they were planned, by URN. */
export type PlannedProps = ReadonlyMap<string, Props>;

/**
 * True for a resource of a provider that cannot be configured yet, as in the preview that also makes the account. The engine then
 * asks nobody what the resource will be, and tells policies of the whole stack that it has no properties at all.
 */
export function hasUnconfiguredProvider({ provider }: ResourceValidationArgs): boolean {
  return provider !== undefined && Object.values(bare(provider.props)).some(isUnknown);
}

/**
 * All resources of a stack, read once for all stack policies.
 * @param planned inputs to take where the engine tells no properties
 */
export function modelOfPolicyResources(
  resources: readonly PolicyResource[],
  planned: PlannedProps = new Map(),
): Model {
  return new Model(resources.map((resource) => fromPolicyResource(resource, planned)));
}

function fromPolicyResource(resource: PolicyResource, planned: PlannedProps): Resource {
  const props = bare(resource.props);
  const known = Object.keys(props).length > 0 ? props : (planned.get(resource.urn) ?? props);
  const edges: Record<string, readonly string[]> = {};
  for (const [property, targets] of Object.entries(resource.propertyDependencies)) {
    edges[property] = targets.map(({ urn }) => urn);
  }
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    props: known,
    edges,
    dependencies: resource.dependencies.map(({ urn }) => urn),
    options: { protect: resource.opts.protect, ignoreChanges: resource.opts.ignoreChanges },
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
    ...(resource.provider === undefined
      ? {}
      : { provider: resource.provider.urn, providerProps: bare(resource.provider.props) }),
  };
}

/** Names by which the SDK's proxy gives up what it wraps. Source: `@pulumi/policy` 1.21.0, proxy.js. */
const IS_PROXY = "__isSpecialProxy";
const PROXY_TARGET = "__getSpecialProxyTarget";

/**
 * The properties behind the SDK's proxies. Through the proxy, reading one unknown value throws, and the SDK then reports the
 * whole policy as one that cannot run; bare, unknowns are markers that `at` recognises.
 */
export function bare(props: Record<string, unknown>): Props {
  let value: Record<string, unknown> = props;
  while (value[IS_PROXY] === true) value = value[PROXY_TARGET] as Record<string, unknown>;
  return value as Props;
}
