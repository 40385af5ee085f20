import type * as pulumi from "@pulumi/pulumi";
import { type Hub } from "../../components/network/hub";
import { planHub, tiersTowardsSpokes } from "../../components/network/hub-plan";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentParts, type Readiness } from "../spoke/parts";
import { EnvironmentOnPremises } from "./on-premises";
import { tablesOf } from "../spoke/tables";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentTransit, deployTransit } from "./transit";
import { type EnvironmentProviders } from "../spoke/providers";

/** What the environment's networks are joined by, on the hub's side, and what leads out of them. */
export class EnvironmentConnectivity {
  private readonly onPremises: EnvironmentOnPremises;
  private readonly transit?: EnvironmentTransit;

  /** What workloads join. */
  get parts(): Pick<EnvironmentParts, "hub" | "transitGateway" | "directConnectGatewayId"> {
    const { directConnectGatewayId } = this.onPremises;
    return {
      hub: { vpcId: this.hub.network.vpc.id, tables: Object.fromEntries(this.hubTables) },
      ...(this.transit
        ? { transitGateway: { gatewayId: this.transit.gateway.gatewayId, tables: this.transitTables } }
        : {}),
      ...(directConnectGatewayId === undefined ? {} : { directConnectGatewayId }),
    };
  }

  /** What workloads wait for before they join. */
  get ready(): Pick<Readiness, "transitShares" | "transitRoutes"> {
    return {
      transitShares: this.transit?.gateway.shares ?? [],
      transitRoutes: this.transit ? [this.transit.hubAttachment.routes] : [],
    };
  }

  constructor(
    private readonly settings: EnvironmentSettings,
    providers: EnvironmentProviders,
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
    return {
      ...this.onPremises.outputs,
      transitGateway: {
        id: gateway.gatewayId,
        hubAttachmentId: hubAttachment.attachmentId,
        tables: this.transitTables,
      },
    };
  }

  private get transitTables(): Readonly<Record<string, pulumi.Output<string>>> {
    return Object.fromEntries([...(this.transit?.gateway.tables ?? [])].map(([name, { id }]) => [name, id]));
  }

  /** Route tables of the hub's tiers that spokes call, by key. */
  private get hubTables(): Map<string, pulumi.Output<string>> {
    return tablesOf(
      planHub(this.settings).tables,
      tiersTowardsSpokes,
      (key) => this.hub.network.table(key).id,
    );
  }
}
