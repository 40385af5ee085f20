import type * as pulumi from "@pulumi/pulumi";
import { type Hub } from "../../components/network/hub";
import { planHub, tiersTowardsSpokes } from "../../components/network/hub-plan";
import { Peering } from "../../components/network/peering";
import { hubRoutesTo, spokeRoutes } from "../../components/network/route-plan";
import { type Spoke } from "../../components/network/spoke";
import { type SpokePlan, tiersTowardsHub } from "../../components/network/spoke-plan";
import { VpcRoutes } from "../../components/network/vpc-routes";
import { pathsOf } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { EnvironmentOnPremises } from "./on-premises";
import { tablesOf } from "./tables";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentTransit, deployTransit } from "./transit";
import { type EnvironmentProviders } from "./providers";

/** What joins the environment's networks and leads out of them: peerings or a transit gateway, VPN. */
export class EnvironmentConnectivity {
  private readonly onPremises: EnvironmentOnPremises;
  private readonly transit?: EnvironmentTransit;

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly providers: EnvironmentProviders,
    private readonly hub: Hub,
    logs: EnvironmentLogs,
  ) {
    this.transit = deployTransit(settings, providers, hub, this.hubTables, logs);
    const { hubTables, transit } = this;
    this.onPremises = new EnvironmentOnPremises(settings, {
      providers,
      hub,
      hubTables,
      ...(transit ? { transit } : {}),
    });
  }

  /** What others build on, and what the customer's side is set up with. */
  get outputs(): Record<string, unknown> {
    if (!this.transit) return this.onPremises.outputs;
    const { gateway, hubAttachment } = this.transit;
    const tables = Object.fromEntries([...gateway.tables].map(([name, table]) => [name, table.id]));
    return {
      ...this.onPremises.outputs,
      transitGateway: { id: gateway.gatewayId, hubAttachmentId: hubAttachment.attachmentId, tables },
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
    const { via, destinations } = spokeRoutes(settings, workload);
    if (peering && via === "peering") {
      const target = { vpcPeeringConnectionId: peering.connectionId };
      new VpcRoutes(`${plan.name}-spoke`, { tables, destinations, target }, { providers: [provider] });
      // The hub's routes over a transit gateway lead to the whole address space: these are longer, and win as long as they are there.
      new VpcRoutes(
        `${plan.name}-hub`,
        { tables: this.hubTables, destinations: hubRoutesTo(settings, workload, plan), target },
        { providers: [network] },
      );
    } else if (attachment && this.transit) {
      new VpcRoutes(
        `${plan.name}-spoke`,
        {
          tables,
          destinations,
          target: { transitGatewayId: this.transit.gateway.gatewayId },
          after: [attachment.routes, this.transit.hubAttachment.routes],
        },
        { providers: [provider] },
      );
    }
    this.onPremises.serve(workload, plan.name, spoke.network.vpc.id, tables);
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
}

/** How a workload is joined with the hub. */
export interface WorkloadConnection {
  readonly peeringConnectionId?: pulumi.Output<string>;
  readonly transitGatewayAttachmentId?: pulumi.Output<string>;
}
