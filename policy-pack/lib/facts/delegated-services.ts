/**
 * Services that take part in an organisation and can be administered by a member account, and how one is registered: for some by a call of their
 * own, which the generic one does not replace.
 * Source: AWS Organizations user guide, services that work with Organizations; the services' own guides. Read 2026-11.
 */
export const DELEGATED_SERVICES: ReadonlyMap<string, string | undefined> = new Map([
  ["access-analyzer.amazonaws.com", undefined],
  [
    "cloudtrail.amazonaws.com",
    "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount",
  ],
  ["config.amazonaws.com", undefined],
  ["detective.amazonaws.com", "aws:detective/organizationAdminAccount:OrganizationAdminAccount"],
  ["guardduty.amazonaws.com", "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"],
  ["inspector2.amazonaws.com", "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount"],
  ["ipam.amazonaws.com", "aws:ec2/vpcIpamOrganizationAdminAccount:VpcIpamOrganizationAdminAccount"],
  ["macie.amazonaws.com", "aws:macie2/organizationAdminAccount:OrganizationAdminAccount"],
  ["securityhub.amazonaws.com", "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"],
  ["sso.amazonaws.com", undefined],
]);
