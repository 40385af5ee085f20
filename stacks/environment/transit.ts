import type * as pulumi from "@pulumi/pulumi";
import { Inspection } from "../../components/hybrid/inspection";
import { planInspection } from "../../components/hybrid/inspection-plan";
import { TransitGateway } from "../../components/hybrid/transit-gateway";
import { type TransitPlan, planTransit } from "../../components/hybrid/transit-plan";
import { VpcAttachment } from "../../components/hybrid/vpc-attachment";
import { type Hub } from "../../components/network/hub";
import { hubTransitRoutes } from "../../components/network/route-plan";
import { VpcRoutes } from "../../components/network/vpc-routes";
import { pathsOf } from "../../settings/connectivity";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "../spoke/providers";

/** The environment's transit gateway with the hub attached. */
export interface EnvironmentTransit {
  readonly plan: TransitPlan;
  readonly gateway: TransitGateway;
  readonly hubAttachment: VpcAttachment;
}

/** The transit gateway in the network account; undefined when the environment has none. */
export function deployTransit(
  settings: EnvironmentSettings,
  providers: EnvironmentProviders,
  hub: Hub,
  hubTables: ReadonlyMap<string, pulumi.Input<string>>,
  logs: EnvironmentLogs,
): EnvironmentTransit | undefined {
  const plan = planTransit(settings);
  if (!plan) return undefined;
  const { environment, hybrid } = settings;
  const own = { providers: [providers.platform("network")] };
  const gateway = new TransitGateway(
    plan.name,
    { plan, asn: hybrid.transitGateway.asn, principals: principalsOf(settings) },
    own,
  );
  const hubAttachment = new VpcAttachment(
    `${environment}-hub`,
    {
      plan,
      gateway,
      key: "hub",
      vpcId: hub.network.vpc.id,
      subnetIds: hub.network.subnetsOf("attachment").map(({ id }) => id),
    },
    own,
  );
  new VpcRoutes(
    `${environment}-hub-transit`,
    {
      tables: hubTables,
      destinations: hubTransitRoutes(settings),
      target: { transitGatewayId: gateway.gatewayId },
      after: [hubAttachment.routes],
    },
    own,
  );
  deployInspection(settings, providers, { plan, gateway, logs });
  return { plan, gateway, hubAttachment };
}

/** The inspection VPC in the network account, when traffic passes a firewall. */
function deployInspection(
  settings: EnvironmentSettings,
  providers: EnvironmentProviders,
  { plan: transit, gateway, logs }: { plan: TransitPlan; gateway: TransitGateway; logs: EnvironmentLogs },
): void {
  const plan = planInspection(settings);
  if (!plan) return;
  const { region, organizationId, production, accounts } = settings;
  const provider = providers.platform("network");
  const { name } = plan.network;
  new Inspection(
    name,
    {
      plan,
      transit,
      gateway,
      region,
      organizationId,
      deleteProtection: production,
      flowLogs: logs.flowLogs(name, accounts.network, provider),
      queryLogs: logs.queryLogs(),
    },
    { providers: [provider] },
  );
}

/** The organisation when its management account is known, otherwise the accounts of the workloads that attach. */
function principalsOf(settings: EnvironmentSettings): string[] {
  const { region, organizationId, hybrid, workloads } = settings;
  const { managementAccountId } = hybrid.transitGateway;
  if (managementAccountId !== undefined) {
    return [
      `arn:${partitionOf(region)}:organizations::${managementAccountId}:organization/${organizationId}`,
    ];
  }
  const attached = workloads.filter((workload) => pathsOf(settings, workload).attached);
  return [...new Set(attached.map(({ accountId }) => accountId))];
}
