import type * as pulumi from "@pulumi/pulumi";
import { TransitRoutes } from "../../components/hybrid/transit-routes";
import { VpnConnection, type VpnConnectionArgs } from "../../components/hybrid/vpn-connection";
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
import { hubHasVpnGateway, onPremisesOf, pathsOf } from "../../settings/connectivity";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { tablesOf } from "./tables";
import { type EnvironmentTransit, deployTransit } from "./transit";
import { type EnvironmentProviders } from "./providers";

/** What joins the environment's networks and leads out of them: peerings or a transit gateway, VPN. */
export class EnvironmentConnectivity {
  private readonly vpn = new Map<string, VpnConnection>();
  private readonly transit?: EnvironmentTransit;

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly providers: EnvironmentProviders,
    private readonly hub: Hub,
  ) {
    this.transit = deployTransit(settings, providers, hub, this.hubTables);
    if (this.transit) this.makeTransitVpn(this.transit);
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

  /** The transit gateway, where there is one. */
  get transitOutputs(): Record<string, unknown> | undefined {
    if (!this.transit) return undefined;
    const { gateway, hubAttachment } = this.transit;
    return {
      id: gateway.gatewayId,
      hubAttachmentId: hubAttachment.attachmentId,
      tables: Object.fromEntries([...gateway.tables].map(([name, table]) => [name, table.id])),
    };
  }

  /** Joins a workload's spoke with the hub. */
  join(workload: WorkloadSettings, plan: SpokePlan, spoke: Spoke): WorkloadConnection {
    const { settings, providers, hub } = this;
    const provider = providers.workload(workload);
    const network = providers.platform("network");
    const paths = pathsOf(settings, workload);
    const peering = paths.peered
      ? new Peering(
          plan.name,
          {
            spoke: { accountId: workload.accountId, provider, vpcId: spoke.network.vpc.id },
            hub: { accountId: settings.accounts.network, provider: network, vpcId: hub.network.vpc.id },
          },
          { providers: [provider] },
        )
      : undefined;
    const attachment =
      paths.attached && this.transit ? this.transit.attach(workload, plan, spoke, provider) : undefined;
    const tables = tablesOf(plan.tables, tiersTowardsHub, (key) => spoke.network.table(key).id);
    if (peering && paths.routed === "peering") {
      const target = { vpcPeeringConnectionId: peering.connectionId };
      const destinations = hubBlocks(settings);
      new VpcRoutes(`${plan.name}-spoke`, { tables, destinations, target }, { providers: [provider] });
      // The hub's routes over a transit gateway lead to the whole address space: these are longer, and win as long as they are there.
      new VpcRoutes(
        `${plan.name}-hub`,
        { tables: this.hubTables, destinations: blocksTowardsHub(plan), target },
        { providers: [network] },
      );
    } else if (attachment && this.transit) {
      new VpcRoutes(
        `${plan.name}-spoke`,
        {
          tables,
          destinations: [...hubBlocks(settings), ...onPremisesOf(settings, workload)],
          target: { transitGatewayId: this.transit.gateway.gatewayId },
          after: [attachment.routes, this.transit.hubAttachment.routes],
        },
        { providers: [provider] },
      );
    }
    return {
      peeringConnectionId: peering?.connectionId,
      transitGatewayAttachmentId: attachment?.attachmentId,
    };
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

  private makeTransitVpn({ gateway, plan }: EnvironmentTransit): void {
    const own = { providers: [this.providers.platform("network")] };
    this.makeVpn({ transitGatewayId: gateway.gatewayId });
    for (const { key } of plan.attachments.filter(({ kind }) => kind === "vpn")) {
      const connection = this.vpn.get(`${this.settings.environment}-${key}`)!;
      new TransitRoutes(
        `${plan.name}-${key}`,
        { plan, gateway, key, attachmentId: connection.attachmentId },
        own,
      );
    }
  }

  private makeVpn(target: VpnConnectionArgs["target"]): void {
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
  readonly transitGatewayAttachmentId?: pulumi.Output<string>;
}
