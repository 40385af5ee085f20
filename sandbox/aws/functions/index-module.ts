import { regionNames, isOptIn, zonesOf } from "../facts/zones";
import { refuse } from "../model/refusal";
import { strings } from "../model/values";
import { dnsSuffixOf, partitionOf } from "../cloud/partition";
import type { Functions } from "./function";

/** Functions of the root module: who, where, which zones. */
export const indexFunctions: Functions = {
  "aws:index/getCallerIdentity:getCallerIdentity": ({ account, partition }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partition}:sts::${account}:assumed-role/sandbox/session`,
    userId: `AROASANDBOX${account}:session`,
  }),
  "aws:index/getPartition:getPartition": ({ partition, dnsSuffix }) => ({
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
  }),
  "aws:index/getRegion:getRegion": ({ region, text }) => {
    const name = text("name") ?? region;
    if (zonesOf(name) === undefined) refuse("InvalidRegion", `no matching EC2 Region found: ${name}`);
    return {
      id: name,
      name,
      region: name,
      endpoint: `ec2.${name}.${dnsSuffixOf(partitionOf(name))}`,
      description: name,
    };
  },
  "aws:index/getRegions:getRegions": ({ partition, args }) => {
    const names = regionNames().filter(
      (name) => partitionOf(name) === partition && (args.allRegions === true || !isOptIn(name)),
    );
    return { id: partition, names };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ region, args }) => {
    const unwanted = new Set([...strings(args, "excludeNames"), ...strings(args, "excludeZoneIds")]);
    const zones = (zonesOf(region) ?? []).filter(({ name, id }) => !unwanted.has(name) && !unwanted.has(id));
    return {
      id: region,
      region,
      names: zones.map(({ name }) => name),
      zoneIds: zones.map(({ id }) => id),
      groupNames: [`${region}-zg-1`],
    };
  },
  "aws:index/getServicePrincipal:getServicePrincipal": ({ region, partition, text }) => {
    const service = text("serviceName") ?? "";
    // AWS keeps the suffix of the commercial partition for almost every service; EC2 in China is the known exception.
    const suffix = partition === "aws-cn" && service === "ec2" ? dnsSuffixOf(partition) : "amazonaws.com";
    return {
      id: `${service}.${region}.${suffix}`,
      name: `${service}.${suffix}`,
      region,
      suffix,
      serviceName: service,
    };
  },
};
