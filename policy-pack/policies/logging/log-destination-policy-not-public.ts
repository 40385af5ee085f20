import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const logDestinationPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "log-destination-policy-not-public",
  concern: "logging",
  description: "Nobody unknown sends logs to a destination, or writes into log groups.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone"), seed: ["monitoring the logging itself"] },
  tags: ["cloudwatch-logs", "public"],
  remediationSteps: "Name the accounts, or narrow the statement by aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CreateDestination.html",
  types: [
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  ],
  check: (resource) => nobodyIsAnyone(resource, "accessPolicy", "policyDocument"),
};
