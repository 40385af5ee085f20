import { mustBeOneOf } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const accessAnalyzerExternal: ResourcePolicy = {
  kind: "resource",
  name: "access-analyzer-external",
  concern: "identity",
  description: "An access analyzer looks for access from outside.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("access-analyzer") },
  tags: ["iam", "access-analyzer"],
  remediationSteps: "Keep an analyzer of type ACCOUNT or ORGANIZATION in each Region.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html",
  parameters: {
    organisation: {
      type: "boolean",
      description: "The analyzer must cover the organisation.",
      default: false,
    },
  },
  types: ["aws:accessanalyzer/analyzer:Analyzer"],
  check: (resource, { parameters }) =>
    mustBeOneOf(
      resource,
      "type",
      [
        "ACCOUNT",
        "ORGANIZATION",
        "ACCOUNT_UNUSED_ACCESS",
        "ORGANIZATION_UNUSED_ACCESS",
        "ACCOUNT_INTERNAL_ACCESS",
        "ORGANIZATION_INTERNAL_ACCESS",
      ].filter((type) => !parameters.flag("organisation") || type.startsWith("ORGANIZATION")),
      { absent: parameters.flag("organisation") ? "bad" : "good" },
    ),
};
