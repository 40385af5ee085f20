import { type Model } from "../model";
import { type Resource } from "../resource";
import { UNKNOWN, type Unknown, asNumber, at } from "../values";
import { targetsOf } from "./targets";

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";

/**
 * How many rules or routes a property's prefix list stands for: the most entries that it may have, whether it has them or not. A list that is
 * not in the stack counts as one, as that of S3 does. Source: Amazon VPC quotas, customer-managed prefix lists (2026-11).
 */
export function entriesOfList(model: Model, resource: Resource, property: string): number {
  return sizeOf(targetsOf(model, resource, property, [LIST]).targets);
}

/** The same of a list that is named within a property. */
export function entriesOfNamed(model: Model, id: string | Unknown): number {
  return id === UNKNOWN ? 1 : sizeOf(model.withId(id).filter(({ type }) => type === LIST));
}

function sizeOf([list]: readonly Resource[]): number {
  const most = asNumber(at(list?.props, "maxEntries"));
  return typeof most === "number" && most > 0 ? most : 1;
}
