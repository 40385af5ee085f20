import { UNKNOWN, asTexts } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const organisationPolicyTypesOn: ResourcePolicy = {
  kind: "resource",
  name: "organisation-policy-types-on",
  concern: "organisation",
  description: "Service and resource control policies are switched on.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["Organizations"] },
  tags: ["organizations", "guardrails"],
  remediationSteps: "List the policy types in enabledPolicyTypes.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html",
  parameters: {
    types: {
      type: "strings",
      description: "Policy types that must be enabled.",
      default: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
    },
  },
  types: ["aws:organizations/organization:Organization"],
  check: (resource, { parameters }) => {
    const enabled = asTexts(read(resource, "enabledPolicyTypes"));
    if (enabled === UNKNOWN) return unknown("enabledPolicyTypes");
    const missing = parameters.texts("types").filter((type) => !enabled.includes(type));
    if (missing.length === 0) return compliant;
    return enabled.includes(UNKNOWN)
      ? unknown("enabledPolicyTypes")
      : violation(`${missing.join(", ")} is not enabled.`);
  },
};
