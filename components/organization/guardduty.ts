import * as pulumi from "@pulumi/pulumi";
import * as guardduty from "@pulumi/aws/guardduty";
import { type GuardDutyFeature, runtimeMonitoringAgents } from "../../settings/facts/guardduty";
import { type AdministeredArgs } from "./administered";

export interface OrganizationGuardDutyArgs extends AdministeredArgs {
  readonly regions: readonly string[];
  /** Protection plans of every account. */
  readonly features: readonly GuardDutyFeature[];
}

/**
 * GuardDuty in every account of the organisation and in every Region in use, administered by the security account.
 *
 * Detectors of the management and the security account are made first: the administrator can add the management account only once it has one,
 * and can do nothing itself without one. Source: GuardDuty user guide, "Designating a delegated GuardDuty administrator account", read 2026-11.
 */
export class OrganizationGuardDuty extends pulumi.ComponentResource {
  constructor(name: string, args: OrganizationGuardDutyArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:GuardDuty", name, {}, opts);
    for (const region of args.regions) this.coverRegion(region, args);
    this.registerOutputs({});
  }

  private coverRegion(region: string, args: OrganizationGuardDutyArgs): void {
    const { administrator, organization, features } = args;
    const inManagement = { parent: this };
    const inAdministrator = { parent: this, provider: administrator.provider };
    const detector = (account: string, own: pulumi.CustomResourceOptions): guardduty.Detector =>
      new guardduty.Detector(
        `${account}-${region}`,
        { region, enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        own,
      );
    const management = detector("management", inManagement);
    const own = detector("security", inAdministrator);
    const registration = new guardduty.OrganizationAdminAccount(
      `guardduty-${region}`,
      { region, adminAccountId: administrator.accountId },
      { ...inManagement, dependsOn: [organization, management, own] },
    );
    const configuration = new guardduty.OrganizationConfiguration(
      `guardduty-${region}`,
      { region, detectorId: own.id, autoEnableOrganizationMembers: "ALL" },
      { ...inAdministrator, dependsOn: [registration] },
    );
    for (const feature of features) {
      new guardduty.OrganizationConfigurationFeature(
        `${feature}-${region}`,
        {
          region,
          detectorId: own.id,
          name: feature,
          autoEnable: "ALL",
          ...(feature === "RUNTIME_MONITORING"
            ? {
                additionalConfigurations: runtimeMonitoringAgents.map((agent) => ({
                  name: agent,
                  autoEnable: "ALL",
                })),
              }
            : {}),
        },
        { ...inAdministrator, dependsOn: [configuration] },
      );
    }
  }
}
