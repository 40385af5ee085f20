import type { Call } from "../model/call";
import { hexOf } from "../cloud/cloud";
import type { Kind, Shape } from "../model/shape";
import { str, UNKNOWN, type Props, type Value } from "../model/values";

/** Values of outputs AWS leaves empty, by kind. */
const EMPTY: Readonly<Record<Kind, Value>> = {
  string: "",
  number: 0,
  boolean: false,
  list: [],
  map: {},
  object: {},
};

/** Fills `{name}` in a template from the call and the properties. */
export function fillTemplate(template: string, call: Call, properties: Props): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "region") return call.region;
    if (name === "account") return call.account;
    if (name === "partition") return call.partition;
    if (name === "id") return call.id;
    if (name === "arn" && call.arn !== "") return call.arn;
    return str(properties, name) ?? "";
  });
}

/** A new id of the type's shape. The same program in a fresh cloud gets the same ids. */
export function newId(call: Call): string {
  const { id } = call.model;
  if (typeof id === "function") return id(call);
  const seed = `${call.account}/${call.urn === "" ? call.model.token : call.urn}`;
  if (id === "uuid") return uuid(call.cloud.mint(seed, 32));
  if (id.endsWith("-")) return `${id}0${call.cloud.mint(seed, 16)}`;
  return fillTemplate(id, call, call.inputs);
}

/** Thirty-two digits as a UUID of version 4. */
export function uuid(digits: string): string {
  const d = digits.slice(0, 12) + "4" + digits.slice(13, 16) + "a" + digits.slice(17);
  return [d.slice(0, 8), d.slice(8, 12), d.slice(12, 16), d.slice(16, 20), d.slice(20, 32)].join("-");
}

/** A UUID that goes with a seed. */
export function uuidOf(seed: string): string {
  return uuid(hexOf(seed, 32));
}

/** Outputs that are always declared and that nothing has given a value yet: empty, as AWS reports what is not set. */
export function fillEmpty(shape: Shape, properties: Props): Props {
  const filled = { ...properties };
  for (const [name, property] of shape.outputs) {
    if (!property.optional && filled[name] === undefined) filled[name] = EMPTY[property.kind];
  }
  return filled;
}

/** The same in a preview: what is not known before the deployment is unknown. */
export function fillUnknown(shape: Shape, properties: Props): Props {
  const filled = { ...properties };
  for (const [name, property] of shape.outputs) {
    if (!property.optional && filled[name] === undefined) filled[name] = UNKNOWN;
  }
  return filled;
}
