import { block, misalignment } from "../checks/cidr";
import { hexOf } from "../cloud/cloud";
import type { Call } from "../model/call";
import { type, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, yes, type Props } from "../model/values";
import { ec2Answers, or, withinQuota } from "./common";
import { ACL, DEFAULT_ACL, DEFAULT_GROUP, DEFAULT_ROUTE_TABLE, GROUP, ROUTE_TABLE, VPC } from "./ec2-tokens";

/** Everything allowed, as in the rules AWS gives to a default ACL and group. */
const openRule = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" };

/** What AWS makes along with a VPC. */
function parts(call: Call): { type: string; id: string; arn: string; properties: Props }[] {
  const part = (type: string, prefix: string, name: string, properties: Props) => {
    const id = call.derivedId(prefix);
    const arn = call.arnOf(`ec2:${call.region}:${call.account}:${name}/${id}`);
    return { type, id, arn, properties };
  };
  return [
    part(GROUP, "sg-", "security-group", {
      name: "default",
      description: "default VPC security group",
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    }),
    part(ACL, "acl-", "network-acl", {
      ingress: [{ ruleNo: 100, action: "allow", ...openRule }],
      egress: [{ ruleNo: 100, action: "allow", ...openRule }],
      subnetIds: [],
    }),
    part(ROUTE_TABLE, "rtb-", "route-table", { routes: [], propagatingVgws: [] }),
  ];
}

/** The /56 that Amazon gives to a VPC. */
function ipv6Block(call: Call): string {
  const digits = call.derived("ipv6", 6);
  return `2600:1f${digits.slice(0, 2)}:${digits.slice(2)}:${call.derived("ipv6-tail", 2)}00::/56`;
}

const vpc = type(VPC, "vpc-", {
  arn: "ec2:{region}:{account}:vpc/{id}",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  replace: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6CidrBlockNetworkBorderGroup"],
  choices: { instanceTenancy: [["default", "dedicated"], "InvalidParameterValue"] },
  ...ec2Answers("InvalidVpcID.NotFound", "vpc"),
  check: (inputs) => {
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
      refuse("InvalidVpc.Range", `The CIDR '${text}' is invalid: a VPC is a /16 to a /28.`, "cidrBlock");
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
    withinQuota(call, "vpcs", call.peers(VPC).length);
  },
  outputs: (call) => {
    const generated = yes(call.inputs, "assignGeneratedIpv6CidrBlock");
    return {
      ownerId: call.account,
      defaultSecurityGroupId: call.derivedId("sg-"),
      defaultNetworkAclId: call.derivedId("acl-"),
      defaultRouteTableId: call.derivedId("rtb-"),
      mainRouteTableId: call.derivedId("rtb-"),
      dhcpOptionsId: `dopt-0${hexOf(`${call.account}/${call.region}/dopt`, 16)}`,
      enableDnsHostnames: or(call, "enableDnsHostnames", false),
      enableNetworkAddressUsageMetrics: or(call, "enableNetworkAddressUsageMetrics", false),
      cidrBlock: or(call, "cidrBlock", `10.0.0.0/${num(call.inputs, "ipv4NetmaskLength") ?? 16}`),
      ipv6AssociationId: generated ? call.derivedId("vpc-cidr-assoc-") : "",
      ipv6CidrBlock: or(call, "ipv6CidrBlock", generated ? ipv6Block(call) : ""),
      ipv6CidrBlockNetworkBorderGroup: or(
        call,
        "ipv6CidrBlockNetworkBorderGroup",
        generated ? call.region : "",
      ),
    };
  },
  after: (call) => {
    if (call.old) return;
    for (const { type, id, arn, properties } of parts(call)) {
      call.cloud.put({
        type,
        id,
        account: call.account,
        region: call.home,
        properties: {
          ...properties,
          arn,
          vpcId: call.id,
          ownerId: call.account,
          region: call.region,
          tagsAll: {},
        },
        implicit: true,
      });
    }
  },
  afterDelete: (call) => {
    for (const type of [GROUP, ACL, ROUTE_TABLE, DEFAULT_GROUP, DEFAULT_ACL, DEFAULT_ROUTE_TABLE]) {
      for (const part of call.peers(type, { vpcId: call.id })) call.cloud.remove(part);
    }
  },
});

/** Forgets the record of an adopted resource: AWS keeps the thing itself. */
const forget = (call: Call): void => {
  if (call.old) call.cloud.remove(call.old);
};

/** A VPC's default part, taken over as it is found. */
function adopt(
  token: string,
  of: string,
  name: string,
  idInput: string,
  empty: (call: Call) => Props,
): Model {
  return type(token, `{${idInput}}`, {
    arn: `ec2:{region}:{account}:${name}/{id}`,
    replace: [idInput],
    references: { [idInput]: { to: [of], holds: false, anywhere: false } },
    adopted: true,
    outputs: (call) => ({
      ownerId: call.account,
      vpcId: call.find(of, call.text(idInput))?.properties.vpcId,
      ...empty(call),
    }),
    afterDelete: forget,
  });
}

const defaultGroup = type(DEFAULT_GROUP, (call) => defaultGroupOf(call), {
  arn: "ec2:{region}:{account}:security-group/{id}",
  replace: ["vpcId"],
  defaults: { revokeRulesOnDelete: false },
  references: { vpcId: { to: [VPC], holds: false, anywhere: false } },
  adopted: true,
  outputs: (call) => ({
    ownerId: call.account,
    name: "default",
    namePrefix: "",
    description: "default VPC security group",
    ingress: or(call, "ingress", []),
    egress: or(call, "egress", []),
  }),
  afterDelete: forget,
  after: (call) => {
    const group = call.find(GROUP, call.id);
    if (group) call.cloud.change(group, { ingress: or(call, "ingress", []), egress: or(call, "egress", []) });
  },
});

function defaultGroupOf(call: Call): string {
  const id = str(call.find(VPC, call.text("vpcId"))?.properties, "defaultSecurityGroupId");
  return id ?? refuse("InvalidGroup.NotFound", "There is no default VPC here: give vpcId", "vpcId");
}

export const vpcTypes: readonly Model[] = [
  vpc,
  defaultGroup,
  adopt(DEFAULT_ACL, ACL, "network-acl", "defaultNetworkAclId", () => ({})),
  adopt(DEFAULT_ROUTE_TABLE, ROUTE_TABLE, "route-table", "defaultRouteTableId", (call) => ({
    routes: or(call, "routes", []),
  })),
];
