import { UNKNOWN, asText } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { compliant, unknown } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const securityhubCoversNewAccounts: ResourcePolicy = {
  kind: "resource",
  name: "securityhub-covers-new-accounts",
  concern: "organisation",
  description: "Security Hub takes in new accounts of the organisation.",
  severity: "medium",
  level: "mandatory",
  controls: { cis: cis("security-hub"), seed: ["events of concern"] },
  tags: ["security-hub", "organizations"],
  remediationSteps: "Set autoEnable to true, or configure centrally.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/accounts-orgs-auto-enable.html",
  types: ["aws:securityhub/organizationConfiguration:OrganizationConfiguration"],
  check: (resource) => {
    const type = asText(read(resource, "organizationConfiguration.configurationType"));
    if (type === UNKNOWN) return unknown("organizationConfiguration");
    return type === "CENTRAL" ? compliant : mustBeTrue(resource, "autoEnable");
  },
};
