import * as pulumi from "@pulumi/pulumi";
import * as securityhub from "@pulumi/aws/securityhub";
import { type SecurityHubStandard, securityHubStandards } from "../../settings/facts/security-hub";
import { type AdministeredArgs } from "./administered";

export interface OrganizationSecurityHubArgs extends AdministeredArgs {
  /** Home Region: findings of the others are gathered there. */
  readonly region: string;
  readonly regions: readonly string[];
  readonly partition: string;
  readonly standards: readonly SecurityHubStandard[];
  /** Id of the root, to whose accounts the configuration applies. */
  readonly rootId: pulumi.Input<string>;
}

/** ARN of a standard in a Region. */
export function standardArn(partition: string, region: string, standard: SecurityHubStandard): string {
  return `arn:${partition}:securityhub:${region}::standards/${securityHubStandards[standard]}`;
}

/**
 * Security Hub in every account and Region in use, by central configuration: one policy at the root, made in the home Region, reaches old and
 * new accounts in all linked Regions. Source: Security Hub user guide, "Central configuration", read 2026-11.
 */
export class OrganizationSecurityHub extends pulumi.ComponentResource {
  constructor(name: string, args: OrganizationSecurityHubArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:SecurityHub", name, {}, opts);
    const { region, regions, partition, administrator, organization } = args;
    const inAdministrator = { parent: this, provider: administrator.provider };
    const linked = regions.filter((other) => other !== region);

    // Standards come by the policy; those that AWS picks by itself would only come and go again.
    const account = new securityhub.Account(
      name,
      { enableDefaultStandards: false, controlFindingGenerator: "SECURITY_CONTROL" },
      inAdministrator,
    );
    const registration = new securityhub.OrganizationAdminAccount(
      name,
      { adminAccountId: administrator.accountId },
      { parent: this, dependsOn: [organization, account] },
    );
    const aggregator = new securityhub.FindingAggregator(
      name,
      linked.length > 0
        ? { linkingMode: "SPECIFIED_REGIONS", specifiedRegions: linked }
        : { linkingMode: "NO_REGIONS" },
      { ...inAdministrator, dependsOn: [registration] },
    );
    const configuration = new securityhub.OrganizationConfiguration(
      name,
      {
        // Central configuration has these two off: the policy says what new accounts get.
        autoEnable: false,
        autoEnableStandards: "NONE",
        organizationConfiguration: { configurationType: "CENTRAL" },
      },
      { ...inAdministrator, dependsOn: [aggregator] },
    );
    const policy = new securityhub.ConfigurationPolicy(
      name,
      {
        description: "Security Hub and its standards in every account",
        configurationPolicy: {
          serviceEnabled: true,
          enabledStandardArns: args.standards.map((standard) => standardArn(partition, region, standard)),
          securityControlsConfiguration: { disabledControlIdentifiers: [] },
        },
      },
      { ...inAdministrator, dependsOn: [configuration] },
    );
    new securityhub.ConfigurationPolicyAssociation(
      name,
      { policyId: policy.id, targetId: args.rootId },
      inAdministrator,
    );
    this.registerOutputs({});
  }
}
