import { tagOf } from "../../analysis/tags";
import { UNKNOWN } from "../../analysis/values";
import { compliant, notApplicable, shown, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { TAGGABLE_TYPES } from "../../analysis/taggable-types";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const ownerCanBeWrittenTo: ResourcePolicy = {
  kind: "resource",
  name: "owner-can-be-written-to",
  concern: "tags",
  description: "The owner tag is an address to write to.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["system's owner"] },
  tags: ["tags", "ownership"],
  remediationSteps: "Set the owner to an e-mail address: events of concern are sent there.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  types: TAGGABLE_TYPES,
  check: (resource) => {
    const value = tagOf(resource, "owner");
    if (value === UNKNOWN) return unknown("tags.owner");
    if (value === undefined) return notApplicable("it has no such tag; required-tags says whether it must");
    return typeof value === "string" && ADDRESS.test(value)
      ? compliant
      : violation(`owner is ${shown(value)}; it must be an e-mail address.`);
  },
};
