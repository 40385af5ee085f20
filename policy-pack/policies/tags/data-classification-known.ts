import { tagOf } from "../../analysis/tags";
import { UNKNOWN, asText } from "../../analysis/values";
import { compliant, notApplicable, shown, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { TAGGABLE_TYPES } from "../../analysis/taggable-types";

export const dataClassificationKnown: ResourcePolicy = {
  kind: "resource",
  name: "data-classification-known",
  concern: "tags",
  description: "Data is classified by a word that everyone knows.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["system's owner"] },
  tags: ["tags", "classification"],
  remediationSteps: "Use one of the allowed values.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/data-classification/data-classification.html",
  parameters: {
    values: {
      type: "strings",
      description: "Allowed values.",
      default: ["public", "internal", "official", "official-sensitive", "confidential", "restricted", "log"],
    },
  },
  types: TAGGABLE_TYPES,
  check: (resource, { parameters }) => {
    const value = tagOf(resource, "data-classification");
    if (value === UNKNOWN) return unknown("tags.data-classification");
    if (value === undefined) return notApplicable("it has no such tag; required-tags says whether it must");
    const text = asText(value);
    const allowed = parameters.texts("values");
    return typeof text === "string" && allowed.includes(text)
      ? compliant
      : violation(`data-classification is ${shown(value)}; it must be ${allowed.join(", ")}.`);
  },
};
