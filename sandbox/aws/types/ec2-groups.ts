import { block } from "../checks/cidr";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, type Props } from "../model/values";
import { checksum, ec2Answers, exactlyOne, or, withinQuota } from "./common";
import * as ec2 from "./ec2-tokens";

const group = type(ec2.GROUP, "sg-", {
  arn: "ec2:{region}:{account}:security-group/{id}",
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  replace: ["name", "namePrefix", "description", "vpcId"],
  naming: {
    property: "name",
    max: 255,
    code: "InvalidParameterValue",
    pattern: /^(?!sg-)/,
    rule: "it may not begin with sg-",
  },
  lengths: { description: [255, "InvalidParameterValue"] },
  references: { vpcId: holds(ec2.VPC) },
  ...ec2Answers("InvalidGroup.NotFound", "security group"),
  unique: [
    {
      by: ["name", "vpcId"],
      within: "region",
      refusal: ["InvalidGroup.Duplicate", "The security group '{name}' already exists for VPC '{vpcId}'"],
    },
  ],
  check: (inputs) => {
    if (str(inputs, "name") === "default") {
      refuse("InvalidParameterValue", "Cannot use reserved security group name: default", "name");
    }
  },
  admit: (call) => {
    withinQuota(call, "securityGroups", call.peers(ec2.GROUP).length, "vpcId");
  },
  outputs: (call) => ({
    ownerId: call.account,
    namePrefix: or(call, "namePrefix", ""),
    ingress: or(call, "ingress", []),
    egress: or(call, "egress", []),
  }),
});

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

/** What tells two rules of a group apart. */
function ruleKey(properties: Props): string {
  return ["ipProtocol", "fromPort", "toPort", ...peers].map((name) => str(properties, name) ?? "").join("|");
}

function checkRule(inputs: Props): void {
  exactlyOne(inputs, peers);
  const text = str(inputs, "cidrIpv4");
  if (text !== undefined && !block(text)) {
    refuse("InvalidParameterValue", `CIDR block ${text} is malformed`, "cidrIpv4");
  }
  const from = num(inputs, "fromPort");
  const to = num(inputs, "toPort");
  if (from !== undefined && to !== undefined && to !== -1 && from > to) {
    refuse("InvalidParameterValue", `Invalid TCP/UDP port range: ${from} to ${to}`, "fromPort");
  }
  const protocol = str(inputs, "ipProtocol");
  if (
    (protocol === "tcp" || protocol === "udp") &&
    (inputs.fromPort === undefined || inputs.toPort === undefined)
  ) {
    refuse(
      "InvalidParameterValue",
      `Invalid value 'null' for portRange. Must specify both from and to ports with ${protocol}.`,
      "fromPort",
    );
  }
}

function admitRule(call: Call): void {
  const siblings = call.peers(call.model.token, { securityGroupId: call.text("securityGroupId") });
  const key = ruleKey(call.inputs);
  if (siblings.some((sibling) => ruleKey(sibling.properties) === key)) {
    const [peer = ""] = peers.map((name) => call.text(name)).filter((text) => text !== "");
    refuse(
      "InvalidPermission.Duplicate",
      `the specified rule "peer: ${peer}, ${call.text("ipProtocol").toUpperCase()}, from port: ${call.text("fromPort")}, to port: ${call.text("toPort")}, ALLOW" already exists`,
    );
  }
  withinQuota(call, "rulesPerGroupAndDirection", siblings.length, "securityGroupId");
}

function ruleType(token: string): Model {
  return type(token, "sgr-", {
    arn: "ec2:{region}:{account}:security-group-rule/{id}",
    replace: ["securityGroupId"],
    references: {
      securityGroupId: uses(ec2.GROUP),
      referencedSecurityGroupId: anywhere(holds(ec2.GROUP)),
    },
    notFound: ["InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '{id}' does not exist"],
    check: checkRule,
    admit: admitRule,
    outputs: (call) => ({ securityGroupRuleId: call.id }),
  });
}

const legacyIdentity = [
  "securityGroupId",
  "type",
  "protocol",
  "fromPort",
  "toPort",
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListIds",
  "self",
  "sourceSecurityGroupId",
];

const legacyRule = type(
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  (call) => `sgrule-${checksum(JSON.stringify(legacyIdentity.map((name) => call.inputs[name] ?? null)))}`,
  {
    defaults: { self: false },
    replace: legacyIdentity,
    references: { securityGroupId: uses(ec2.GROUP), sourceSecurityGroupId: anywhere(holds(ec2.GROUP)) },
    choices: { type: [["ingress", "egress"], "InvalidParameterValue"] },
    unique: [
      {
        by: ["securityGroupId", "type", "protocol", "fromPort", "toPort", "cidrBlocks"],
        within: "region",
        refusal: ["InvalidPermission.Duplicate", "the specified rule of {securityGroupId} already exists"],
      },
    ],
    outputs: (call) => ({
      securityGroupRuleId: call.derivedId("sgr-"),
      sourceSecurityGroupId: or(call, "sourceSecurityGroupId", ""),
    }),
  },
);

export const groupTypes: readonly Model[] = [
  group,
  ruleType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
  ruleType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
  legacyRule,
];
