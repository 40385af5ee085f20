import type * as pulumi from "@pulumi/pulumi";
import { DirectConnect } from "../../components/hybrid/direct-connect";
import { DirectConnectAssociation } from "../../components/hybrid/direct-connect-association";
import { planDirectConnect } from "../../components/hybrid/direct-connect-plan";
import { onPremisesPaths } from "../../components/hybrid/route-preference";
import { TransitRoutes } from "../../components/hybrid/transit-routes";
import { VpnConnection, type VpnConnectionArgs } from "../../components/hybrid/vpn-connection";
import { VpnGateway } from "../../components/hybrid/vpn-gateway";
import { VpnLogs } from "../../components/hybrid/vpn-logs";
import { planVpn } from "../../components/hybrid/vpn-plan";
import { AlarmTopic } from "../../components/monitoring/alarm-topic";
import { type Hub } from "../../components/network/hub";
import { hubHasVpnGateway } from "../../settings/connectivity";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentProviders } from "../spoke/providers";
import { type EnvironmentTransit } from "./transit";

type Tables = ReadonlyMap<string, pulumi.Output<string>>;

export interface OnPremisesArgs {
  readonly providers: EnvironmentProviders;
  readonly hub: Hub;
  /** Route tables of the hub's tiers that on-premises networks may call, by key. */
  readonly hubTables: Tables;
  /** Where VPN and Direct Connect end; at the hub's own gateway when left out. */
  readonly transit?: EnvironmentTransit;
}

/** What leads out of the environment: VPN connections and Direct Connect, to the hub's gateway or the transit gateway. */
export class EnvironmentOnPremises {
  private readonly vpn = new Map<string, VpnConnection>();
  private readonly directConnect?: DirectConnect;
  private readonly allowedPrefixes: readonly string[];
  private readonly own: { providers: pulumi.ProviderResource[] };

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly args: OnPremisesArgs,
  ) {
    this.own = { providers: [args.providers.platform("network")] };
    const plan = planDirectConnect(settings);
    this.allowedPrefixes = plan?.allowedPrefixes ?? [];
    if (settings.hybrid.vpn.length === 0 && !plan) return;
    const { environment, region, accounts, owner } = settings;
    const alarmTopicArn = new AlarmTopic(
      `${environment}-network-alarms`,
      { accountId: accounts.network, region, partition: partitionOf(region), email: owner.email },
      this.own,
    ).arn;
    if (plan) this.directConnect = new DirectConnect(plan.name, { plan, alarmTopicArn }, this.own);
    if (args.transit) this.endAtTransitGateway(args.transit, alarmTopicArn);
    if (hubHasVpnGateway(settings)) this.endAtHub(alarmTopicArn);
  }

  /** What the customer's side is set up with; keys are in Secrets Manager. */
  get outputs(): Record<string, unknown> {
    const { gatewayId, connectionIds, interfaceIds } = this.directConnect ?? {};
    return {
      vpn: Object.fromEntries(
        [...this.vpn].map(([name, { connectionId, tunnelAddresses, preSharedKeyArn }]) => [
          name,
          { connectionId, tunnelAddresses, preSharedKeyArn },
        ]),
      ),
      ...(this.directConnect ? { directConnect: { gatewayId, connectionIds, interfaceIds } } : {}),
      onPremisesPaths: onPremisesPaths(this.settings),
    };
  }

  /** What the gateways of workloads are joined with. */
  get directConnectGatewayId(): pulumi.Output<string> | undefined {
    return this.directConnect?.gatewayId;
  }

  private endAtHub(alarmTopicArn: pulumi.Output<string>): void {
    const { environment, network, hybrid } = this.settings;
    const { gatewayId } = new VpnGateway(
      `${environment}-hub`,
      {
        vpcId: this.args.hub.network.vpc.id,
        asn: hybrid.vpnGatewayAsn,
        // Nothing in the hub learns on-premises networks unless it answers them.
        tables: network.hub.onPremises ? this.args.hubTables : new Map(),
      },
      this.own,
    );
    this.makeVpn({ vpnGatewayId: gatewayId }, alarmTopicArn);
    this.associate(`${environment}-hub`, gatewayId);
  }

  private endAtTransitGateway(
    { gateway, plan }: EnvironmentTransit,
    alarmTopicArn: pulumi.Output<string>,
  ): void {
    this.makeVpn({ transitGatewayId: gateway.gatewayId }, alarmTopicArn);
    const association = this.associate(plan.name, gateway.gatewayId);
    for (const { key, kind } of plan.attachments) {
      const attachmentId =
        kind === "vpn"
          ? this.vpn.get(`${this.settings.environment}-${key}`)!.attachmentId
          : kind === "directConnect"
            ? association!.attachmentId
            : undefined;
      if (attachmentId === undefined) continue;
      new TransitRoutes(`${plan.name}-${key}`, { plan, gateway, key, attachmentId }, this.own);
    }
  }

  private associate(name: string, gatewayId: pulumi.Output<string>): DirectConnectAssociation | undefined {
    if (!this.directConnect) return undefined;
    return new DirectConnectAssociation(
      `${name}-direct-connect`,
      {
        directConnectGatewayId: this.directConnect.gatewayId,
        directConnectAccountId: this.settings.accounts.network,
        gatewayId,
        allowedPrefixes: this.allowedPrefixes,
      },
      this.own,
    );
  }

  private makeVpn(target: VpnConnectionArgs["target"], alarmTopicArn: pulumi.Output<string>): void {
    const plans = planVpn(this.settings);
    if (plans.length === 0) return;
    const { environment, logs } = this.settings;
    const { logGroupArn } = new VpnLogs(
      `${environment}-vpn`,
      { keyArn: this.args.hub.logKeyArn, retentionDays: logs.retentionDays },
      this.own,
    );
    for (const plan of plans) {
      this.vpn.set(
        plan.name,
        new VpnConnection(plan.name, { plan, target, logGroupArn, alarmTopicArn }, this.own),
      );
    }
  }
}
