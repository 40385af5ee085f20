import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { type PolicyDelegation as Delegation, policyDelegation } from "./policy-delegation-plan";

export interface PolicyDelegationArgs extends Omit<Delegation, "accountId" | "organizationId"> {
  /** Both may only be known while deploying. */
  readonly accountId: pulumi.Input<string>;
  readonly organizationId: pulumi.Input<string>;
  /** The organisation, with these policy types enabled. */
  readonly organization: pulumi.Resource;
}

/** Lets a member account administer some types of the organisation's policies. An organisation has one such policy. */
export class PolicyDelegation extends pulumi.ComponentResource {
  constructor(name: string, args: PolicyDelegationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:PolicyDelegation", name, {}, opts);
    const { accountId, organizationId, organization, ...known } = args;
    new organizations.ResourcePolicy(
      name,
      {
        content: pulumi
          .all([accountId, organizationId])
          .apply(([account, own]) => policyDelegation({ ...known, accountId: account, organizationId: own })),
      },
      { parent: this, dependsOn: [organization] },
    );
    this.registerOutputs();
  }
}
