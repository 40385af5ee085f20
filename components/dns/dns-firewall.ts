import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import { type FirewallRulePlan } from "./firewall-plan";

export interface DnsFirewallArgs {
  readonly rules: readonly FirewallRulePlan[];
}

/** The environment's rules for what may be resolved; applied to a VPC by {@link VpcFirewall}. */
export class DnsFirewall extends pulumi.ComponentResource {
  readonly groupId: pulumi.Output<string>;
  readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: DnsFirewallArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:DnsFirewall", name, {}, opts);
    const own = { parent: this };
    const group = new route53.ResolverFirewallRuleGroup(name, { tags: { Name: name } }, own);
    for (const { key, priority, action, match } of args.rules) {
      const ruleName = `${name}-${key}`;
      new route53.ResolverFirewallRule(
        ruleName,
        {
          firewallRuleGroupId: group.id,
          priority,
          action,
          // A name that does not exist: clients give up at once instead of asking for another type.
          ...(action === "BLOCK" ? { blockResponse: "NXDOMAIN" } : {}),
          ...(match.kind === "threat"
            ? { dnsThreatProtection: match.threat, confidenceThreshold: "HIGH" }
            : {
                firewallDomainListId:
                  match.kind === "managedList" ? match.id : this.list(ruleName, match.domains),
              }),
        },
        own,
      );
    }
    this.groupId = group.id;
    this.groupArn = group.arn;
    this.registerOutputs({ groupId: this.groupId });
  }

  private list(name: string, domains: readonly string[]): pulumi.Output<string> {
    return new route53.ResolverFirewallDomainList(
      name,
      { domains: [...domains], tags: { Name: name } },
      { parent: this },
    ).id;
  }
}

/** Where the environment's rules stand among a VPC's: between 101 and 9899, with room before and behind. */
const associationPriority = 1000;

export interface VpcFirewallArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly groupId: pulumi.Input<string>;
  /** Whether names resolve while the firewall cannot be asked. */
  readonly failOpen: boolean;
}

/** Puts a VPC behind the firewall, in the VPC's own account. */
export class VpcFirewall extends pulumi.ComponentResource {
  constructor(name: string, args: VpcFirewallArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:VpcFirewall", name, {}, opts);
    const own = { parent: this };
    new route53.ResolverFirewallRuleGroupAssociation(
      name,
      {
        vpcId: args.vpcId,
        firewallRuleGroupId: args.groupId,
        priority: associationPriority,
        tags: { Name: name },
      },
      own,
    );
    new route53.ResolverFirewallConfig(
      name,
      { resourceId: args.vpcId, firewallFailOpen: args.failOpen ? "ENABLED" : "DISABLED" },
      own,
    );
    this.registerOutputs({});
  }
}
