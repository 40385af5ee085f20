import { type RouteOrigin, byPreference } from "../../../../components/hybrid/route-preference";
import {
  type TransitAttachment,
  type TransitPlan,
  type TransitTable,
} from "../../../../components/hybrid/transit-plan";
import { contains, parseCidr } from "../../../../settings/addresses/cidr";

const compare = byPreference("transitGateway");

/** A route as a table of the running gateway has it. */
interface Learned {
  readonly cidr: string;
  readonly origin: RouteOrigin;
  /** Key of an attachment, or nowhere. */
  readonly to?: string;
}

const originOf: Readonly<Record<TransitAttachment["kind"], RouteOrigin>> = {
  hub: "vpc",
  spoke: "vpc",
  inspection: "vpc",
  directConnect: "directConnect",
  vpn: "vpn",
};

export interface Network {
  /** Keys of attachments that are down: they announce nothing, and a static route to one drops. */
  readonly down?: readonly string[];
  /** What customers announce beside their networks, by key of the attachment. */
  readonly announced?: Readonly<Record<string, readonly string[]>>;
}

/** All routes that a table has. */
export function routesIn(
  plan: TransitPlan,
  table: TransitTable,
  { down = [], announced = {} }: Network = {},
): Learned[] {
  return [
    ...plan.routes
      .filter((route) => route.table === table)
      .map(({ cidr, to }): Learned => ({
        cidr,
        origin: "static",
        ...(to !== undefined && !down.includes(to) ? { to } : {}),
      })),
    ...plan.attachments
      .filter(({ key, propagatesTo }) => propagatesTo.includes(table) && !down.includes(key))
      .flatMap(({ key, kind, blocks }) =>
        [...blocks, ...(announced[key] ?? [])].map((cidr): Learned => ({
          cidr,
          origin: originOf[kind],
          to: key,
        })),
      ),
  ];
}

/** Where a packet that an attachment sends comes out: keys of the attachments on its way, the last one its end; ends with `nowhere` when it is dropped. */
export function walk(plan: TransitPlan, from: string, address: string, network: Network = {}): string[] {
  const host = parseCidr(`${address}/32`);
  const way: string[] = [];
  let at = from;
  for (;;) {
    const { table } = plan.attachments.find(({ key }) => key === at)!;
    const [best] = routesIn(plan, table, network)
      .filter(({ cidr }) => contains(parseCidr(cidr), host))
      .sort((a, b) => parseCidr(b.cidr).prefix - parseCidr(a.cidr).prefix || compare(a.origin, b.origin));
    const next = best?.to ?? "nowhere";
    // A VPC that the packet has been through before would send it around forever.
    if (way.includes(next)) return [...way, "nowhere"];
    way.push(next);
    if (next !== "inspection") return way;
    at = next;
  }
}

/** Where a packet ends. */
export function endOf(plan: TransitPlan, from: string, address: string, network: Network = {}): string {
  return walk(plan, from, address, network).at(-1)!;
}
