import type { Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, type Props } from "../model/values";
import { checkDocument } from "./document";

/** Refuses inputs that AWS would, whatever else there is in the cloud. Values not known yet are left for later. */
export function checkInputs(model: Model, inputs: Props, region: string): void {
  const { naming } = model;
  const name = naming && str(inputs, naming.property);
  if (naming && name !== undefined) {
    if (name.length > naming.max) {
      refuse(
        naming.code,
        `${naming.property} "${name}" has ${name.length} characters, at most ${naming.max} are allowed`,
        naming.property,
      );
    }
    if (naming.pattern && !naming.pattern.test(name)) {
      refuse(naming.code, `${naming.property} "${name}": ${naming.rule ?? "a character is not allowed"}`, naming.property);
    }
  }
  for (const [property, [max, code]] of Object.entries(model.lengths ?? {})) {
    const value = str(inputs, property);
    if (value !== undefined && value.length > max) {
      refuse(code, `${property} has ${value.length} characters, at most ${max} are allowed`, property);
    }
  }
  for (const [property, [values, code]] of Object.entries(model.choices ?? {})) {
    const value = str(inputs, property);
    if (value !== undefined && !values.map(String).includes(value)) {
      refuse(code, `${property} is ${value}; allowed are ${values.join(", ")}`, property);
    }
  }
  for (const [property, kind] of Object.entries(model.documents ?? {})) {
    const text = str(inputs, property);
    if (text !== undefined) checkDocument(text, kind, property);
  }
  model.check?.(inputs, { region });
}
