import {
  type Model,
  type Resource,
  SECURITY_RULE_TYPES,
  type SecurityRule,
  UNKNOWN,
  type Unknown,
  at,
  isComputed,
  isUnknownRules,
  securityRules,
} from "../../policy-pack/analysis";
import { type Group, type Peer, type Rule } from "./network";
import {
  ENDPOINT,
  GROUPS,
  PREFIX_LIST,
  VPC,
  blockPeer,
  ranges,
  target,
  targets,
  text,
  trafficOf,
} from "./read-values";

/** Security groups with their rules, inline and separate. */
export function readGroups(model: Model): ReadonlyMap<string, Group> {
  const rules = new Map<string, Rule[]>(model.ofType(...GROUPS).map(({ urn }) => [urn, []]));
  for (const resource of model.ofType(...SECURITY_RULE_TYPES)) {
    const inline = GROUPS.includes(resource.type);
    const owner = inline ? resource.urn : target(model, resource, "securityGroupId", GROUPS);
    if (owner === undefined) continue;
    const list = rules.get(owner) ?? [];
    rules.set(owner, list);
    for (const rule of securityRules(resource)) {
      const path = isUnknownRules(rule) ? rule.unknown : rule.path;
      // A list that the program does not give repeats what separate rules add.
      if (inline && isComputed(resource, path.replace(/\[.*/, ""))) continue;
      list.push(isUnknownRules(rule) ? unknownRule(resource, path) : ruleOf(model, resource, rule, owner));
    }
  }
  return new Map(
    [...rules].map(([urn, list]) => {
      const resource = model.byUrn.get(urn);
      const vpc = resource && (target(model, resource, "vpcId", [VPC]) ?? "");
      return [urn, { urn, name: resource?.name ?? urn, vpc: vpc ?? "", rules: list }];
    }),
  );
}

function unknownRule({ name }: Resource, path: string): Rule {
  return {
    name: `${name} ${path}`,
    egress: path.startsWith("egress"),
    traffic: trafficOf(UNKNOWN, undefined, undefined),
    peers: [{ kind: "unknown", text: path }],
  };
}

function ruleOf(model: Model, resource: Resource, rule: SecurityRule, owner: string): Rule {
  return {
    name: rule.path === "" ? resource.name : `${resource.name} ${rule.path}`,
    egress: rule.direction === UNKNOWN ? undefined : rule.direction === "egress",
    traffic: trafficOf(rule.protocol, rule.fromPort, rule.toPort),
    peers: [
      ...rule.blocks.map(blockPeer),
      ...rule.groups.map((group) => groupPeer(model, resource, rule, group, owner)),
      ...rule.prefixLists.map((list) => listPeer(model, resource, rule, list)),
    ],
  };
}

/** The edges of a property that refers to others: its own, or the list's that the rule stands in. */
function edgesOf(
  resource: Resource,
  rule: SecurityRule,
  ...properties: readonly string[]
): readonly string[] {
  const names = rule.path === "" ? properties : [rule.path.replace(/\[.*/, "")];
  return names.flatMap((name) => resource.edges[name] ?? []);
}

function referred(model: Model, urns: readonly string[], types: readonly string[]): readonly Resource[] {
  return urns.flatMap((urn) => model.byUrn.get(urn) ?? []).filter(({ type }) => types.includes(type));
}

function groupPeer(
  model: Model,
  resource: Resource,
  rule: SecurityRule,
  id: string | Unknown,
  owner: string,
): Peer {
  if (id === "self") return { kind: "group", group: owner, text: "itself" };
  const found =
    id === UNKNOWN
      ? referred(model, edgesOf(resource, rule, "referencedSecurityGroupId", "sourceSecurityGroupId"), GROUPS)
      : // A group of another account is written with that account's id before it.
        model.withId(id.slice(id.lastIndexOf("/") + 1)).filter(({ type }) => GROUPS.includes(type));
  const [only] = found;
  if (only && found.length === 1) return { kind: "group", group: only.urn, text: only.name };
  return id === UNKNOWN ? { kind: "unknown", text: "a group" } : { kind: "group", group: id, text: id };
}

function listPeer(model: Model, resource: Resource, rule: SecurityRule, id: string | Unknown): Peer {
  const types = [ENDPOINT, PREFIX_LIST];
  const found =
    id === UNKNOWN
      ? referred(model, edgesOf(resource, rule, "prefixListId", "prefixListIds"), types)
      : [
          ...model.withId(id).filter(({ type }) => type === PREFIX_LIST),
          ...model.ofType(ENDPOINT).filter((endpoint) => text(endpoint, "prefixListId") === id),
        ];
  const [first] = found;
  if (id === UNKNOWN && !first) return { kind: "unknown", text: "a prefix list" };
  const list = id === UNKNOWN ? (first?.urn ?? "") : id;
  const own =
    first?.type === PREFIX_LIST ? listRanges(model, first) : first && ranges(at(first.props, "cidrBlocks"));
  const name = id === UNKNOWN ? first?.name : id;
  return {
    kind: "prefix-list",
    list,
    ranges: own ?? [],
    ofService: first?.type === ENDPOINT,
    text: `prefix list ${name}`,
  };
}

/** Entries of a prefix list of one's own, inline and separate; undefined when one is not known. */
export function listRanges(model: Model, list: Resource) {
  const entries = at(list.props, "entries");
  if (entries === UNKNOWN) return undefined;
  const inline = Array.isArray(entries)
    ? entries.map((_, index) => ranges(at(list.props, "entries", index, "cidr")))
    : [];
  const separate = model
    .ofType("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry")
    .filter((entry) => targets(model, entry, "prefixListId", [PREFIX_LIST]).includes(list))
    .map((entry) => ranges(at(entry.props, "cidr")));
  const all = [...inline, ...separate];
  return all.includes(undefined) ? undefined : all.flatMap((one) => one ?? []);
}
