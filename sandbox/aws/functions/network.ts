import {
  AWS_GLOBAL_PREFIX_LISTS,
  AWS_PREFIX_LIST_BLOCKS,
  AWS_PREFIX_LISTS,
  awsPrefixListId,
} from "../facts/endpoint-services";
import type { Resource } from "../cloud/cloud";
import { NotModelled, refuse } from "../model/refusal";
import { object, objects, str, strings, type Props, type Value } from "../model/values";
import { PREFIX_LIST, SECURITY_GROUP, SUBNET, VPC } from "../types/tokens";
import type { Functions, Inquiry } from "./function";

/** EC2's filter names that are properties here. */
const FILTERS: Readonly<Record<string, string>> = {
  "vpc-id": "vpcId",
  "subnet-id": "id",
  "group-id": "id",
  "group-name": "name",
  cidr: "cidrBlock",
  "cidr-block": "cidrBlock",
  "availability-zone": "availabilityZone",
  "owner-id": "ownerId",
  "prefix-list-id": "id",
  "prefix-list-name": "name",
};

/** Whether a resource passes a function's `filters` and `tags`. @throws NotModelled for a filter the table lacks */
function passes(inquiry: Inquiry, id: string, properties: Props): boolean {
  const tags = object(properties, "tagsAll");
  for (const filter of objects(inquiry.args, "filters")) {
    const name = str(filter, "name") ?? "";
    const property = FILTERS[name];
    if (property === undefined && !name.startsWith("tag:")) throw new NotModelled(`the filter ${name}`);
    const actual = name.startsWith("tag:")
      ? tags[name.slice(4)]
      : property === "id"
        ? id
        : properties[property ?? ""];
    if (!strings(filter, "values").includes(String(actual))) return false;
  }
  return Object.entries(object(inquiry.args, "tags")).every(([name, value]) => tags[name] === value);
}

function one(
  inquiry: Inquiry,
  token: string,
  having: Record<string, Value | undefined>,
  kind: string,
): Resource {
  const found = inquiry
    .matching(token, having)
    .filter(({ id, properties }) => passes(inquiry, id, properties));
  const [first] = found;
  if (first === undefined || found.length > 1) {
    refuse(
      found.length > 1 ? "TooManyResults" : "EmptyResult",
      `${found.length === 0 ? "no" : "multiple"} matching ${kind} found`,
    );
  }
  return first;
}

function shown({ id, region, properties }: Resource): Props {
  return { ...properties, id, region, tags: object(properties, "tagsAll"), state: "available" };
}

interface ListedPrefixes {
  readonly id: string;
  readonly name: string;
  readonly blocks: readonly string[];
  readonly properties: Props;
}

/** AWS's own lists in a Region, then the account's. */
function prefixLists(inquiry: Inquiry): ListedPrefixes[] {
  const { region } = inquiry;
  const regional = AWS_PREFIX_LISTS.map((service) => ({
    id: awsPrefixListId(region, service),
    name: `com.amazonaws.${region}.${service}`,
  }));
  const global = AWS_GLOBAL_PREFIX_LISTS.map((name) => ({ id: awsPrefixListId(region, name), name }));
  const aws = [...regional, ...global].map((list) => ({
    ...list,
    blocks: AWS_PREFIX_LIST_BLOCKS,
    properties: {},
  }));
  const own = inquiry.matching(PREFIX_LIST, {}).map(({ id, properties }) => ({
    id,
    name: str(properties, "name") ?? "",
    blocks: objects(properties, "entries").map((entry) => str(entry, "cidr") ?? ""),
    properties,
  }));
  return [...aws, ...own];
}

function onePrefixList(inquiry: Inquiry, id: string | undefined): ListedPrefixes {
  const name = inquiry.text("name");
  const found = prefixLists(inquiry).find(
    (list) =>
      (id === undefined || list.id === id) &&
      (name === undefined || list.name === name) &&
      passes(inquiry, list.id, { ...list.properties, name: list.name }),
  );
  if (found === undefined)
    refuse("InvalidPrefixListID.NotFound", `no matching prefix list found: ${id ?? name ?? ""}`);
  return found;
}

export const networkFunctions: Functions = {
  "aws:ec2/getVpc:getVpc": (inquiry) => {
    const found = one(
      inquiry,
      VPC,
      { id: inquiry.text("id"), cidrBlock: inquiry.text("cidrBlock") },
      "EC2 VPC",
    );
    return { ...shown(found), default: false, cidrBlockAssociations: [], ipv6CidrBlockAssociations: [] };
  },
  "aws:ec2/getSubnet:getSubnet": (inquiry) => {
    const names = ["id", "vpcId", "cidrBlock", "availabilityZone"];
    const having = Object.fromEntries(names.map((name) => [name, inquiry.text(name)]));
    return {
      ...shown(one(inquiry, SUBNET, having, "EC2 Subnet")),
      defaultForAz: false,
      availableIpAddressCount: 251,
    };
  },
  "aws:ec2/getSubnets:getSubnets": (inquiry) => {
    const found = inquiry
      .matching(SUBNET, {})
      .filter(({ id, properties }) => passes(inquiry, id, properties));
    return { id: inquiry.region, region: inquiry.region, ids: found.map(({ id }) => id) };
  },
  "aws:ec2/getSecurityGroup:getSecurityGroup": (inquiry) => {
    const having = Object.fromEntries(["id", "name", "vpcId"].map((name) => [name, inquiry.text(name)]));
    return shown(one(inquiry, SECURITY_GROUP, having, "EC2 Security Group"));
  },
  "aws:ec2/getPrefixList:getPrefixList": (inquiry) => {
    const { id, name, blocks } = onePrefixList(inquiry, inquiry.text("prefixListId"));
    return { id, name, cidrBlocks: [...blocks], region: inquiry.region };
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (inquiry) => {
    const { id, name, blocks, properties } = onePrefixList(inquiry, inquiry.text("id"));
    const owner = str(properties, "ownerId") ?? "AWS";
    return {
      id,
      name,
      arn: `arn:${inquiry.partition}:ec2:${inquiry.region}:${owner.toLowerCase()}:prefix-list/${id}`,
      ownerId: owner,
      addressFamily: str(properties, "addressFamily") ?? (name.includes(".ipv6.") ? "IPv6" : "IPv4"),
      entries: blocks.map((cidr) => ({ cidr, description: "" })),
      maxEntries: Number(properties.maxEntries ?? blocks.length),
      version: Number(properties.version ?? 1),
      tags: object(properties, "tagsAll"),
      region: inquiry.region,
    };
  },
};
