import {
  hasTransitGateway,
  networkBlocks,
  onPremisesOf,
  onPremisesOfHub,
  pathsOf,
} from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";

/**
 * Route tables of the transit gateway. What an attachment is associated with says where its traffic may go: workloads to shared services, those that
 * ask for it to on-premises networks too, and never to each other.
 */
export type TransitTable = "spokes" | "spokes-on-premises" | "shared" | "on-premises" | "inspection";

/** What is attached to the transit gateway. */
export interface TransitAttachment {
  /** `hub`, `inspection`, `direct-connect`, `workload-booking`, `vpn-head-office`. */
  readonly key: string;
  readonly kind: "hub" | "spoke" | "vpn" | "directConnect" | "inspection";
  /** The table that its traffic is looked up in. */
  readonly table: TransitTable;
  /** Tables that learn its blocks. */
  readonly propagatesTo: readonly TransitTable[];
  /** What it propagates: the VPC's block, or what the customer announces over BGP. */
  readonly blocks: readonly string[];
}

/** A static route of one of the tables: to an attachment, or to nowhere. */
export interface TransitRoute {
  readonly table: TransitTable;
  readonly cidr: string;
  /** Key of an attachment; nowhere when left out. */
  readonly to?: string;
}

export interface TransitPlan {
  /** `prod-transit`: prefix of its resources' names. */
  readonly name: string;
  readonly tables: readonly TransitTable[];
  readonly attachments: readonly TransitAttachment[];
  readonly routes: readonly TransitRoute[];
}

/** Plans the transit gateway; undefined when the environment has none. */
export function planTransit(settings: EnvironmentSettings): TransitPlan | undefined {
  if (!hasTransitGateway(settings)) return undefined;
  const { environment, hybrid } = settings;
  const inspects = hybrid.transitGateway.inspection === "firewall";
  const leadsOut = hybrid.vpn.length > 0 || hybrid.directConnect !== undefined;
  const tables: TransitTable[] = [
    "spokes",
    ...(leadsOut ? (["spokes-on-premises"] as const) : []),
    "shared",
    ...(leadsOut ? (["on-premises"] as const) : []),
    ...(inspects ? (["inspection"] as const) : []),
  ];
  const attachments = planAttachments(settings, tables, inspects);
  return {
    name: `${environment}-transit`,
    tables,
    attachments,
    routes: [
      ...blackholes(settings, tables, inspects),
      ...staticVpnRoutes(settings, inspects),
      ...(inspects ? inspectionRoutes(settings, attachments) : []),
    ],
  };
}

function planAttachments(
  settings: EnvironmentSettings,
  tables: readonly TransitTable[],
  inspects: boolean,
): TransitAttachment[] {
  const { network, hybrid, workloads } = settings;
  // With a firewall only its table knows all: everybody else's leads to it.
  const into = (...direct: TransitTable[]): TransitTable[] =>
    inspects ? ["inspection"] : direct.filter((table) => tables.includes(table));
  const hubOut: TransitTable[] = network.hub.onPremises ? ["on-premises"] : [];
  const outside: TransitTable[] = [
    "spokes-on-premises",
    ...(network.hub.onPremises ? (["shared"] as const) : []),
  ];
  return [
    {
      key: "hub",
      kind: "hub",
      table: "shared",
      propagatesTo: into("spokes", "spokes-on-premises", ...hubOut),
      blocks: [network.hub.cidr],
    },
    ...workloads
      .filter((workload) => pathsOf(settings, workload).attached)
      .map(({ name, cidr, onPremises }): TransitAttachment => ({
        key: `workload-${name}`,
        kind: "spoke",
        table: onPremises ? "spokes-on-premises" : "spokes",
        propagatesTo: into("shared", ...(onPremises ? (["on-premises"] as const) : [])),
        blocks: [cidr],
      })),
    ...hybrid.vpn.map(({ name, routing, networks }): TransitAttachment => ({
      key: `vpn-${name}`,
      kind: "vpn",
      table: "on-premises",
      // What lies behind a static connection nobody announces.
      propagatesTo: routing === "bgp" ? into(...outside) : [],
      blocks: networkBlocks(settings, networks),
    })),
    ...(hybrid.directConnect
      ? [
          {
            key: "direct-connect",
            kind: "directConnect",
            table: "on-premises",
            propagatesTo: into(...outside),
            blocks: networkBlocks(settings, hybrid.directConnect.networks),
          } as const,
        ]
      : []),
    ...(inspects
      ? [
          {
            key: "inspection",
            kind: "inspection",
            table: "inspection",
            propagatesTo: [],
            blocks: [],
          } as const,
        ]
      : []),
  ];
}

/**
 * Other environments are out of reach whatever a customer announces, and so is every address of this one that a table does not know: a VPC's own block is
 * longer than the address space, so what a table knows still wins.
 */
function blackholes(
  { network }: EnvironmentSettings,
  tables: readonly TransitTable[],
  inspects: boolean,
): TransitRoute[] {
  const others = network.otherEnvironments.map(({ cidr }) => cidr);
  return tables.flatMap((table) =>
    // With a firewall the hub's table leads to it for the whole space.
    (inspects && table === "shared" ? others : [network.addressSpace, ...others]).map((cidr) => ({
      table,
      cidr,
    })),
  );
}

function staticVpnRoutes(settings: EnvironmentSettings, inspects: boolean): TransitRoute[] {
  const tables: TransitTable[] = inspects
    ? ["inspection"]
    : ["spokes-on-premises", ...(settings.network.hub.onPremises ? (["shared"] as const) : [])];
  return settings.hybrid.vpn
    .filter(({ routing }) => routing === "static")
    .flatMap(({ name, networks }) =>
      networkBlocks(settings, networks).flatMap((cidr) =>
        tables.map((table) => ({ table, cidr, to: `vpn-${name}` })),
      ),
    );
}

/** Everything goes through the firewall: what a table let one reach directly, it now reaches by way of the inspection VPC, and no more. */
function inspectionRoutes(
  settings: EnvironmentSettings,
  attachments: readonly TransitAttachment[],
): TransitRoute[] {
  const { network, workloads } = settings;
  const to = "inspection";
  const hub = network.hub.cidr;
  const attached = new Set(attachments.map(({ key }) => key));
  const asking = workloads.filter(({ name, onPremises }) => onPremises && attached.has(`workload-${name}`));
  const outside = [...new Set(asking.flatMap((workload) => onPremisesOf(settings, workload)))];
  const hubOutside = [...new Set(onPremisesOfHub(settings))];
  const leadsOut = attachments.some(({ table }) => table === "on-premises");
  return [
    { table: "spokes", cidr: hub, to },
    { table: "shared", cidr: network.addressSpace, to },
    ...hubOutside.map((cidr): TransitRoute => ({ table: "shared", cidr, to })),
    ...(leadsOut
      ? [
          { table: "spokes-on-premises", cidr: hub, to } as const,
          ...outside.map((cidr): TransitRoute => ({ table: "spokes-on-premises", cidr, to })),
          ...(hubOutside.length > 0 ? [{ table: "on-premises", cidr: hub, to } as const] : []),
          ...asking.map(({ cidr }): TransitRoute => ({ table: "on-premises", cidr, to })),
        ]
      : []),
  ];
}
