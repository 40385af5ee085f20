import type { Cloud } from "../cloud/cloud";
import { dnsSuffixOf, partitionOf } from "../cloud/partition";
import { zones } from "../facts/zones";
import type { Caller } from "../model/call";
import { NotModelled, refuse } from "../model/refusal";
import { objects, str, strings, type Props } from "../model/values";
import { prefixListId, shortService } from "../types/prefix-lists";
import { policyDocument } from "./policy-document";

/** What answers one invoke. */
export type Answer = (args: Props, caller: Caller, cloud: Cloud) => Props;

const regionOf = (args: Props, caller: Caller): string => str(args, "region") ?? caller.region;

const callerIdentity: Answer = (_args, { account, region }) => ({
  id: account,
  accountId: account,
  arn: `arn:${partitionOf(region)}:sts::${account}:assumed-role/sandbox/pulumi`,
  userId: "AROASANDBOX:pulumi",
});

const partition: Answer = (_args, { region }) => {
  const name = partitionOf(region);
  const dnsSuffix = dnsSuffixOf(name);
  return { id: name, partition: name, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
};

const region: Answer = (args, caller) => {
  const name = regionOf(args, caller);
  const endpoint = `ec2.${name}.${dnsSuffixOf(partitionOf(name))}`;
  return { id: name, region: name, name, endpoint, description: name };
};

const availabilityZones: Answer = (args, caller) => {
  const name = regionOf(args, caller);
  const out = new Set([...strings(args, "excludeNames"), ...strings(args, "excludeZoneIds")]);
  const found = zones(name).filter((zone) => !out.has(zone.name) && !out.has(zone.id));
  return {
    ...args,
    id: name,
    region: name,
    names: found.map((zone) => zone.name),
    zoneIds: found.map((zone) => zone.id),
    groupNames: [name],
  };
};

/** Name of the prefix list that is asked for: by `name`, or by a filter on `prefix-list-name`. */
function wantedName(args: Props): string | undefined {
  const filter = objects(args, "filters").find((one) => str(one, "name") === "prefix-list-name");
  return str(args, "name") ?? strings(filter, "values")[0];
}

const prefixList: Answer = (args, caller) => {
  const name = regionOf(args, caller);
  const wanted = wantedName(args);
  if (wanted === undefined) refuse("InvalidParameterValue", "no matching prefix list found; name one");
  const id = prefixListId(name, shortService(wanted, name));
  return { ...args, id, prefixListId: id, name: wanted, region: name, cidrBlocks: ["203.0.113.0/24"] };
};

const managedPrefixList: Answer = (args, caller, cloud) => {
  const name = regionOf(args, caller);
  const id = str(args, "id");
  const own = cloud
    .all("aws:ec2/managedPrefixList:ManagedPrefixList")
    .find(
      (one) => one.region === name && (one.id === id || str(one.properties, "name") === wantedName(args)),
    );
  if (own) return { ...own.properties, id: own.id, region: name };
  const wanted = wantedName(args);
  if (wanted === undefined)
    refuse("InvalidPrefixListID.NotFound", `The prefix list ID '${id ?? ""}' does not exist`);
  const made = prefixListId(name, shortService(wanted, name));
  return {
    ...args,
    id: made,
    name: wanted,
    region: name,
    addressFamily: "IPv4",
    arn: `arn:${partitionOf(name)}:ec2:${name}:aws:prefix-list/${made}`,
    ownerId: "AWS",
    maxEntries: 0,
    version: 0,
    entries: [{ cidr: "203.0.113.0/24", description: "" }],
    tags: {},
  };
};

/** Invokes by token. */
export const functions: Readonly<Record<string, Answer>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": callerIdentity,
  "aws:index/getPartition:getPartition": partition,
  "aws:index/getRegion:getRegion": region,
  "aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
  "aws:ec2/getPrefixList:getPrefixList": prefixList,
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": managedPrefixList,
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
};

/** Answers one invoke. @throws NotModelled for a function that is not in the table */
export function callFunction(token: string, args: Props, from: { cloud: Cloud; caller: Caller }): Props {
  const answer = functions[token];
  if (!answer) throw new NotModelled(`the function ${token}`);
  return answer(args, from.caller, from.cloud);
}
