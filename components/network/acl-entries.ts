import { type AclEntry } from "./vpc-plan";

export const anywhere = "0.0.0.0/0";

/** Ports that replies arrive on: ACLs are stateless, so a reply needs an entry of its own. */
export const ephemeral = { fromPort: 1024, toPort: 65535 } as const;

/** An entry before it has its number. */
export type Unnumbered = Omit<AclEntry, "number" | "direction">;

/** TCP to or from one port. */
export function allowTcp(cidr: string, port: number): Unnumbered {
  return { action: "allow", protocol: "tcp", fromPort: port, toPort: port, cidr };
}

/** Replies to connections that were opened towards `cidr`, or from it. */
export function allowReplies(cidr: string): Unnumbered {
  return { action: "allow", protocol: "tcp", ...ephemeral, cidr };
}

/** RDP's port lies among the ephemeral ones. */
const remoteDesktop = 3389;

/**
 * Replies from public addresses. S3 answers from them even through its gateway endpoint, and an ACL cannot name a prefix list.
 * RDP's port is left out: an ACL that let the world in on it would do so whatever the security groups say of it today. No
 * common system picks it as a connection's source port (Linux begins at 32768, Windows at 49152).
 */
export function allowRepliesFromAnywhere(): Unnumbered[] {
  const allow = (fromPort: number, toPort: number): Unnumbered => ({
    action: "allow",
    protocol: "tcp",
    fromPort,
    toPort,
    cidr: anywhere,
  });
  return [allow(ephemeral.fromPort, remoteDesktop - 1), allow(remoteDesktop + 1, ephemeral.toPort)];
}

/**
 * Numbers entries in order, 100, 110, 120, …, each direction for itself: the gaps leave room for an entry by hand
 * in an emergency. Entries that repeat are dropped.
 */
export function numbered(direction: AclEntry["direction"], entries: readonly Unnumbered[]): AclEntry[] {
  const distinct = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  return distinct.map((entry, index) => ({ number: 100 + 10 * index, direction, ...entry }));
}
