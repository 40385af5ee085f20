/** A service that may work in all accounts of the organisation ("trusted access"). */
export interface TrustedService {
  readonly principal: string;
  readonly need: string;
}

/**
 * Services with trusted access, and why. Source: Organizations user guide, "AWS services that you can use with AWS Organizations" and each
 * service's own guide, read 2026-11.
 */
export const trustedServices: readonly TrustedService[] = [
  { principal: "access-analyzer.amazonaws.com", need: "analyzers of the organisation" },
  { principal: "account.amazonaws.com", need: "opt-in Regions and contacts of accounts" },
  { principal: "cloudtrail.amazonaws.com", need: "the organisation trail" },
  { principal: "config.amazonaws.com", need: "the aggregator of the organisation" },
  {
    principal: "config-multiaccountsetup.amazonaws.com",
    need: "rules and conformance packs of the organisation",
  },
  { principal: "ec2.amazonaws.com", need: "declarative policies of EC2" },
  { principal: "guardduty.amazonaws.com", need: "GuardDuty in every account" },
  { principal: "iam.amazonaws.com", need: "root users of accounts, managed centrally" },
  { principal: "malware-protection.guardduty.amazonaws.com", need: "malware scans of GuardDuty" },
  { principal: "ram.amazonaws.com", need: "shares within the organisation" },
  { principal: "securityhub.amazonaws.com", need: "Security Hub in every account" },
  { principal: "sso.amazonaws.com", need: "people enter accounts through IAM Identity Center" },
];

/**
 * Services whose administration is delegated by a call to Organizations itself. CloudTrail, GuardDuty and Security Hub take a call of their
 * own. Source: each service's "delegated administrator" page, read 2026-11.
 */
export const delegatedServices: readonly string[] = [
  "access-analyzer.amazonaws.com",
  "config.amazonaws.com",
  "config-multiaccountsetup.amazonaws.com",
];
