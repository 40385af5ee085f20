import type * as pulumi from "@pulumi/pulumi";
import { DirectConnectAssociation } from "../../components/hybrid/direct-connect-association";
import { planDirectConnect } from "../../components/hybrid/direct-connect-plan";
import { type TransitGatewayLink } from "../../components/hybrid/transit-gateway";
import { planTransit } from "../../components/hybrid/transit-plan";
import { VpcAttachment } from "../../components/hybrid/vpc-attachment";
import { VpnGateway } from "../../components/hybrid/vpn-gateway";
import { Peering } from "../../components/network/peering";
import { hubRoutesTo, spokeRoutes } from "../../components/network/route-plan";
import { type Spoke } from "../../components/network/spoke";
import { type SpokePlan, tiersTowardsHub } from "../../components/network/spoke-plan";
import { VpcRoutes } from "../../components/network/vpc-routes";
import { hasOwnVpnGateway, pathsOf } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentParts, type Readiness } from "./parts";
import { type EnvironmentProviders } from "./providers";
import { tablesOf } from "./tables";

/** How a workload is joined with the hub. */
export interface WorkloadConnection {
  readonly peeringConnectionId?: pulumi.Output<string>;
  readonly transitGatewayAttachmentId?: pulumi.Output<string>;
}

export interface JoinArgs {
  readonly plan: SpokePlan;
  readonly spoke: Spoke;
  readonly parts: EnvironmentParts;
  readonly ready: Readiness;
  readonly providers: EnvironmentProviders;
}

/** Joins a workload's spoke with the hub, on both sides: by a peering, the transit gateway or both, and with Direct Connect where it asks for that. */
export function joinHub(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  { plan, spoke, parts, ready, providers }: JoinArgs,
): WorkloadConnection {
  const provider = providers.workload(workload);
  const network = providers.platform("network");
  const paths = pathsOf(settings, workload);
  const peering = paths.peered
    ? new Peering(
        plan.name,
        {
          spoke: { accountId: workload.accountId, provider, vpcId: spoke.network.vpc.id },
          hub: { accountId: settings.accounts.network, provider: network, vpcId: parts.hub.vpcId },
        },
        { providers: [provider] },
      )
    : undefined;
  const gateway = gatewayOf(parts, ready);
  const transit = planTransit(settings);
  const attachment =
    paths.attached && gateway && transit
      ? new VpcAttachment(
          plan.name,
          {
            plan: transit,
            gateway,
            key: `workload-${workload.name}`,
            vpcId: spoke.network.vpc.id,
            subnetIds: spoke.network.subnetsOf("attachment").map(({ id }) => id),
            vpcProvider: provider,
          },
          { providers: [network] },
        )
      : undefined;
  const tables = tablesOf(plan.tables, tiersTowardsHub, (key) => spoke.network.table(key).id);
  const { via, destinations } = spokeRoutes(settings, workload);
  if (peering && via === "peering") {
    const target = { vpcPeeringConnectionId: peering.connectionId };
    new VpcRoutes(`${plan.name}-spoke`, { tables, destinations, target }, { providers: [provider] });
    // The hub's routes over a transit gateway lead to the whole address space: these are longer, and win as long as they are there.
    new VpcRoutes(
      `${plan.name}-hub`,
      {
        tables: new Map(Object.entries(parts.hub.tables)),
        destinations: hubRoutesTo(settings, workload, plan),
        target,
      },
      { providers: [network] },
    );
  } else if (attachment && gateway) {
    new VpcRoutes(
      `${plan.name}-spoke`,
      {
        tables,
        destinations,
        target: { transitGatewayId: gateway.gatewayId },
        after: [attachment.routes, ...ready.transitRoutes],
      },
      { providers: [provider] },
    );
  }
  if (hasOwnVpnGateway(settings, workload)) {
    const { gatewayId } = new VpnGateway(
      plan.name,
      { vpcId: spoke.network.vpc.id, asn: settings.hybrid.vpnGatewayAsn, tables },
      { providers: [provider] },
    );
    joinDirectConnect(settings, workload, { name: plan.name, gatewayId, parts, providers });
  }
  return {
    peeringConnectionId: peering?.connectionId,
    transitGatewayAttachmentId: attachment?.attachmentId,
  };
}

/** The environment's transit gateway, if it has one. */
function gatewayOf({ transitGateway }: EnvironmentParts, ready: Readiness): TransitGatewayLink | undefined {
  if (!transitGateway) return undefined;
  const { gatewayId, tables } = transitGateway;
  return {
    gatewayId,
    shares: ready.transitShares,
    tableId: (table) => {
      const id = tables[table];
      if (id === undefined) throw new Error(`the environment's transit gateway has no table ${table}`);
      return id;
    },
  };
}

/** Joins a workload's own gateway with the environment's Direct Connect gateway, which accepts it in its account. */
function joinDirectConnect(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  {
    name,
    gatewayId,
    parts,
    providers,
  }: Pick<JoinArgs, "parts" | "providers"> & {
    readonly name: string;
    readonly gatewayId: pulumi.Output<string>;
  },
): void {
  const plan = planDirectConnect(settings);
  if (!plan || parts.directConnectGatewayId === undefined) return;
  new DirectConnectAssociation(
    `${name}-direct-connect`,
    {
      directConnectGatewayId: parts.directConnectGatewayId,
      directConnectAccountId: settings.accounts.network,
      gatewayId,
      allowedPrefixes: plan.allowedPrefixes,
      proposer: { accountId: workload.accountId, provider: providers.workload(workload) },
    },
    { providers: [providers.platform("network")] },
  );
}
