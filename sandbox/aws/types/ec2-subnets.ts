import { block, contains, misalignment, overlaps } from "../checks/cidr";
import { zones } from "../facts/zones";
import { holds, type, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str } from "../model/values";
import { ec2Answers, or } from "./common";
import { SUBNET, VPC } from "./ec2-tokens";

const subnet = type(SUBNET, "subnet-", {
  arn: "ec2:{region}:{account}:subnet/{id}",
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  replace: [
    "vpcId",
    "cidrBlock",
    "availabilityZone",
    "availabilityZoneId",
    "ipv6Native",
    "outpostArn",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
  ],
  references: { vpcId: holds(VPC) },
  ...ec2Answers("InvalidSubnetID.NotFound", "subnet"),
  check: (inputs, { region }) => {
    for (const [property, field] of [
      ["availabilityZone", "name"],
      ["availabilityZoneId", "id"],
    ] as const) {
      const zone = str(inputs, property);
      const allowed = zones(region).map((one) => one[field]);
      if (zone === undefined || allowed.length === 0 || allowed.includes(zone)) continue;
      refuse(
        "InvalidParameterValue",
        `Value (${zone}) for parameter ${property} is invalid. Subnets can currently only be created in the following availability zones: ${allowed.join(", ")}.`,
        property,
      );
    }
    const text = str(inputs, "cidrBlock");
    if (text === undefined) return;
    const found = block(text);
    if (!found) {
      refuse(
        "InvalidParameterValue",
        `Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
        "cidrBlock",
      );
    }
    if (found.prefix < 16 || found.prefix > 28) {
      refuse(
        "InvalidSubnet.Range",
        `The CIDR '${text}' is invalid: a subnet is a /16 to a /28.`,
        "cidrBlock",
      );
    }
    const aligned = misalignment(found);
    if (aligned !== undefined) {
      refuse(
        "InvalidParameterValue",
        `Value (${text}) for parameter cidrBlock is invalid: host bits are set, expected ${aligned}.`,
        "cidrBlock",
      );
    }
  },
  admit: (call) => {
    const vpc = call.find(VPC, call.text("vpcId"));
    const own = block(call.text("cidrBlock"));
    const whole = block(str(vpc?.properties, "cidrBlock") ?? "");
    if (!own || !whole || !vpc) return;
    const extra = call.peers("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", {
      vpcId: vpc.id,
    });
    const blocks = [whole, ...extra.flatMap((one) => block(str(one.properties, "cidrBlock") ?? "") ?? [])];
    if (!blocks.some((one) => contains(one, own))) {
      refuse(
        "InvalidSubnet.Range",
        `The CIDR '${call.text("cidrBlock")}' is invalid: it is not within the VPC's ${str(vpc.properties, "cidrBlock")}.`,
        "cidrBlock",
      );
    }
    for (const sibling of call.peers(SUBNET, { vpcId: vpc.id })) {
      const other = block(str(sibling.properties, "cidrBlock") ?? "");
      if (!other || !overlaps(own, other)) continue;
      refuse(
        "InvalidSubnet.Conflict",
        `The CIDR '${call.text("cidrBlock")}' conflicts with another subnet (${sibling.id})`,
        "cidrBlock",
      );
    }
  },
  outputs: (call) => {
    const all = zones(call.region);
    const zone =
      all.find(
        ({ name, id }) => name === call.text("availabilityZone") || id === call.text("availabilityZoneId"),
      ) ?? all[parseInt(call.derived("zone", 4), 16) % Math.max(all.length, 1)];
    return {
      ownerId: call.account,
      availabilityZone: or(call, "availabilityZone", zone?.name ?? `${call.region}a`),
      availabilityZoneId: or(call, "availabilityZoneId", zone?.id ?? ""),
      ipv6CidrBlockAssociationId: call.inputs.ipv6CidrBlock ? call.derivedId("subnet-cidr-assoc-") : "",
      privateDnsHostnameTypeOnLaunch: or(call, "privateDnsHostnameTypeOnLaunch", "ip-name"),
    };
  },
});

export const subnetTypes: readonly Model[] = [subnet];
