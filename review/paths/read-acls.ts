import {
  type Model,
  NETWORK_ACL_TYPES,
  type Resource,
  UNKNOWN,
  asNumber,
  at,
  isComputed,
  isUnknownEntry,
  networkAclEntries,
} from "../../policy-pack/analysis";
import { type Acl, type AclEntry } from "./network";
import { SUBNET, VPC, blockPeer, target, targets, trafficOf } from "./read-values";

const ACL = "aws:ec2/networkAcl:NetworkAcl";
const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";

/** A VPC's own network ACL lets everything through until somebody takes its entries away. */
export const OPEN_ACL = "the VPC's own network ACL";

export interface Acls {
  readonly acls: ReadonlyMap<string, Acl>;
  /** ACL of a subnet by URN; the VPC's when it has none of its own. */
  readonly of: (subnet: string, vpc: string) => string;
}

export function readAcls(model: Model): Acls {
  const entries = new Map<string, AclEntry[]>();
  for (const resource of model.ofType(...NETWORK_ACL_TYPES)) {
    const separate = resource.type.endsWith(":NetworkAclRule");
    const owner = separate ? target(model, resource, "networkAclId", [ACL, DEFAULT_ACL]) : resource.urn;
    if (owner === undefined) continue;
    const list = entries.get(owner) ?? [];
    entries.set(owner, list);
    for (const entry of networkAclEntries(resource)) {
      const path = isUnknownEntry(entry) ? entry.unknown : entry.path;
      if (!separate && isComputed(resource, path.replace(/\[.*/, ""))) continue;
      list.push(isUnknownEntry(entry) ? unknownEntry(path) : entryOf(resource, entry));
    }
  }
  const everything: AclEntry[] = [false, true].map((egress) => ({
    number: 100,
    egress,
    allow: true,
    traffic: trafficOf("-1", undefined, undefined),
    peers: ["0.0.0.0/0", "::/0"].map(blockPeer),
    partial: false,
  }));
  const acls = new Map<string, Acl>([[OPEN_ACL, { name: OPEN_ACL, entries: everything }]]);
  for (const [urn, list] of entries) {
    const sorted = [...list].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
    acls.set(urn, { name: model.byUrn.get(urn)?.name ?? urn, entries: sorted });
  }
  const own = new Map<string, string>();
  for (const acl of model.ofType(ACL)) {
    for (const { urn } of targets(model, acl, "subnetIds", [SUBNET])) own.set(urn, acl.urn);
  }
  for (const association of model.ofType("aws:ec2/networkAclAssociation:NetworkAclAssociation")) {
    const subnet = target(model, association, "subnetId", [SUBNET]);
    const acl = target(model, association, "networkAclId", [ACL, DEFAULT_ACL]);
    if (subnet !== undefined && acl !== undefined) own.set(subnet, acl);
  }
  const ofVpc = new Map<string, string>();
  for (const acl of model.ofType(DEFAULT_ACL)) {
    const vpc = target(model, acl, "defaultNetworkAclId", [VPC]) ?? "";
    const byId = model.ofType(VPC).find(({ props }) => at(props, "defaultNetworkAclId") === vpc);
    ofVpc.set(byId?.urn ?? vpc, acl.urn);
  }
  return { acls, of: (subnet, vpc) => own.get(subnet) ?? ofVpc.get(vpc) ?? OPEN_ACL };
}

function unknownEntry(path: string): AclEntry {
  return {
    number: undefined,
    egress: path.startsWith("egress"),
    allow: undefined,
    traffic: trafficOf(UNKNOWN, undefined, undefined),
    peers: [{ kind: "unknown", text: path }],
    partial: false,
  };
}

function entryOf(
  { props }: Resource,
  entry: Exclude<ReturnType<typeof networkAclEntries>[number], { unknown: string }>,
): AclEntry {
  const traffic = trafficOf(entry.protocol, entry.fromPort, entry.toPort);
  const type = asNumber(at(props, "icmpType"));
  return {
    number: typeof entry.number === "number" ? entry.number : undefined,
    egress: entry.egress === UNKNOWN ? undefined : entry.egress,
    allow: entry.allow === UNKNOWN ? undefined : entry.allow,
    traffic,
    peers: entry.blocks.map(blockPeer),
    partial: (traffic.protocol ?? "").startsWith("icmp") && type !== undefined && type !== -1,
  };
}
