import { at, type Json, type Read, UNKNOWN } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const providerBoundToAccount: ResourcePolicy = {
  kind: "resource",
  name: "provider-bound-to-account",
  concern: "organisation",
  description: "Every AWS provider is bound to its account.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["vpc isolation"] },
  tags: ["provider", "accounts"],
  remediationSteps: "Set allowedAccountIds of the provider.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/provider/",
  types: ["pulumi:providers:aws"],
  check: (resource) => {
    const value = read(resource, "allowedAccountIds");
    const list = typeof value === "string" && value !== "" ? parseList(value) : value;
    if (list === UNKNOWN) return unknown("allowedAccountIds");
    return Array.isArray(list) && list.length > 0
      ? compliant
      : violation("allowedAccountIds is not set, so wrong credentials deploy to a wrong account.");
  },
};

/** The engine keeps a provider's lists as JSON text. */
function parseList(text: string): Read {
  try {
    return at(JSON.parse(text) as Json);
  } catch {
    return text;
  }
}
