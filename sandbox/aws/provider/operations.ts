import { defined, GLOBAL, type Cloud, type Resource } from "../cloud/cloud";
import { Call, type Caller } from "../model/call";
import type { Catalogue } from "../model/catalogue";
import type { Model } from "../model/model";
import { NotModelled, refuse } from "../model/refusal";
import type { Shape, Shapes } from "../model/shape";
import { isProps, same, type Props, type Value } from "../model/values";
import { DEFAULTS, homeOf, recheck } from "./check";
import { fillEmpty, fillTemplate, fillUnknown, newId } from "./fill";
import { namingOf, withFullName } from "./names";
import { checkReferences, checkRelease } from "./references";

/** Digits the real provider puts after a name's prefix. */
const NAME_DIGITS = 26;

/** What a provider instance works with. */
export interface World {
  readonly catalogue: Catalogue;
  readonly shapes: Shapes;
  readonly cloud: Cloud;
}

/** A type's model and shape. @throws NotModelled */
export function known(world: World, token: string): { model: Model; shape: Shape } {
  const model = world.catalogue.model(token);
  const shape = world.shapes.of(token);
  if (shape === undefined)
    throw new NotModelled(`the resource type ${token}, absent from the installed @pulumi/aws,`);
  return { model, shape };
}

/** Makes a resource. In a preview nothing is made, and what AWS would compute is unknown. */
export function create(
  world: World,
  caller: Caller,
  urn: string,
  token: string,
  inputs: Props,
  preview: boolean,
): { id: string; properties: Props } {
  const { model, shape } = known(world, token);
  const home = homeOf(model, shape, inputs, caller);
  if (preview) {
    const call = new Call(world.cloud, caller, model, urn, inputs, undefined, home);
    return { id: "", properties: fillUnknown(shape, planned(call, shape)) };
  }
  const full = withFullName(namingOf(model.naming, shape), inputs, undefined, () =>
    world.cloud.mint(`${caller.account}/${urn}/name`, NAME_DIGITS),
  );
  const call = new Call(world.cloud, caller, model, urn, full, undefined, home);
  admit(world, call, shape);
  call.id = newArnFirst(call) ?? newId(call);
  if (model.arn !== undefined && call.arn === "") call.arn = call.arnOf(fillTemplate(model.arn, call, full));
  if (world.cloud.get(model.token, call.id, call.account, home) !== undefined && model.adopted !== true) {
    refuse("AlreadyExists", `${model.token} ${call.id} already exists`);
  }
  const resource: Resource = {
    type: model.token,
    id: call.id,
    account: call.account,
    region: home,
    urn,
    properties: fillEmpty(shape, computed(call, shape)),
  };
  world.cloud.put(resource);
  model.after?.(call);
  return { id: call.id, properties: resource.properties };
}

/** Changes a resource in place. */
export function update(
  world: World,
  caller: Caller,
  urn: string,
  token: string,
  id: string,
  inputs: Props,
  olds: Props,
  preview: boolean,
): Props {
  const { model, shape } = known(world, token);
  const home = homeOf(model, shape, inputs, caller);
  const old = world.cloud.get(model.token, id, caller.account, home);
  if (preview) {
    const call = new Call(world.cloud, caller, model, urn, inputs, old, home);
    return { ...outputsOnly(shape, olds), ...planned(call, shape) };
  }
  if (old === undefined) return notThere(model, id);
  const full = withFullName(namingOf(model.naming, shape), inputs, old.properties, () => "");
  const call = new Call(world.cloud, caller, model, urn, full, old, home);
  admit(world, call, shape);
  const properties = fillEmpty(shape, { ...outputsOnly(shape, old.properties), ...computed(call, shape) });
  const changed = { ...old, urn, properties };
  world.cloud.put(changed);
  model.after?.(call);
  return world.cloud.get(model.token, id, caller.account, home)?.properties ?? properties;
}

/** Deletes a resource; one that has gone already is no error, as with the real provider. */
export function remove(
  world: World,
  caller: Caller,
  urn: string,
  token: string,
  id: string,
  olds: Props,
): void {
  const { model, shape } = known(world, token);
  const home = homeOf(model, shape, olds, caller);
  const resource = world.cloud.get(model.token, id, caller.account, home);
  if (resource === undefined || isSuccessor(resource, olds)) return;
  const call = new Call(world.cloud, caller, model, urn, resource.properties, resource, home);
  if (model.adopted !== true) checkRelease(world.catalogue, call, resource);
  model.release?.(call);
  world.cloud.remove(resource);
  model.afterDelete?.(call);
}

/** Whether what has the id now is not what was recorded: a later revision of a task definition has its family's id too. */
function isSuccessor(resource: Resource, olds: Props): boolean {
  const [now, then] = [resource.properties.arn, olds.arn];
  return typeof now === "string" && typeof then === "string" && then !== "" && now !== then;
}

/**
 * Reads a resource: its outputs, and the inputs that would make it. Undefined when it is not there.
 * @param olds   outputs last recorded; empty for an import
 * @param inputs inputs last recorded; empty for an import
 */
export function read(
  world: World,
  caller: Caller,
  token: string,
  id: string,
  olds: Props,
  inputs: Props,
): { properties: Props; inputs: Props } | undefined {
  const { model, shape } = known(world, token);
  const home = homeOf(model, shape, Object.keys(olds).length > 0 ? olds : inputs, caller);
  const resource =
    world.cloud.get(model.token, id, caller.account, home) ??
    world.cloud.get(model.token, id, caller.account, GLOBAL);
  if (resource === undefined) return undefined;
  const importing = Object.keys(inputs).length === 0;
  return {
    properties: resource.properties,
    inputs: importing ? importedInputs(shape, resource) : refreshed(model, inputs, resource),
  };
}

/** Recorded inputs brought up to what is there now. */
function refreshed(model: Model, inputs: Props, resource: Resource): Props {
  const now: Props = {};
  for (const [name, value] of Object.entries(inputs)) {
    const actual = withoutComputed(model, name, resource.properties[name], value);
    if (name === DEFAULTS || (actual !== undefined && same(actual, value))) now[name] = value;
    else if (actual !== undefined) now[name] = actual;
  }
  return now;
}

/** The actual value without what AWS filled in where the program is silent. */
function withoutComputed(
  model: Model,
  path: string,
  actual: Value | undefined,
  recorded: Value | undefined,
): Value | undefined {
  if (model.computedWithin === undefined) return actual;
  if (Array.isArray(actual) && Array.isArray(recorded)) {
    return actual.map((item, at) => withoutComputed(model, path, item, recorded[at]) ?? item);
  }
  if (!isProps(actual) || !isProps(recorded)) return actual;
  const kept: Props = {};
  for (const [name, value] of Object.entries(actual)) {
    const inner = `${path}.${name}`;
    if (recorded[name] === undefined && model.computedWithin.includes(inner)) continue;
    kept[name] = withoutComputed(model, inner, value, recorded[name]) ?? value;
  }
  return kept;
}

/** Inputs of something found: all that is set to something, without what is only there because nothing is. */
function importedInputs(shape: Shape, resource: Resource): Props {
  const inputs: Props = {};
  for (const [name, value] of Object.entries(resource.properties)) {
    const isInput = shape.inputs.has(name) || name === "tagsAll";
    if (isInput && name !== "region" && !isZero(value)) inputs[name] = value;
  }
  return inputs;
}

function isZero(value: Props[string]): boolean {
  if (value === null || value === "" || value === false || value === 0) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Refuses what AWS would: inputs, references, names taken, quotas and the type's own reasons. */
function admit(world: World, call: Call, shape: Shape): void {
  recheck(call.model, shape, call.inputs, call.region);
  checkReferences(world.catalogue, call, call.inputs);
  for (const { by, within, refusal } of call.model.unique ?? []) {
    // What is not given cannot clash: a table is associated with a subnet or with a gateway.
    if (by.some((name) => call.inputs[name] === undefined)) continue;
    const taken = world.cloud
      .all(call.model.token)
      .find(
        (other) =>
          other !== call.old &&
          (within === "everywhere" || other.account === call.account) &&
          (within !== "region" || other.region === call.home) &&
          by.every((name) => same(other.properties[name], call.inputs[name])),
      );
    if (taken !== undefined) refuse(refusal[0], fillTemplate(refusal[1], call, call.inputs));
  }
  call.model.admit?.(call);
}

/** An id made of the ARN needs the ARN first. */
function newArnFirst(call: Call): string | undefined {
  const { id, arn } = call.model;
  if (typeof id !== "string" || !id.includes("{arn}") || arn === undefined) return undefined;
  call.arn = call.arnOf(fillTemplate(arn, call, call.inputs));
  return fillTemplate(id, call, call.inputs);
}

/** Inputs and outputs after a create or an update. */
function computed(call: Call, shape: Shape): Props {
  const properties = planned(call, shape);
  if (shape.outputs.has("arn") && call.arn !== "") properties.arn = call.arn;
  Object.assign(properties, defined(call.model.outputs?.(call) ?? {}));
  return properties;
}

/** What is known before a deployment: inputs, Region, owner. */
function planned(call: Call, shape: Shape): Props {
  const properties: Props = { ...call.inputs };
  delete properties[DEFAULTS];
  if (shape.outputs.has("region") && properties.region === undefined) properties.region = call.region;
  if (shape.outputs.has("ownerId") && !shape.inputs.has("ownerId")) properties.ownerId = call.account;
  return { ...properties, ...defined(call.model.planned?.(call) ?? {}) };
}

/** Recorded outputs that no input sets: AWS's own, and what it chose when an input was left out. */
function outputsOnly(shape: Shape, olds: Props): Props {
  return Object.fromEntries(
    Object.entries(olds).filter(([name]) => {
      const output = shape.outputs.get(name);
      return output === undefined || !output.optional || !shape.inputs.has(name);
    }),
  );
}

function notThere(model: Model, id: string): never {
  const [code, text] = model.notFound ?? ["ResourceNotFoundException", "The resource {id} was not found."];
  refuse(code, text.replaceAll("{id}", id));
}
