import {
  type PlannedGroup,
  type PlannedNetwork,
  type PlannedRoute,
  type PlannedRule,
  type PlannedSubnet,
} from "../../functions/network-baseline/planned";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { originRule } from "../edge/private-origin-plan";
import { planHub, tierOfHubGroup, tiersTowardsSpokes } from "../network/hub-plan";
import {
  hubRoutesTo,
  hubTransitRoutes,
  learntByHub,
  learntBySpoke,
  spokeRoutes,
} from "../network/route-plan";
import { planSpoke, tierOfSpokeGroup, tiersTowardsHub } from "../network/spoke-plan";
import { type GroupRule, type VpcPlan, zoneLetter } from "../network/vpc-plan";
import { planService } from "../service/service-plan";
import { hasTransitGateway } from "../../settings/connectivity";

/** Blocks of the prefix lists that AWS keeps, which the plan names: known when AWS is asked. */
export interface PrefixBlocks {
  readonly s3: readonly string[];
  /** Empty where no workload has the endpoint. */
  readonly dynamodb: readonly string[];
  /** CloudFront's servers as origins see them; empty where nothing is behind CloudFront. */
  readonly cloudfront: readonly string[];
}

/** A VPC's plan, and what other plans add to it. */
interface Vpc<T extends string, G extends string> {
  readonly plan: VpcPlan<T, G>;
  readonly workload: string;
  readonly tierOf: Readonly<Record<G, T>>;
  /** Routes of these tiers' tables beyond the VPC. */
  readonly joined: { readonly tiers: readonly T[]; readonly routes: readonly PlannedRoute[] };
  /** Services whose gateway endpoint puts routes into the tables that say so. */
  readonly gateways: ReadonlyArray<"s3" | "dynamodb">;
  /** CloudFront's way in, where the VPC has one: the tier that it enters, and what its group admits. */
  readonly entry?: { readonly tier: T; readonly group: G; readonly rule: PlannedRule };
}

/**
 * What an environment plans of its network, for the function that compares traffic with it. It comes from the plans that the VPCs,
 * groups, network ACLs and routes are declared from, so the two cannot differ. Names are those of the resources: `prod-booking-web-a`.
 */
export function plannedNetwork(settings: EnvironmentSettings, blocks: PrefixBlocks): PlannedNetwork {
  const parts = [
    ofVpc(hubOf(settings), blocks),
    ...settings.workloads.map((workload) => ofVpc(spokeOf(settings, workload, blocks), blocks)),
  ];
  return {
    subnets: parts.flatMap(({ subnets }) => subnets),
    groups: parts.flatMap(({ groups }) => groups),
    nacls: parts.flatMap(({ nacls }) => nacls),
    routeTables: parts.flatMap(({ routeTables }) => routeTables),
  };
}

function routesOf(target: string, destinations: readonly string[]): PlannedRoute[] {
  return destinations.map((destination) => ({ destination, target }));
}

function hubOf(settings: EnvironmentSettings) {
  return {
    plan: planHub(settings),
    workload: "hub",
    tierOf: tierOfHubGroup,
    joined: {
      tiers: tiersTowardsSpokes,
      routes: [
        ...settings.workloads.flatMap((workload) =>
          routesOf("peering", hubRoutesTo(settings, workload, planSpoke(settings, workload))),
        ),
        ...(hasTransitGateway(settings) ? routesOf("transitGateway", hubTransitRoutes(settings)) : []),
        ...routesOf("vpnGateway", learntByHub(settings)),
      ],
    },
    gateways: ["s3"] as const,
  };
}

function spokeOf(settings: EnvironmentSettings, workload: WorkloadSettings, { cloudfront }: PrefixBlocks) {
  const { via, destinations } = spokeRoutes(settings, workload);
  const service = workload.service && planService(settings, workload, workload.service);
  const { tier, groups } = service?.placement.loadBalancer ?? { tier: "web", groups: [] };
  const [group] = groups;
  return {
    plan: planSpoke(settings, workload),
    workload: workload.name,
    tierOf: tierOfSpokeGroup,
    joined: {
      tiers: tiersTowardsHub,
      routes: [...routesOf(via, destinations), ...routesOf("vpnGateway", learntBySpoke(settings, workload))],
    },
    gateways: workload.dynamodb ? (["s3", "dynamodb"] as const) : (["s3"] as const),
    ...(service && workload.service?.edge && group
      ? {
          entry: {
            tier,
            group,
            rule: {
              direction: "ingress",
              ...trafficOf(originRule(service.loadBalancer.listener.port)),
              peer: { prefixes: cloudfront },
            } as const,
          },
        }
      : {}),
  };
}

function trafficOf({ protocol, fromPort, toPort }: Pick<PlannedRule, "protocol" | "fromPort" | "toPort">) {
  return { protocol, fromPort, toPort };
}

function ofVpc<T extends string, G extends string>(vpc: Vpc<T, G>, blocks: PrefixBlocks): PlannedNetwork {
  const { plan } = vpc;
  return {
    subnets: plan.addresses.subnets.map((subnet) => ofSubnet(vpc, subnet, blocks)),
    groups: plan.groups.map(({ group, rules }) => ofGroup(vpc, group, rules, blocks)),
    nacls: plan.acls.map(({ tier, entries }) => ({
      name: `${plan.name}-${tier}`,
      entries: entries.map(({ direction, number, action, cidr, ...entry }) => ({
        direction,
        number,
        ...trafficOf(entry),
        cidr,
        allow: action === "allow",
      })),
    })),
    routeTables: plan.tables.map(({ key, tier, s3, default: target }) => ({
      name: `${plan.name}-${key}`,
      routes: [
        ...(vpc.joined.tiers.includes(tier) ? vpc.joined.routes : []),
        ...(s3 ? vpc.gateways.flatMap((service) => routesOf(service, blocks[service])) : []),
        ...(target ? routesOf(target.to, ["0.0.0.0/0"]) : []),
      ],
    })),
  };
}

function ofSubnet<T extends string, G extends string>(
  { plan, workload, tierOf, entry }: Vpc<T, G>,
  { tier, availabilityZone, cidr }: VpcPlan<T, G>["addresses"]["subnets"][number],
  { cloudfront }: PrefixBlocks,
): PlannedSubnet {
  const groups = plan.groups.map(({ group }) => group).filter((group) => tierOf[group] === tier);
  const table = plan.tables.find(
    (one) => one.tier === tier && one.availabilityZones.includes(availabilityZone),
  );
  return {
    name: `${plan.name}-${tier}-${zoneLetter(availabilityZone)}`,
    vpc: plan.name,
    workload,
    tier,
    cidr,
    groups: groups.map((group) => `${plan.name}-${group}`),
    // NAT gateways and the attachments of a transit gateway.
    ...(groups.length === 0 ? { withoutGroups: true } : {}),
    ...(entry?.tier === tier ? { enteredFrom: cloudfront } : {}),
    nacl: `${plan.name}-${tier}`,
    routeTable: `${plan.name}-${table!.key}`,
  };
}

function ofGroup<T extends string, G extends string>(
  { plan, entry }: Vpc<T, G>,
  group: G,
  rules: ReadonlyArray<GroupRule<G>>,
  blocks: PrefixBlocks,
): PlannedGroup {
  const peerOf = ({ peer }: GroupRule<G>): PlannedRule["peer"] => {
    switch (peer.kind) {
      case "cidr":
        return { cidr: peer.cidr };
      case "group":
        return { group: `${plan.name}-${peer.group}` };
      default:
        return { prefixes: blocks[peer.kind] };
    }
  };
  return {
    name: `${plan.name}-${group}`,
    rules: [
      ...rules.map((rule) => ({
        direction: rule.direction,
        ...trafficOf(rule),
        peer: peerOf(rule),
      })),
      ...(entry?.group === group ? [entry.rule] : []),
    ],
  };
}
