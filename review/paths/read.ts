import { type Model, at } from "../../policy-pack/analysis";
import { type Network, type Subnet, type Vpc } from "./network";
import { readAcls } from "./read-acls";
import { readGroups } from "./read-groups";
import { readMembers, readOrigins } from "./read-members";
import { readInspections, readNats, readPeerings, readServices, readTables } from "./read-routes";
import { readTransit, readVpnGateways } from "./read-transit";
import { SUBNET, VPC, flag, ranges, target, targets, text } from "./read-values";

/** Reads the network of a stack, from its stored state or from what a preview plans. */
export function networkOf(model: Model): Network {
  const vpcs = new Map<string, Vpc>(
    model.ofType(VPC).map((vpc) => {
      const more = model
        .ofType("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation")
        .filter((one) => targets(model, one, "vpcId", [VPC]).includes(vpc));
      const all = [vpc, ...more].flatMap(({ props }) =>
        ["cidrBlock", "ipv6CidrBlock"].flatMap((key) => ranges(at(props, key)) ?? []),
      );
      return [vpc.urn, { urn: vpc.urn, name: vpc.name, region: text(vpc, "region") ?? "", ranges: all }];
    }),
  );
  const { acls, of: aclOf } = readAcls(model);
  const { tables, of: tableOf } = readTables(model);
  const subnets = model.ofType(SUBNET).map((one): Subnet => {
    const vpc = target(model, one, "vpcId", [VPC]) ?? "";
    return {
      urn: one.urn,
      name: one.name,
      vpc,
      tier: text(one, "tags", "tier") ?? one.name,
      zone: text(one, "availabilityZone") ?? "",
      ranges: ["cidrBlock", "ipv6CidrBlock"].flatMap((key) => ranges(at(one.props, key)) ?? []),
      acl: aclOf(one.urn, vpc),
      table: tableOf(one.urn, vpc),
      givesPublicAddress: flag(one, "mapPublicIpOnLaunch") === true,
    };
  });
  const groups = readGroups(model);
  const written = [...groups.values()].flatMap(({ rules }) => rules.map(({ traffic }) => traffic.protocol));
  const entries = [...acls.values()].flatMap((acl) => acl.entries.map(({ traffic }) => traffic.protocol));
  const named = [...written, ...entries].flatMap((one) => (one === undefined || one === "-1" ? [] : [one]));
  return {
    vpcs,
    subnets,
    groups,
    members: readMembers(model, subnets, groups, (urn) => vpcs.get(urn)?.name ?? urn),
    acls,
    tables,
    peerings: readPeerings(model),
    nats: readNats(model),
    services: readServices(model),
    inspections: readInspections(model),
    transit: readTransit(model),
    vpnGateways: readVpnGateways(model),
    origins: readOrigins(model),
    protocols: [...new Set(["tcp", "udp", "icmp", "icmpv6", ...named, "other"])],
  };
}
