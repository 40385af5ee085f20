import { checkDocument } from "../checks/document";
import { GLOBAL } from "../cloud/cloud";
import { zonesOf } from "../facts/zones";
import type { Caller } from "../model/call";
import type { Model } from "../model/model";
import { Refusal, refuse } from "../model/refusal";
import type { Property, Shape } from "../model/shape";
import { hasUnknown, isProps, str, UNKNOWN, type Props, type Value } from "../model/values";
import { checkName, hasPrefix, madeUpName, namingOf, type Proposal } from "./names";

/** Lists the inputs that are defaults, not the program's, as the real provider records them. */
export const DEFAULTS = "__defaults";

export interface CheckRequest {
  readonly model: Model;
  readonly shape: Shape;
  readonly caller: Caller;
  /** The program's inputs. */
  readonly inputs: Props;
  /** Checked inputs of the last deployment; empty for a new resource. */
  readonly olds: Props;
  readonly logicalName: string;
  readonly seed: string;
  readonly proposal?: Proposal;
}

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Inputs with defaults, a name and all tags; and everything that is wrong with them, at once. */
export function check(request: CheckRequest): { inputs: Props; failures: Failure[] } {
  const { model, shape, caller } = request;
  const failures: Failure[] = [];
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failures.push({ property: error.property ?? "", reason: error.message });
    }
  };
  const inputs = withoutNulls(request.inputs);
  delete inputs[DEFAULTS];
  const defaults = defaultsOf(request, inputs, attempt);
  Object.assign(inputs, defaults);
  if (shape.inputs.has("tags") && shape.outputs.has("tagsAll"))
    inputs.tagsAll = allTags(inputs.tags, caller.defaultTags);
  inputs[DEFAULTS] = Object.keys(defaults).sort();
  for (const [name, value] of Object.entries(inputs)) attempt(() => checkProperty(name, value, shape));
  for (const [name, property] of shape.inputs) {
    if (!property.optional && inputs[name] === undefined) {
      failures.push({
        property: name,
        reason: `Missing required argument: "${name}" is required, but no definition was found.`,
      });
    }
  }
  attempt(() => checkRegion(inputs));
  for (const work of inputChecks(model, shape, inputs, regionOf(model, shape, inputs, caller))) attempt(work);
  return { inputs, failures };
}

/** Everything a create or an update checks again, now that nothing is unknown. The first refusal is thrown. */
export function recheck(model: Model, shape: Shape, inputs: Props, region: string): void {
  for (const work of inputChecks(model, shape, inputs, region)) work();
}

/** Where a resource lives: its own `region`, the provider's, or {@link GLOBAL}. */
export function homeOf(model: Model, shape: Shape, inputs: Props, caller: Caller): string {
  if (model.global === true || !shape.outputs.has("region")) return GLOBAL;
  return str(inputs, "region") ?? caller.region;
}

function regionOf(model: Model, shape: Shape, inputs: Props, caller: Caller): string {
  const home = homeOf(model, shape, inputs, caller);
  return home === GLOBAL ? caller.region : home;
}

/** Schema defaults and a made-up name, where the program is silent; a name made up before is kept. */
function defaultsOf(request: CheckRequest, inputs: Props, attempt: (work: () => void) => void): Props {
  const { model, shape, olds } = request;
  const given = typeof model.defaults === "function" ? model.defaults(inputs) : (model.defaults ?? {});
  const defaults: Props = Object.fromEntries(
    Object.entries(given).filter(([name]) => inputs[name] === undefined),
  );
  const naming = namingOf(model.naming, shape);
  if (naming === undefined || inputs[naming.property] !== undefined || hasPrefix(naming, inputs))
    return defaults;
  const wasMadeUp = Array.isArray(olds[DEFAULTS]) && olds[DEFAULTS].includes(naming.property);
  const old = olds[naming.property];
  if (old !== undefined && (wasMadeUp || olds[DEFAULTS] === undefined)) defaults[naming.property] = old;
  else if (request.proposal?.mode !== "disable") {
    attempt(() => {
      defaults[naming.property] = madeUpName(
        naming,
        request.logicalName,
        request.seed,
        inputs,
        request.proposal,
      );
    });
  }
  return defaults;
}

/** Tags of the resource over the provider's; unknown as soon as one of them is. */
function allTags(tags: Value | undefined, defaults: Readonly<Record<string, string>>): Value {
  if (hasUnknown(tags)) return UNKNOWN;
  return { ...defaults, ...(isProps(tags) ? tags : {}) };
}

function checkProperty(name: string, value: Value, shape: Shape): void {
  if (name === DEFAULTS || name === "tagsAll") return;
  const property = shape.inputs.get(name);
  if (property === undefined) refuse("InvalidKey", `Invalid or unknown key: ${name}`, name);
  if (value !== UNKNOWN && !fits(value, property)) {
    refuse(
      "InvalidType",
      `expected ${property.kind} for ${name}, got ${JSON.stringify(value).slice(0, 80)}`,
      name,
    );
  }
}

/** Whether a value is of the declared kind; the real provider converts between numbers, flags and their text. */
function fits(value: Value, property: Property): boolean {
  switch (property.kind) {
    case "string":
      return typeof value !== "object";
    case "number":
      return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "list":
      return Array.isArray(value);
    case "map":
    case "object":
      return typeof value === "object" || property.kind === "object";
  }
}

function checkRegion(inputs: Props): void {
  const region = str(inputs, "region");
  if (region !== undefined && zonesOf(region) === undefined)
    refuse("InvalidRegion", `invalid AWS Region: ${region}`, "region");
}

/** The pure checks of a type, each to be run on its own. */
function inputChecks(model: Model, shape: Shape, inputs: Props, region: string): (() => void)[] {
  const known = (name: string): string | undefined => str(inputs, name);
  const naming = namingOf(model.naming, shape);
  return [
    () => {
      const name = naming === undefined ? undefined : known(naming.property);
      if (naming !== undefined && name !== undefined) checkName(naming, name);
    },
    ...Object.entries(model.lengths ?? {}).map(([name, [max, code]]) => () => {
      const length = [...(known(name) ?? "")].length;
      if (length > max)
        refuse(code, `${name} is ${length} characters long, at most ${max} are allowed`, name);
    }),
    ...Object.entries(model.choices ?? {}).map(([name, [values, code]]) => () => {
      const value = inputs[name];
      if (
        value === undefined ||
        hasUnknown(value) ||
        values.some((choice) => String(choice) === String(value))
      )
        return;
      refuse(code, `expected ${name} to be one of [${values.join(" ")}], got ${String(value)}`, name);
    }),
    ...Object.entries(model.documents ?? {}).map(([name, kind]) => () => {
      const text = known(name);
      if (text !== undefined && text !== "") checkDocument(text, kind, name);
    }),
    // Unknown values stay in: a check must be able to tell one that is coming from one that is missing.
    () => model.check?.(inputs, { region }),
  ];
}

function withoutNulls(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null));
}
