import type { Call } from "../model/call";
import type { Model, Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { str, stringsAt } from "../model/values";
import { type Resource } from "../cloud/cloud";
import { accountOf } from "../cloud/partition";

/** Refuses a reference to what does not exist, or is another account's. */
export function checkReferences(call: Call, models: ReadonlyMap<string, Model>): void {
  for (const [path, reference] of Object.entries(call.model.references ?? {})) {
    for (const value of stringsAt(call.inputs, path.split("."))) {
      if (isFound(call, reference, value)) continue;
      const target = models.get(reference.to[0]!);
      const [code, text] = target?.notFound ?? ["ResourceNotFoundException", "{id} does not exist"];
      refuse(code, text.replaceAll("{id}", value), path.split(".")[0]);
    }
  }
}

function isFound(call: Call, reference: Reference, value: string): boolean {
  const property = reference.by ?? "id";
  const named = (resource: Resource): boolean =>
    property === "id" ? resource.id === value : str(resource.properties, property) === value;
  for (const type of reference.to) {
    if (!reference.anywhere && property === "id" && call.find(type, value)) return true;
    const found = call.cloud
      .all(type)
      .some((resource) => named(resource) && (reference.anywhere || resource.account === call.account));
    if (found) return true;
  }
  // What AWS owns, and accounts the sandbox knows nothing of, may be named from outside.
  const owner = accountOf(value);
  return reference.anywhere && value.startsWith("arn:") && (owner === undefined || !call.cloud.knows(owner));
}

/** Refuses to delete what another resource still holds. */
export function checkUnheld(call: Call, resource: Resource, models: ReadonlyMap<string, Model>): void {
  const names = new Set([resource.id, ...Object.values(resource.properties).filter((v) => typeof v === "string")]);
  for (const name of names) {
    for (const holder of call.cloud.mentioning(String(name))) {
      if (holder === resource || holder.implicit) continue;
      if (!holds(models.get(holder.type), holder, resource, String(name))) continue;
      const [code, text] = call.model.inUse ?? [
        "DependencyViolation",
        "resource {id} has a dependent object and cannot be deleted",
      ];
      refuse(code, `${text.replaceAll("{id}", resource.id)} (${holder.type} ${holder.id})`);
    }
  }
}

function holds(model: Model | undefined, holder: Resource, target: Resource, name: string): boolean {
  return Object.entries(model?.references ?? {}).some(([path, reference]) => {
    if (!reference.holds || !reference.to.includes(target.type)) return false;
    const property = reference.by ?? "id";
    const own = property === "id" ? target.id : str(target.properties, property);
    if (own !== name || !stringsAt(holder.properties, path.split(".")).includes(name)) return false;
    return reference.anywhere || holder.account === target.account;
  });
}
