import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const guarddutyCoversAllAccounts: ResourcePolicy = {
  kind: "resource",
  name: "guardduty-covers-all-accounts",
  concern: "organisation",
  description: "GuardDuty takes in every account of the organisation, old and new.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV2_AWS_3"], seed: ["unexpected network behaviour"] },
  tags: ["guardduty", "organizations"],
  remediationSteps: 'Set autoEnableOrganizationMembers to "ALL".',
  url: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html",
  types: [
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
  ],
  check: (resource) =>
    resource.type.includes("Feature")
      ? mustBeOneOf(resource, "autoEnable", ["ALL", "NEW"])
      : mustBeOneOf(resource, "autoEnableOrganizationMembers", ["ALL"]),
};
