import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const organisationAllFeatures: ResourcePolicy = {
  kind: "resource",
  name: "organisation-all-features",
  concern: "organisation",
  description: "The organisation has all features, so that guardrails bind.",
  severity: "critical",
  level: "mandatory",
  controls: { seed: ["Organizations"] },
  tags: ["organizations"],
  remediationSteps: 'Set featureSet to "ALL".',
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html",
  types: ["aws:organizations/organization:Organization"],
  check: (resource) => mustBeOneOf(resource, "featureSet", ["ALL"], { absent: "good" }),
};
