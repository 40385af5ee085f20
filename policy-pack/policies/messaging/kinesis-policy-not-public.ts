import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const kinesisPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "kinesis-policy-not-public",
  concern: "messaging",
  description: "No stream lets anyone read or write.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone") },
  tags: ["kinesis", "public"],
  remediationSteps: "Name the accounts and roles that share the stream.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html",
  types: ["aws:kinesis/resourcePolicy:ResourcePolicy"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
