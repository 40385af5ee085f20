import * as ram from "@pulumi/aws/ram";
import { OrganizationAccessAnalyzer } from "../../components/organization/access-analyzer";
import { DelegatedAdministrators } from "../../components/organization/delegated-administrators";
import { OrganizationGuardDuty } from "../../components/organization/guardduty";
import { PolicyDelegation } from "../../components/organization/policy-delegation";
import { RootAccess } from "../../components/organization/root-access";
import { OrganizationSecurityHub } from "../../components/organization/security-hub";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationBase } from "./accounts";

/**
 * What works in every account of the organisation, switched on from the management account and administered by the security account.
 * @returns its delegated administrators: what uses Config or CloudTrail for all accounts from there comes after their `registrations`
 */
export function deployServices(base: OrganizationBase): DelegatedAdministrators {
  const { settings, providers, organization } = base;
  const { region, regions, services } = settings;
  const inManagement = { providers: [providers.management] };
  const administrator = {
    accountId: providers.platformId("security"),
    provider: providers.platform("security"),
  };
  const administered = { administrator, organization: organization.resource };

  // Trust alone does not let a share reach the organisation. Source: RAM user guide, "Enable resource sharing", read 2026-11.
  new ram.SharingWithOrganization(
    "sharing",
    {},
    { provider: providers.management, dependsOn: [organization.resource] },
  );
  new RootAccess("root-access", { organization: organization.resource }, inManagement);
  if (settings.organization.delegatedPolicyTypes.length > 0) {
    new PolicyDelegation(
      "policy-delegation",
      {
        partition: partitionOf(region),
        managementAccountId: settings.organization.managementAccountId,
        organizationId: organization.organizationId,
        accountId: administrator.accountId,
        types: settings.organization.delegatedPolicyTypes,
        organization: organization.resource,
      },
      inManagement,
    );
  }
  const delegated = new DelegatedAdministrators(
    "delegated-administrators",
    { accountId: administrator.accountId, organization: organization.resource },
    inManagement,
  );
  new OrganizationGuardDuty(
    "guardduty",
    { ...administered, regions, features: services.guardDutyFeatures },
    inManagement,
  );
  new OrganizationSecurityHub(
    "security-hub",
    {
      ...administered,
      region,
      regions,
      partition: partitionOf(region),
      standards: services.securityHubStandards,
      rootId: organization.rootId,
    },
    inManagement,
  );
  new OrganizationAccessAnalyzer(
    "access-analyzer",
    {
      region,
      regions,
      ...(services.unusedAccessDays === undefined ? {} : { unusedAccessDays: services.unusedAccessDays }),
      registrations: delegated.registrations,
    },
    { providers: [administrator.provider] },
  );
  return delegated;
}
