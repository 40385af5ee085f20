import { readDocument } from "../../analysis/documents";
import { read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const organisationPoliciesDelegated: StackPolicy = {
  kind: "stack",
  name: "organisation-policies-delegated",
  concern: "organisation",
  description:
    "A member account may manage the organisation's policies, so that the management account is rarely entered.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("policies-delegated"), seed: ["Organizations"] },
  tags: ["organizations", "delegation"],
  remediationSteps:
    "Give the organisation an aws.organizations.ResourcePolicy that lets the account of governance manage policies, and no more.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html",
  check: (model) => {
    const documents = model
      .ofType("aws:organizations/resourcePolicy:ResourcePolicy")
      .map((resource) => readDocument(read(resource, "content")).kind);
    const outcome = documents.includes("document")
      ? compliant
      : documents.includes("unknown")
        ? unknown("the content of its resource policy")
        : violation("No resource policy delegates the organisation's policies.");
    return model
      .ofType("aws:organizations/organization:Organization")
      .map((resource) => ({ resource, outcome }));
  },
};
