import { mustBeFalse } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const accountKept: ResourcePolicy = {
  kind: "resource",
  name: "account-kept",
  concern: "organisation",
  description: "Removing an account from the code never closes it.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["Organizations"] },
  tags: ["organizations", "deletion"],
  remediationSteps: "Leave closeOnDeletion off, and protect the resource.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html",
  types: ["aws:organizations/account:Account"],
  check: (resource) => mustBeFalse(resource, "closeOnDeletion"),
};
