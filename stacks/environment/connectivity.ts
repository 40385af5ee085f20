import type * as pulumi from "@pulumi/pulumi";
import { VpnConnection } from "../../components/hybrid/vpn-connection";
import { VpnGateway } from "../../components/hybrid/vpn-gateway";
import { VpnLogs } from "../../components/hybrid/vpn-logs";
import { planVpn } from "../../components/hybrid/vpn-plan";
import { AlarmTopic } from "../../components/monitoring/alarm-topic";
import { type Hub } from "../../components/network/hub";
import { hubBlocks, planHub, tiersTowardsSpokes } from "../../components/network/hub-plan";
import { Peering } from "../../components/network/peering";
import { type Spoke } from "../../components/network/spoke";
import { type SpokePlan, blocksTowardsHub, tiersTowardsHub } from "../../components/network/spoke-plan";
import { VpcRoutes } from "../../components/network/vpc-routes";
import { hubHasVpnGateway } from "../../settings/connectivity";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentProviders } from "./providers";

/** What joins the environment's networks and leads out of them: peerings, VPN. */
export class EnvironmentConnectivity {
  private readonly vpn = new Map<string, VpnConnection>();

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly providers: EnvironmentProviders,
    private readonly hub: Hub,
  ) {
    if (hubHasVpnGateway(settings)) this.makeVpnGateway();
  }

  /** Of each VPN connection what the customer's side is set up with; the keys themselves are in Secrets Manager. */
  get vpnOutputs(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.vpn].map(([name, { connectionId, tunnelAddresses, preSharedKeyArn }]) => [
        name,
        { connectionId, tunnelAddresses, preSharedKeyArn },
      ]),
    );
  }

  /** Joins a workload's spoke with the hub. */
  join(workload: WorkloadSettings, plan: SpokePlan, spoke: Spoke): WorkloadConnection {
    const { settings, providers, hub } = this;
    const provider = providers.workload(workload);
    const network = providers.platform("network");
    const peering = new Peering(
      plan.name,
      {
        spoke: { accountId: workload.accountId, provider, vpcId: spoke.network.vpc.id },
        hub: { accountId: settings.accounts.network, provider: network, vpcId: hub.network.vpc.id },
      },
      { providers: [provider] },
    );
    const target = { vpcPeeringConnectionId: peering.connectionId };
    const spokeTables = tablesOf(plan.tables, tiersTowardsHub, (key) => spoke.network.table(key).id);
    new VpcRoutes(
      `${plan.name}-spoke`,
      { tables: spokeTables, destinations: hubBlocks(settings), target },
      { providers: [provider] },
    );
    new VpcRoutes(
      `${plan.name}-hub`,
      { tables: this.hubTables, destinations: blocksTowardsHub(plan), target },
      { providers: [network] },
    );
    return { peeringConnectionId: peering.connectionId };
  }

  private get hubTables(): Map<string, pulumi.Output<string>> {
    return tablesOf(
      planHub(this.settings).tables,
      tiersTowardsSpokes,
      (key) => this.hub.network.table(key).id,
    );
  }

  private makeVpnGateway(): void {
    const { environment, network, hybrid } = this.settings;
    const own = { providers: [this.providers.platform("network")] };
    const gateway = new VpnGateway(
      `${environment}-hub`,
      {
        vpcId: this.hub.network.vpc.id,
        asn: hybrid.vpnGatewayAsn,
        // Nothing in the hub learns on-premises networks unless it answers them.
        tables: network.hub.onPremises ? this.hubTables : new Map(),
      },
      own,
    );
    this.makeVpn({ vpnGatewayId: gateway.gatewayId });
  }

  private makeVpn(target: { vpnGatewayId: pulumi.Input<string> }): void {
    const plans = planVpn(this.settings);
    if (plans.length === 0) return;
    const { environment, region, accounts, owner, logs } = this.settings;
    const own = { providers: [this.providers.platform("network")] };
    const tunnelLogs = new VpnLogs(
      `${environment}-vpn`,
      { keyArn: this.hub.logKeyArn, retentionDays: logs.retentionDays },
      own,
    );
    const topic = new AlarmTopic(
      `${environment}-network-alarms`,
      { accountId: accounts.network, region, partition: partitionOf(region), email: owner.email },
      own,
    );
    for (const plan of plans) {
      const args = { plan, target, logGroupArn: tunnelLogs.logGroupArn, alarmTopicArn: topic.arn };
      this.vpn.set(plan.name, new VpnConnection(plan.name, args, own));
    }
  }
}

/** How a workload is joined with the hub. */
export interface WorkloadConnection {
  readonly peeringConnectionId?: pulumi.Output<string>;
}

/** Ids of the route tables of some tiers, by key. */
function tablesOf<T extends string>(
  tables: ReadonlyArray<{ readonly key: string; readonly tier: T }>,
  tiers: readonly T[],
  idOf: (key: string) => pulumi.Output<string>,
): Map<string, pulumi.Output<string>> {
  return new Map(tables.filter(({ tier }) => tiers.includes(tier)).map(({ key }) => [key, idOf(key)]));
}
