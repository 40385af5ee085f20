import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { type GuardrailsPlan } from "./guardrails-plan";
import { type Target, organizationIdPlaceholder } from "./plan-args";

export interface GuardrailsArgs {
  readonly plan: GuardrailsPlan;
  /** The organisation, with its policy types enabled: a policy cannot be there before it. */
  readonly organization: pulumi.Resource;
  readonly organizationId: pulumi.Input<string>;
  /** Id of a unit, by its path, or of an account, by its name. */
  readonly targetId: (target: Target) => pulumi.Input<string>;
}

/**
 * The organisation's guardrails. They are protected: a stack that no longer names them cannot delete them by accident.
 * Organizations' own policies stay attached, for without FullAWSAccess nothing is allowed at all.
 */
export class Guardrails extends pulumi.ComponentResource {
  /** Ids of the policies, by logical name. */
  readonly policyIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: GuardrailsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:guardrails:Guardrails", name, {}, opts);
    const kept = { parent: this, protect: true, dependsOn: [args.organization] };
    const ids: Record<string, pulumi.Output<string>> = {};
    for (const { name: policyName, type, description, content, targets } of args.plan.policies) {
      const policy = new organizations.Policy(
        policyName,
        {
          type,
          description,
          content: content.includes(organizationIdPlaceholder)
            ? pulumi
                .output(args.organizationId)
                .apply((id) => content.replaceAll(organizationIdPlaceholder, id))
            : content,
        },
        kept,
      );
      for (const target of targets) {
        new organizations.PolicyAttachment(
          `${policyName}-${target.name.replaceAll("/", "-").toLowerCase()}`,
          { policyId: policy.id, targetId: args.targetId(target) },
          kept,
        );
      }
      ids[policyName] = policy.id;
    }
    this.policyIds = ids;
    this.registerOutputs({});
  }
}
