import { contains, parseCidr } from "../../../../settings/addresses/cidr";
import { type AclEntry, type AclPlan, type GroupRule } from "../../../../components/network/vpc-plan";

/** A packet as a network ACL sees it: the other side's address and the port that it goes to. */
export interface Packet {
  readonly direction: AclEntry["direction"];
  readonly protocol: AclEntry["protocol"];
  /** The other side's address, `10.0.0.1`: where it comes from, or goes to. */
  readonly address: string;
  readonly port: number;
}

/** Whether a tier's network ACL lets a packet through: the lowest entry that matches decides, none means no. */
export function admits<T extends string>(acls: ReadonlyArray<AclPlan<T>>, tier: T, packet: Packet): boolean {
  const acl = acls.find((plan) => plan.tier === tier);
  const entries = [...(acl?.entries ?? [])].sort((a, b) => a.number - b.number);
  const host = parseCidr(`${packet.address}/32`);
  const match = entries.find(
    ({ direction, protocol, fromPort, toPort, cidr }) =>
      direction === packet.direction &&
      protocol === packet.protocol &&
      fromPort <= packet.port &&
      packet.port <= toPort &&
      contains(parseCidr(cidr), host),
  );
  return match?.action === "allow";
}

/** Ports that clients open connections from: the ends of the range, Linux's and Windows' lowest, RDP's. */
export const clientPorts = [1024, 3389, 32768, 49152, 65535];

/** One side of a connection: a host and the network ACL it stands behind; none for a host on the internet. */
export interface Side {
  readonly address: string;
  readonly admits?: (packet: Packet) => boolean;
}

/** What stops a connection: nothing when every packet of it passes, replies to all client ports included. */
export function stoppedAt(
  client: Side,
  server: Side,
  { protocol, port }: Pick<Packet, "protocol" | "port">,
  replyPorts: readonly number[] = clientPorts,
): string[] {
  const steps: Array<[step: string, side: Side, packet: Packet]> = [
    ["request leaving", client, { direction: "egress", protocol, address: server.address, port }],
    ["request arriving", server, { direction: "ingress", protocol, address: client.address, port }],
    ...replyPorts.flatMap((reply): Array<[string, Side, Packet]> => [
      [
        `reply leaving to ${reply}`,
        server,
        { direction: "egress", protocol, address: client.address, port: reply },
      ],
      [
        `reply arriving at ${reply}`,
        client,
        { direction: "ingress", protocol, address: server.address, port: reply },
      ],
    ]),
  ];
  return steps.filter(([, side, packet]) => side.admits && !side.admits(packet)).map(([step]) => step);
}

/** Entries of one direction in short: `100 allow tcp 443 10.0.0.0/16`. */
export function entriesOf<T extends string>(
  acls: ReadonlyArray<AclPlan<T>>,
  tier: T,
  direction: AclEntry["direction"],
): string[] {
  return acls
    .filter((acl) => acl.tier === tier)
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.direction === direction)
    .map(
      ({ number, action, protocol, fromPort, toPort, cidr }) =>
        `${number} ${action} ${protocol} ${portsOf(fromPort, toPort)} ${cidr}`,
    );
}

/** A security group's rule in short: `from-web ingress tcp 8443 group web`. */
export function ruleText<G extends string>(rule: GroupRule<G>): string {
  const { key, direction, protocol, fromPort, toPort, peer } = rule;
  const who = peer.kind === "group" ? `group ${peer.group}` : peer.kind === "cidr" ? peer.cidr : peer.kind;
  return `${key} ${direction} ${protocol} ${portsOf(fromPort, toPort)} ${who}`;
}

function portsOf(from: number, to: number): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
