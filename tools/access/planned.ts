import {
  hasUnknownPart,
  isObject,
  isUnknown,
  type Json,
  Model,
  type Props,
  type Resource,
  stepsOf,
} from "../../policy-pack/analysis";
import { identityPolicies, kinds, logGroupPolicies, policyResources } from "../../test/proofs/model/kinds";
import type { StackState, StateResource } from "../sandbox/state";
import { type mostOf, unknownPolicy } from "./unknown";

/** Properties that hold a policy, by type: what stands for it when it is not known. */
const policyPlaces = new Map<string, readonly [property: string, kind: keyof typeof mostOf]>([
  ...Object.values(kinds).flatMap(({ type, policy }) =>
    policy === undefined ? [] : [[type, [policy, "resource"]] as const],
  ),
  ...policyResources.map(({ type, policy }) => [type, [policy, "resource"]] as const),
  [logGroupPolicies.type, [logGroupPolicies.policy, "resource"]],
  [identityPolicies.inline.type, [identityPolicies.inline.policy, "identity"]],
  [identityPolicies.managed.type, [identityPolicies.managed.policy, "identity"]],
  [kinds.endpoint!.type, ["policy", "resource"]],
]);

const CONTROL_POLICY = "aws:organizations/policy:Policy";
const PROVIDER = "pulumi:providers:aws";

/** ARNs of what does not exist yet, by type: only of what holds logs, and of roles. A name is the one that the preview gives. */
const arns: Readonly<Record<string, (name: string, region: string, account: string) => string>> = {
  [kinds.bucket!.type]: (name) => `arn:aws:s3:::${name}`,
  [kinds["data-stream"]!.type]: (name, region, account) =>
    `arn:aws:kinesis:${region}:${account}:stream/${name}`,
  [kinds.delivery!.type]: (name, region, account) =>
    `arn:aws:logs:${region}:${account}:delivery-destination:${name}`,
  [kinds.destination!.type]: (name, region, account) =>
    `arn:aws:logs:${region}:${account}:destination:${name}`,
  [kinds.domain!.type]: (name, region, account) => `arn:aws:es:${region}:${account}:domain/${name}`,
  [kinds["flow-log"]!.type]: (name, region, account) =>
    `arn:aws:ec2:${region}:${account}:vpc-flow-log/${name}`,
  [kinds.key!.type]: (name, region, account) => `arn:aws:kms:${region}:${account}:key/${name}`,
  [kinds["log-group"]!.type]: (name, region, account) =>
    `arn:aws:logs:${region}:${account}:log-group:${name}`,
  [kinds.role!.type]: (name, _region, account) => `arn:aws:iam::${account}:role/${name}`,
  [kinds.stream!.type]: (name, region, account) =>
    `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
  [kinds.trail!.type]: (name, region, account) => `arn:aws:cloudtrail:${region}:${account}:trail/${name}`,
  [identityPolicies.managed.type]: (name, _region, account) => `arn:aws:iam::${account}:policy/${name}`,
};

const kindTypes = new Set(Object.values(kinds).map(({ type }) => type));

/** Whether a value is not known, all of it or a part. */
function isOpen(value: Json | undefined): boolean {
  if (isUnknown(value)) return true;
  if (typeof value === "string") return hasUnknownPart(value);
  if (Array.isArray(value)) return value.some(isOpen);
  return isObject(value) && Object.values(value).some(isOpen);
}

const known = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value !== "" && !isOpen(value) ? value : undefined;

/** Settings of a resource's provider: a preview leaves out a provider that stays as it is. */
const providerOf = (model: Model, { provider, providerProps }: Resource): Props =>
  providerProps ?? model.byUrn.get(provider ?? "")?.props ?? {};

/** The account of a provider. */
function accountOf(provider: Props): string | undefined {
  const given = provider.allowedAccountIds;
  if (isOpen(given)) return undefined;
  const list: unknown = typeof given === "string" ? JSON.parse(given) : given;
  return Array.isArray(list) && list.length === 1 ? String(list[0]) : undefined;
}

/** Names under which others know a resource: what it has, or what stands for it until it is there. */
interface Names {
  readonly id: string;
  readonly arn?: string;
  readonly name: string;
}

function namesOf(model: Model, resource: Resource): Names {
  const { type, name, props } = resource;
  const provider = providerOf(model, resource);
  // Guardrails know logs by their names: what AWS or the engine will put behind them has no say.
  const prefix = known(props.bucketPrefix) ?? known(props.namePrefix) ?? `${name}-`;
  const physical = known(props.bucket) ?? known(props.domainName) ?? known(props.name) ?? `${prefix}0000000`;
  const isBucket = type === kinds.bucket!.type;
  const id = known(props.id) ?? (isBucket || type === kinds.role!.type ? physical : `new-${name}`);
  const account = accountOf(provider);
  const make = arns[type];
  const part = type === kinds.key!.type || type === kinds["flow-log"]!.type ? id : physical;
  const region = known(props.region) ?? known(provider.region) ?? "";
  const arn = known(props.arn) ?? (make && account !== undefined ? make(part, region, account) : undefined);
  return { id, name: physical, ...(arn === undefined ? {} : { arn }) };
}

/** Puts names in place of references to what does not exist yet. */
function filled({ type, props, edges }: Resource, names: ReadonlyMap<string, Names>, model: Model): Props {
  const entries = Object.entries(props).map(([property, value]): [string, Json | undefined] => {
    const isPolicy = property === policyPlaces.get(type)?.[0] || type === CONTROL_POLICY;
    if (isPolicy || !isOpen(value) || isObject(value) || Array.isArray(value)) return [property, value];
    const targets = (edges[property] ?? []).filter((urn) => model.byUrn.get(urn)?.type.startsWith("aws:"));
    const target = targets.length === 1 ? names.get(targets[0]!) : undefined;
    if (!target) return [property, value];
    if (property === "role") return [property, target.name];
    return [property, /arn$/i.test(property) || property === "arn" ? (target.arn ?? value) : target.id];
  });
  return Object.fromEntries(entries);
}

/** Tags that a provider gives to all that it makes. */
function defaultTags(provider: Props): Props {
  const { defaultTags: given } = provider;
  const value: unknown = typeof given === "string" && !isOpen(given) ? JSON.parse(given) : given;
  const tags = isObject(value) ? value.tags : undefined;
  return isObject(tags) ? tags : {};
}

/**
 * What there will be, with all that is known of it: a preview has the inputs of what it makes or changes, and neither ids nor ARNs of what stands
 * already.
 *
 * @param before the stack before the change
 * @param after the stack after it, by the preview's text
 */
export function completed(before: Model, after: Model, text: string): Model {
  const isReplaced = new Set(stepsOf(text).flatMap(({ urn, op }) => (op.includes("replace") ? [urn] : [])));
  const touched = new Set(stepsOf(text).map(({ urn }) => urn));
  return new Model(
    after.resources.map((resource) => {
      const { urn, props } = resource;
      if (!touched.has(urn)) return resource;
      const old = isReplaced.has(urn) ? undefined : before.byUrn.get(urn)?.props;
      const tags = isObject(props.tags) ? props.tags : {};
      const provider = after.byUrn.get(resource.provider ?? "") ?? before.byUrn.get(resource.provider ?? "");
      const tagsAll = props.tagsAll ?? { ...defaultTags(provider?.props ?? {}), ...tags };
      return { ...resource, props: { ...old, ...props, tagsAll } };
    }),
  );
}

/** A policy's text; in place of one that is not known, or only partly, what it may say at most. */
function withPolicy(type: string, props: Props): Props {
  if (type === CONTROL_POLICY) {
    if (!isOpen(props.content)) return props;
    const isResource = props.type === "RESOURCE_CONTROL_POLICY";
    return { ...props, content: unknownPolicy(isResource ? "resource control" : "service control") };
  }
  const place = policyPlaces.get(type);
  if (!place) return props;
  const [property, kind] = place;
  return isOpen(props[property]) ? { ...props, [property]: unknownPolicy(kind) } : props;
}

/**
 * Resources as a state holds them, from a model in which some values may not be known yet. A policy that is not known becomes the most that it may
 * say, marked as such; what has no ARN yet gets one of the same form. What nothing is told of without is left out, with a note.
 */
export function stateOf(model: Model): { readonly state: StackState; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const names = new Map(model.resources.map((resource) => [resource.urn, namesOf(model, resource)]));
  const states: StateResource[] = [];
  for (const resource of model.resources) {
    const { urn, type, name, provider } = resource;
    if (type === PROVIDER) {
      states.push({ urn, type, id: "provider", custom: true, inputs: resource.props });
      continue;
    }
    if (!type.startsWith("aws:") || provider === undefined) {
      states.push({ urn, type, custom: false, outputs: resource.props });
      continue;
    }
    if (accountOf(providerOf(model, resource)) === undefined) {
      notes.push(`${name}: its account is not known before the deployment, so nothing is told of it`);
      continue;
    }
    const own = names.get(urn)!;
    const isNamed = kindTypes.has(type) || type === identityPolicies.managed.type;
    // Of other kinds nothing here needs what does not exist yet.
    if (isNamed && own.arn === undefined) continue;
    const props = withPolicy(type, filled(resource, names, model));
    const lost = lostReference(type, props);
    if (lost !== undefined) {
      notes.push(`${name}: its ${lost} is not known before the deployment, so nothing is told of it`);
      continue;
    }
    const outputs = { ...props, id: own.id, ...(own.arn === undefined ? {} : { arn: own.arn }) };
    const renamed = isNamed && !known(props.name) ? { ...outputs, name: own.name } : outputs;
    states.push({ urn, type, id: own.id, custom: true, provider: `${provider}::provider`, outputs: renamed });
  }
  return { state: { deployment: { resources: states.filter((entry) => hasOwner(entry, states)) } }, notes };
}

/** False for the policy of something that is left out. */
function hasOwner({ type, outputs = {} }: StateResource, states: readonly StateResource[]): boolean {
  const policy = policyResources.find((entry) => entry.type === type);
  const isPermission = type === "aws:lambda/permission:Permission";
  if (!policy && !isPermission) return true;
  const ownerType = kinds[policy?.ownerKind ?? "function"]!.type;
  const property = policy?.ownerProperty ?? "name";
  const value = String(outputs[policy?.owner ?? "function"]);
  return states.some(
    (entry) =>
      entry.type === ownerType &&
      [entry.outputs?.[property], entry.outputs?.arn].includes(
        isPermission ? value.split(":").at(-1)! : value,
      ),
  );
}

/** Properties by which one resource is joined to another. */
const joins: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(policyResources.map(({ type, owner }) => [type, [owner]])),
  [identityPolicies.inline.type]: ["role"],
  [identityPolicies.attachment.type]: ["role", "policyArn"],
  "aws:organizations/policyAttachment:PolicyAttachment": ["policyId", "targetId"],
  "aws:lambda/permission:Permission": ["function"],
};

const lostReference = (type: string, props: Props): string | undefined =>
  (joins[type] ?? []).find((property) => known(props[property]) === undefined);
