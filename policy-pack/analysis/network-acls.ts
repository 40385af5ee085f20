import { type Block, contains, isWholeWorld, parseBlock } from "./addresses";
import { type Resource } from "./resource";
import { isAllTraffic, isProtocol } from "./security-rules";
import { type Json, UNKNOWN, type Unknown, asBoolean, asList, asNumber, asText, at } from "./values";

/** Network ACL entries, inline and separate. */
export const NETWORK_ACL_TYPES: readonly string[] = [
  "aws:ec2/networkAclRule:NetworkAclRule",
  "aws:ec2/networkAcl:NetworkAcl",
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
];

export interface NetworkAclEntry {
  readonly egress: boolean | Unknown;
  readonly allow: boolean | Unknown;
  readonly number: number | undefined | Unknown;
  readonly protocol: string | Unknown;
  readonly fromPort: number | undefined | Unknown;
  readonly toPort: number | undefined | Unknown;
  readonly blocks: readonly (string | Unknown)[];
  /** Where it stands in the resource; empty when the resource is the entry. */
  readonly path: string;
}

export interface UnknownEntry {
  readonly unknown: string;
}

export function isUnknownEntry(entry: NetworkAclEntry | UnknownEntry): entry is UnknownEntry {
  return "unknown" in entry;
}

export function networkAclEntries(resource: Resource): readonly (NetworkAclEntry | UnknownEntry)[] {
  if (resource.type === "aws:ec2/networkAclRule:NetworkAclRule") {
    const egress = asBoolean(at(resource.props, "egress"));
    return [entryOf(resource.props, egress ?? false, "")];
  }
  return [false, true].flatMap((egress) => {
    const property = egress ? "egress" : "ingress";
    const list = asList(at(resource.props, property));
    if (list === UNKNOWN) return [{ unknown: property }];
    return list.map((raw, index) => {
      const path = `${property}[${index}]`;
      return at(raw) === UNKNOWN ? { unknown: path } : entryOf(raw, egress, path);
    });
  });
}

function entryOf(entry: Json | Unknown, egress: boolean | Unknown, path: string): NetworkAclEntry {
  const action = asText(at(entry, "ruleAction") ?? at(entry, "action"));
  const blocks = ["cidrBlock", "ipv6CidrBlock"]
    .map((key) => asText(at(entry, key)))
    .filter((block): block is string | Unknown => block !== undefined);
  return {
    egress,
    allow: action === UNKNOWN ? UNKNOWN : action?.toLowerCase() === "allow",
    number: asNumber(at(entry, "ruleNumber") ?? at(entry, "ruleNo")),
    protocol: asText(at(entry, "protocol")) ?? "-1",
    fromPort: asNumber(at(entry, "fromPort")),
    toPort: asNumber(at(entry, "toPort")),
    blocks,
    path,
  };
}

/** True when the entry matches TCP to this port from the whole internet. */
export function admitsTcp(entry: NetworkAclEntry, port: number): boolean | Unknown {
  const { blocks } = entry;
  const open = blocks.some((block) => block !== UNKNOWN && isWholeWorld(block));
  if (!open && !blocks.includes(UNKNOWN)) return false;
  const matches = matchesTcp(entry, port);
  return matches === true ? open || UNKNOWN : matches;
}

function matchesTcp({ protocol, fromPort, toPort }: NetworkAclEntry, port: number): boolean | Unknown {
  if (protocol === UNKNOWN) return UNKNOWN;
  if (isAllTraffic(protocol)) return true;
  if (!isProtocol(protocol, "tcp")) return false;
  if (typeof fromPort === "number" && fromPort > port) return false;
  if (typeof toPort === "number" && toPort < port) return false;
  return fromPort === UNKNOWN || toPort === UNKNOWN ? UNKNOWN : true;
}

/**
 * True when entries with lower numbers deny to the port all that this entry admits from the whole internet: the lowest number wins. Unknown when an
 * entry that may be one of them is not known whole.
 * @param entries all entries of the network ACL
 */
export function isDeniedBefore(
  entry: NetworkAclEntry,
  entries: readonly (NetworkAclEntry | UnknownEntry)[],
  port: number,
): boolean | Unknown {
  const open = entry.blocks.flatMap((text) =>
    text !== UNKNOWN && isWholeWorld(text) ? (parseBlock(text) ?? []) : [],
  );
  let unsure = false;
  const denied = (block: Block): boolean =>
    entries.some((other) => {
      if (isUnknownEntry(other)) {
        unsure ||= other.unknown.startsWith("ingress");
        return false;
      }
      if (other === entry || other.egress === true || other.allow === true) return false;
      const matches = matchesTcp(other, port);
      if (matches === false) return false;
      const covered = other.blocks.some((text) => {
        const held = text === UNKNOWN ? undefined : parseBlock(text);
        return held !== undefined && contains(held, block);
      });
      if (!covered && !other.blocks.includes(UNKNOWN)) return false;
      const [mine, its] = [entry.number, other.number];
      if (typeof mine === "number" && typeof its === "number" && its >= mine) return false;
      const certain =
        matches === true &&
        covered &&
        other.egress === false &&
        other.allow === false &&
        typeof mine === "number" &&
        typeof its === "number";
      unsure ||= !certain;
      return certain;
    });
  if (open.length > 0 && open.every(denied)) return true;
  return unsure ? UNKNOWN : false;
}
