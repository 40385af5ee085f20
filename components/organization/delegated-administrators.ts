import * as pulumi from "@pulumi/pulumi";
import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as organizations from "@pulumi/aws/organizations";
import { delegatedServices } from "../../settings/facts/trusted-services";

export interface DelegatedAdministratorsArgs {
  /** The account that administers for the organisation. */
  readonly accountId: pulumi.Input<string>;
  /** The organisation with its trusted services: none can be delegated before it is trusted. */
  readonly organization: pulumi.Resource;
}

/**
 * Makes one account the administrator of the services that work in all accounts, so that nobody needs the management account for
 * them. GuardDuty and Security Hub have calls of their own for it, see their components.
 */
export class DelegatedAdministrators extends pulumi.ComponentResource {
  /** What uses a service as its administrator comes after these. */
  readonly registrations: readonly pulumi.Resource[];

  constructor(name: string, args: DelegatedAdministratorsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:DelegatedAdministrators", name, {}, opts);
    const { accountId, organization } = args;
    const own = { parent: this, dependsOn: [organization] };
    this.registrations = [
      ...delegatedServices.map(
        (principal) =>
          new organizations.DelegatedAdministrator(
            principal.replace(".amazonaws.com", ""),
            { accountId, servicePrincipal: principal },
            own,
          ),
      ),
      new cloudtrail.OrganizationDelegatedAdminAccount("cloudtrail", { accountId }, own),
    ];
    this.registerOutputs({});
  }
}
