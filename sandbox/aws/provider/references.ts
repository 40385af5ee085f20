import { accountOf } from "../cloud/partition";
import { GLOBAL, type Cloud, type Resource } from "../cloud/cloud";
import type { Call } from "../model/call";
import type { Catalogue } from "../model/catalogue";
import type { Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { str, stringsAt, type Props } from "../model/values";

/** Answers AWS gives for what is not there, and for what may not go, when a type does not say its own. */
const NOT_FOUND = ["ResourceNotFoundException", "The resource {id} was not found."] as const;
const IN_USE = ["DependencyViolation", "resource {id} has a dependent object"] as const;

/** Refuses references to what does not exist, or exists in another account. */
export function checkReferences(catalogue: Catalogue, call: Call, properties: Props): void {
  for (const [path, reference] of catalogue.references(call.model.token)) {
    for (const value of new Set(stringsAt(properties, path.split(".")))) {
      if (findTarget(call, reference, value) !== undefined || isOutside(call, value)) continue;
      const target = catalogue.model(reference.to[0] ?? "");
      const [code, text] = target.notFound ?? NOT_FOUND;
      refuse(code, text.replaceAll("{id}", value), path.split(".")[0]);
    }
  }
}

/** The resource a reference's value means, if the caller can see it. */
export function findTarget(call: Call, reference: Reference, value: string): Resource | undefined {
  const bare = value.replace(/:\*$/, "");
  for (const type of reference.to) {
    if (reference.by === undefined && !reference.anywhere) {
      const found = call.find(type, bare) ?? inAnyRegion(call, type, bare);
      if (found !== undefined) return found;
      continue;
    }
    const found = call.cloud
      .all(type)
      .find(
        (candidate) =>
          (reference.anywhere || candidate.account === call.account) &&
          (candidate.id === bare || str(candidate.properties, reference.by ?? "id") === bare),
      );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A global service's references cross Regions: a private zone's VPCs. */
function inAnyRegion(call: Call, type: string, id: string): Resource | undefined {
  if (call.home !== GLOBAL) return undefined;
  return call.cloud.all(type).find((candidate) => candidate.account === call.account && candidate.id === id);
}

/** Whether a value names something the sandbox cannot know: AWS's own, or of an account it holds nothing of. */
function isOutside(call: Call, value: string): boolean {
  if (/^\d{12}\/sg-/.test(value)) return true; // a peer's group, which AWS takes on trust as well
  if (/^(aws$|alias\/aws\/|arn:[\w-]+:[\w-]+:[\w-]*:aws:)/.test(value)) return true;
  if (/^(r-[0-9a-z]{4}|\d{12})$/.test(value)) return true; // an organisation's root, or an account made elsewhere
  if (!value.startsWith("arn:")) return false;
  const account = accountOf(value);
  // An ARN without an account (a bucket's) is checked only against what its own account holds.
  return account === undefined || (account !== call.account && !call.cloud.knows(account));
}

/** Refuses to delete what something else still depends on. */
export function checkRelease(catalogue: Catalogue, call: Call, resource: Resource): void {
  const holder = holderOf(catalogue, call.cloud, resource);
  if (holder === undefined) return;
  const [code, text] = call.model.inUse ?? IN_USE;
  refuse(code, `${text.replaceAll("{id}", resource.id)} (still used by ${holder.type} ${holder.id})`);
}

/** Something that keeps a resource from being deleted. */
export function holderOf(catalogue: Catalogue, cloud: Cloud, resource: Resource): Resource | undefined {
  const values = new Set([
    resource.id,
    ...Object.values(resource.properties).filter((value) => typeof value === "string"),
  ]);
  for (const value of values) {
    for (const holder of cloud.mentioning(value)) {
      if (holder === resource || holder.implicit === true) continue;
      if (holdsIt(catalogue, holder, resource, value)) return holder;
    }
  }
  return undefined;
}

function holdsIt(catalogue: Catalogue, holder: Resource, target: Resource, value: string): boolean {
  return catalogue.references(holder.type).some(([path, reference]) => {
    if (!reference.holds || !reference.to.includes(target.type)) return false;
    if (!reference.anywhere && holder.account !== target.account) return false;
    if (!reference.anywhere && holder.region !== target.region && target.region !== GLOBAL) return false;
    const means = reference.by === undefined ? target.id : str(target.properties, reference.by);
    return means === value && stringsAt(holder.properties, path.split(".")).includes(value);
  });
}
