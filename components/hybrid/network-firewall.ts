import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as networkfirewall from "@pulumi/aws/networkfirewall";
import { type LogRetentionDays } from "../../settings/facts/log-retention";

/** Units of work that the rule group may grow to; it cannot be changed later. Up to 30,000. Source: "Network Firewall quotas", read 2026-11. */
const ruleCapacity = 1000;

export interface NetworkFirewallArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Subnet of each zone. */
  readonly subnets: ReadonlyMap<string, pulumi.Input<string>>;
  /** Suricata rules. What none passes is dropped. */
  readonly rules: readonly string[];
  readonly deleteProtection: boolean;
  /** Key of the log group. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
}

/** A firewall with an endpoint a zone: rules in strict order, everything else dropped and reported, alerts and flows logged. */
export class NetworkFirewall extends pulumi.ComponentResource {
  private readonly firewall: networkfirewall.Firewall;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: NetworkFirewallArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:NetworkFirewall", name, {}, opts);
    const own = { parent: this };
    const tags = { Name: name };
    const rules = new networkfirewall.RuleGroup(
      name,
      {
        type: "STATEFUL",
        capacity: ruleCapacity,
        ruleGroup: {
          rulesSource: { rulesString: args.rules.join("\n") },
          statefulRuleOptions: { ruleOrder: "STRICT_ORDER" },
        },
        tags,
      },
      own,
    );
    const policy = new networkfirewall.FirewallPolicy(
      name,
      {
        firewallPolicy: {
          statelessDefaultActions: ["aws:forward_to_sfe"],
          statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
          statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
          statefulDefaultActions: ["aws:drop_established", "aws:alert_established"],
          statefulRuleGroupReferences: [{ priority: 1, resourceArn: rules.arn }],
        },
        tags,
      },
      own,
    );
    this.firewall = new networkfirewall.Firewall(
      name,
      {
        vpcId: args.vpcId,
        firewallPolicyArn: policy.arn,
        subnetMappings: [...args.subnets.values()].map((subnetId) => ({ subnetId })),
        deleteProtection: args.deleteProtection,
        subnetChangeProtection: args.deleteProtection,
        tags,
      },
      own,
    );
    const group = new cloudwatch.LogGroup(
      name,
      {
        namePrefix: `/aws/vendedlogs/network-firewall/${name}-`,
        retentionInDays: args.retentionDays,
        kmsKeyId: args.keyArn,
        skipDestroy: true,
        tags,
      },
      { ...own, retainOnDelete: true },
    );
    new networkfirewall.LoggingConfiguration(
      name,
      {
        firewallArn: this.firewall.arn,
        loggingConfiguration: {
          logDestinationConfigs: ["ALERT", "FLOW"].map((logType) => ({
            logType,
            logDestinationType: "CloudWatchLogs",
            logDestination: { logGroup: group.name },
          })),
        },
      },
      own,
    );
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }

  /** The endpoint in a zone. Fails at the update when the firewall has none there. */
  endpointOf(zone: string): pulumi.Output<string> {
    return this.firewall.firewallStatuses.apply((statuses) => {
      const state = statuses
        .flatMap(({ syncStates }) => syncStates)
        .find((one) => one.availabilityZone === zone);
      const endpoint = state?.attachments[0]?.endpointId;
      if (endpoint === undefined)
        throw new pulumi.ResourceError(`the firewall has no endpoint in ${zone}`, this);
      return endpoint;
    });
  }
}
