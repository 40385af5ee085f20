import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";

export interface RootAccessArgs {
  /** The organisation, which must trust IAM before. */
  readonly organization: pulumi.Resource;
}

/**
 * Root users of member accounts, managed from the management account: those of new accounts have no password and no key at all, and what only
 * root can do (unlock a bucket or a queue) is done in short sessions for that one task. Source: IAM user guide, "Centrally manage root access
 * for member accounts", read 2026-11.
 */
export class RootAccess extends pulumi.ComponentResource {
  constructor(name: string, { organization }: RootAccessArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:RootAccess", name, {}, opts);
    new iam.OrganizationsFeatures(
      name,
      { enabledFeatures: ["RootCredentialsManagement", "RootSessions"] },
      // Without it every account's root password could be asked for again by mail.
      { parent: this, dependsOn: [organization], protect: true, retainOnDelete: true },
    );
    this.registerOutputs();
  }
}
