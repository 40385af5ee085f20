import { isWholeWorld } from "../../analysis/addresses";
import { UNKNOWN, asText, at, type Read } from "../../analysis/values";
import { everyElement, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const prefixListNotOpen: ResourcePolicy = {
  kind: "resource",
  name: "prefix-list-not-open",
  concern: "network",
  description: "No managed prefix list holds the whole internet.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["security groups"] },
  tags: ["prefix-list", "internet"],
  remediationSteps: "List the addresses that are meant; a rule from this list would be open to everyone.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
  types: [
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  ],
  check: (resource) => {
    const single = judge(read(resource, "cidr"), "cidr");
    return allOf(
      single,
      ...everyElement(resource, "entries", (entry, path) => judge(at(entry, "cidr"), `${path}.cidr`)),
    );
  },
};

function judge(value: Read, path: string): Outcome {
  const cidr = asText(value);
  if (cidr === UNKNOWN) return unknown(path);
  return cidr !== undefined && isWholeWorld(cidr)
    ? violation(`${path} is ${cidr}, the whole internet.`)
    : compliant;
}
