import * as pulumi from "@pulumi/pulumi";
import * as cfg from "@pulumi/aws/cfg";
import { type OrganizationConfigPlan } from "./organization-plan";

export interface OrganizationConfigRulesArgs {
  readonly plan: OrganizationConfigPlan;
  /** Accounts that have no recorder: a rule cannot be made while one of the others has none. */
  readonly excludedAccounts: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The organisation's rules and its conformance pack, made by AWS Config's delegated administrator in every account that is not
 * excluded. Member accounts cannot change or delete them.
 */
export class OrganizationConfigRules extends pulumi.ComponentResource {
  constructor(name: string, args: OrganizationConfigRulesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:config:OrganizationConfigRules", name, {}, opts);
    const own = { parent: this };
    const { plan, excludedAccounts } = args;
    for (const rule of plan.rules) {
      new cfg.OrganizationManagedRule(
        rule.name,
        {
          ruleIdentifier: rule.identifier,
          description: rule.means,
          excludedAccounts,
          ...(rule.parameters ? { inputParameters: JSON.stringify(rule.parameters) } : {}),
          ...(rule.types.length > 0 ? { resourceTypesScopes: [...rule.types] } : {}),
          ...(rule.trigger === "change" ? {} : { maximumExecutionFrequency: "TwentyFour_Hours" }),
        },
        own,
      );
    }
    for (const { key, region, home, template } of plan.packs) {
      new cfg.OrganizationConformancePack(
        key,
        { ...(home ? {} : { region }), templateBody: template, excludedAccounts },
        own,
      );
    }
    this.registerOutputs({});
  }
}
