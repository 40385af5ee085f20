import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-policy-not-public",
  concern: "data",
  description: "No search domain lets anyone in by its policy.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone"), nag: ["OS3"] },
  tags: ["opensearch", "public"],
  remediationSteps: "Name the principals, or the addresses by aws:SourceIp.",
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html",
  types: [
    "aws:opensearch/domain:Domain",
    "aws:elasticsearch/domain:Domain",
    "aws:opensearch/domainPolicy:DomainPolicy",
    "aws:elasticsearch/domainPolicy:DomainPolicy",
  ],
  check: (resource) => nobodyIsAnyone(resource, "accessPolicies"),
};
