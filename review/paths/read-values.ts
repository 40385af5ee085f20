import {
  type Model,
  type Read,
  type Resource,
  UNKNOWN,
  asBoolean,
  asNumber,
  asText,
  asTexts,
  at,
} from "../../policy-pack/analysis";
import { type Peer, type RuleTraffic } from "./network";
import { type Range, parseRange } from "./ranges";
import { protocolName } from "./ports";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const GROUPS = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
];
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
export const FIREWALL = "aws:networkfirewall/firewall:Firewall";

export function text({ props }: Resource, ...path: ReadonlyArray<string | number>): string | undefined {
  const value = asText(at(props, ...path));
  return value === UNKNOWN || value === "" ? undefined : value;
}

export function flag({ props }: Resource, ...path: ReadonlyArray<string | number>): boolean | undefined {
  const value = asBoolean(at(props, ...path));
  return value === UNKNOWN ? undefined : value;
}

export function number({ props }: Resource, ...path: ReadonlyArray<string | number>): number | undefined {
  const value = asNumber(at(props, ...path));
  return value === UNKNOWN ? undefined : value;
}

/** True where a property has a value, known or not. */
export function isSet({ props }: Resource, property: string): boolean {
  const value = at(props, property);
  return value !== undefined && value !== "";
}

/** Ranges of a block or a list of blocks; undefined when one of them is not known. */
export function ranges(value: Read): readonly Range[] | undefined {
  const texts = asTexts(value);
  if (texts === UNKNOWN || texts.includes(UNKNOWN)) return undefined;
  return texts.flatMap((one) => (one === UNKNOWN ? [] : (parseRange(one) ?? [])));
}

/** The first resource of some types that a property refers to, by URN; else the id that it has; undefined when neither is known. */
export function target(
  model: Model,
  resource: Resource,
  property: string,
  types: readonly string[],
): string | undefined {
  return model.references(resource, property, types).targets[0]?.urn ?? text(resource, property);
}

export function targets(
  model: Model,
  resource: Resource,
  property: string,
  types: readonly string[],
  value?: Read,
): readonly Resource[] {
  return model.references(resource, property, types, value ?? at(resource.props, property)).targets;
}

/** Ports of a rule as it is written. A protocol other than TCP and UDP has no ports. */
export function trafficOf(
  protocol: string | symbol,
  from: number | undefined | symbol,
  to: number | undefined | symbol,
): RuleTraffic {
  const name = typeof protocol === "string" ? protocolName(protocol) : undefined;
  const open = name === undefined || (name !== "tcp" && name !== "udp");
  const maybe = name === undefined || (!open && (typeof from === "symbol" || typeof to === "symbol"));
  const low = typeof from === "number" && from >= 0 ? from : 0;
  const high =
    typeof to === "number" && to >= 0
      ? to
      : typeof from === "number" && from >= 0 && typeof to !== "symbol"
        ? from
        : 65535;
  return { protocol: name, from: open ? 0 : low, to: open ? 65535 : high, maybe };
}

/** What a block in a rule stands for. */
export function blockPeer(block: string | symbol): Peer {
  if (typeof block !== "string") return { kind: "unknown", text: "a block" };
  const range = parseRange(block);
  return range ? { kind: "block", range, text: block } : { kind: "unknown", text: `"${block}"` };
}

/** A resource's name with what it is, for reasons. */
export const named = (what: string, { name }: Resource): string => `${what} ${name}`;
