import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const dynamodbPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "dynamodb-policy-not-public",
  concern: "data",
  description: "No table or stream of DynamoDB lets anyone in.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone") },
  tags: ["dynamodb", "public"],
  remediationSteps: "Name the principals, or narrow the statement by aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html",
  types: ["aws:dynamodb/resourcePolicy:ResourcePolicy"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
