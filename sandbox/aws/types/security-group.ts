import { blockOf } from "../checks/address";
import { hashcode } from "../checks/hashcode";
import type { Call } from "../model/call";
import { holds, type, uses, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings, yes, type Props } from "../model/values";
import { withinQuota } from "./quota";
import {
  DEFAULT_SECURITY_GROUP,
  EGRESS_RULE,
  INGRESS_RULE,
  PREFIX_LIST,
  SECURITY_GROUP,
  SECURITY_GROUP_RULE,
  VPC,
  VPC_ENDPOINT,
} from "./tokens";

type Direction = "ingress" | "egress";

const PROTOCOLS: Readonly<Record<string, string>> = {
  all: "-1",
  icmp: "1",
  tcp: "6",
  udp: "17",
  icmpv6: "58",
};
const LETTERS: Readonly<Record<string, string>> = {
  "-1": "ALL",
  "1": "ICMP",
  "6": "TCP",
  "17": "UDP",
  "58": "ICMPv6",
};

function protocolOf(rule: Props, name: string): string {
  const text = (str(rule, name) ?? "-1").toLowerCase();
  return PROTOCOLS[text] ?? text;
}

/** One rule as EC2 tells rules apart: protocol, ports (if the protocol has them) and the other end. */
interface Permission {
  readonly protocol: string;
  readonly ports: string;
  readonly peer: string;
}

function permission(rule: Props, protocolName: string, peer: string): Permission {
  const protocol = protocolOf(rule, protocolName);
  const ports = protocol === "-1" ? "" : `${num(rule, "fromPort") ?? -1}-${num(rule, "toPort") ?? -1}`;
  return { protocol, ports, peer };
}

/** Other ends of an inline rule or of a `SecurityGroupRule`, each of which is a rule to EC2. */
function peersOf(rule: Props, groupId: string): string[] {
  return [
    ...strings(rule, "cidrBlocks"),
    ...strings(rule, "ipv6CidrBlocks"),
    ...strings(rule, "prefixListIds"),
    ...strings(rule, "securityGroups"),
    ...strings(rule, "sourceSecurityGroupId"),
    ...(yes(rule, "self") ? [groupId] : []),
  ];
}

function singlePeer(rule: Props): string {
  const names = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
  return names.map((name) => str(rule, name)).find((value) => value !== undefined && value !== "") ?? "";
}

/** Rules a group has in one direction, however they were declared; the one of this call apart. */
function permissionsOf(call: Call, groupId: string, direction: Direction): Permission[] {
  const group = call.find(SECURITY_GROUP, groupId);
  const inline = objects(group?.properties, direction).flatMap((rule) =>
    peersOf(rule, groupId).map((peer) => permission(rule, "protocol", peer)),
  );
  const own = call
    .peers(direction === "ingress" ? INGRESS_RULE : EGRESS_RULE, { securityGroupId: groupId })
    .map(({ properties }) => permission(properties, "ipProtocol", singlePeer(properties)));
  const older = call
    .peers(SECURITY_GROUP_RULE, { securityGroupId: groupId, type: direction })
    .flatMap(({ properties }) =>
      peersOf(properties, groupId).map((peer) => permission(properties, "protocol", peer)),
    );
  return [...inline, ...own, ...older];
}

function refuseTwins(taken: readonly Permission[], wanted: readonly Permission[]): void {
  const seen = new Set(taken.map((rule) => JSON.stringify(rule)));
  for (const rule of wanted) {
    const key = JSON.stringify(rule);
    if (seen.has(key)) {
      const [from, to] = rule.ports.split(/(?<=\d)-/);
      const ports = rule.ports === "" ? "" : `, from port: ${from}, to port: ${to}`;
      const letters = LETTERS[rule.protocol] ?? rule.protocol;
      refuse(
        "InvalidPermission.Duplicate",
        `the specified rule "peer: ${rule.peer}, ${letters}${ports}, ALLOW" already exists`,
      );
    }
    seen.add(key);
  }
}

function checkPorts(rule: Props, protocolName: string, property: string): void {
  const protocol = protocolOf(rule, protocolName);
  const [from, to] = [num(rule, "fromPort"), num(rule, "toPort")];
  if (!/^(-1|\d{1,3})$/.test(protocol) || Number(protocol) > 255) {
    refuse(
      "InvalidParameterValue",
      `Invalid value '${str(rule, protocolName)}' for IP protocol. Unknown protocol.`,
      property,
    );
  }
  if (protocol !== "6" && protocol !== "17") return;
  const bad = [from, to].some((port) => port !== undefined && (port < 0 || port > 65_535));
  if (bad || (from !== undefined && to !== undefined && from > to)) {
    refuse("InvalidParameterValue", `Invalid TCP/UDP port range (${from}:${to})`, property);
  }
}

function checkBlocks(rule: Props, property: string): void {
  for (const block of strings(rule, "cidrBlocks")) blockOf(block, property, 4);
  for (const block of strings(rule, "ipv6CidrBlocks")) blockOf(block, property, 6);
}

function checkInline(inputs: Props): void {
  for (const direction of ["ingress", "egress"] as const) {
    for (const rule of objects(inputs, direction)) {
      checkPorts(rule, "protocol", direction);
      checkBlocks(rule, direction);
    }
  }
}

function admitInline(call: Call): void {
  for (const direction of ["ingress", "egress"] as const) {
    const wanted = objects(call.inputs, direction).flatMap((rule) =>
      peersOf(rule, "self").map((peer) => permission(rule, "protocol", peer)),
    );
    refuseTwins([], wanted);
    withinQuota(call, "rulesPerGroupAndDirection", wanted.length);
  }
}

const inlineReferences: Readonly<Record<string, Reference>> = {
  "ingress.securityGroups": holds(SECURITY_GROUP),
  "egress.securityGroups": holds(SECURITY_GROUP),
};

const group = type(SECURITY_GROUP, "sg-", {
  arn: "ec2:{region}:{account}:security-group/{id}",
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  replace: ["name", "namePrefix", "description", "vpcId"],
  references: { vpcId: holds(VPC), ...inlineReferences },
  notFound: ["InvalidGroup.NotFound", "The security group '{id}' does not exist"],
  inUse: ["DependencyViolation", "resource {id} has a dependent object"],
  naming: {
    property: "name",
    max: 255,
    code: "InvalidParameterValue",
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    rule: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* only, not beginning with sg-",
  },
  lengths: { description: [255, "InvalidParameterValue"] },
  check: checkInline,
  admit: (call) => {
    const name = call.text("name");
    const vpcId = call.text("vpcId");
    if (name === "default" || call.peers(SECURITY_GROUP, { name, vpcId }).length > 0) {
      refuse(
        "InvalidGroup.Duplicate",
        `The security group '${name}' already exists for VPC '${vpcId}'`,
        "name",
      );
    }
    if (call.old === undefined) withinQuota(call, "securityGroups", call.peers(SECURITY_GROUP).length + 1);
    admitInline(call);
  },
  outputs: (call) => ({ ingress: call.inputs.ingress ?? [], egress: call.inputs.egress ?? [] }),
  afterDelete: (call) => {
    for (const token of [INGRESS_RULE, EGRESS_RULE, SECURITY_GROUP_RULE]) {
      for (const rule of call.peers(token, { securityGroupId: call.id })) call.cloud.remove(rule);
    }
  },
});

const defaultGroup = type(
  DEFAULT_SECURITY_GROUP,
  (call) => call.peers(SECURITY_GROUP, { vpcId: call.text("vpcId"), name: "default" })[0]?.id ?? "",
  {
    defaults: { revokeRulesOnDelete: false },
    replace: ["vpcId"],
    adopted: true,
    references: { vpcId: uses(VPC), ...inlineReferences },
    check: checkInline,
    admit: admitInline,
    outputs: (call) => ({
      arn: call.arnOf(`ec2:${call.region}:${call.account}:security-group/${call.id}`),
      name: "default",
      description: "default VPC security group",
      ingress: call.inputs.ingress ?? [],
      egress: call.inputs.egress ?? [],
    }),
    after: (call) => {
      const own = call.find(SECURITY_GROUP, call.id);
      const { ingress = [], egress = [] } = call.inputs;
      if (own !== undefined) call.cloud.change(own, { ingress, egress });
    },
  },
);

/** A reference to a group of a peered VPC in another account is written `account/sg-...`; it is taken on trust. */
const peerGroup: Reference = holds(SECURITY_GROUP);

function ruleType(token: string, direction: Direction): Model {
  return type(token, "sgr-", {
    arn: "ec2:{region}:{account}:security-group-rule/{id}",
    replace: ["securityGroupId"],
    references: { securityGroupId: uses(SECURITY_GROUP), referencedSecurityGroupId: peerGroup },
    lengths: { description: [255, "InvalidParameterValue"] },
    check: (inputs) => {
      checkPorts(inputs, "ipProtocol", "fromPort");
      for (const [name, version] of [
        ["cidrIpv4", 4],
        ["cidrIpv6", 6],
      ] as const) {
        const text = str(inputs, name);
        if (text !== undefined && text !== "") blockOf(text, name, version);
      }
    },
    admit: (call) => {
      const groupId = call.text("securityGroupId");
      const peer = singlePeer(call.inputs);
      if (peer === "") {
        refuse(
          "MissingParameter",
          "one of cidrIpv4, cidrIpv6, prefixListId or referencedSecurityGroupId is required",
        );
      }
      checkPrefixList(call, call.text("prefixListId"));
      const taken = permissionsOf(call, groupId, direction);
      refuseTwins(taken, [permission(call.inputs, "ipProtocol", peer)]);
      withinQuota(call, "rulesPerGroupAndDirection", taken.length + 1);
    },
    outputs: (call) => ({ securityGroupRuleId: call.id }),
  });
}

/** AWS's own lists (of S3, DynamoDB, CloudFront) are not resources here; only a customer's can be missing. */
function checkPrefixList(call: Call, id: string): void {
  if (/^pl-0[0-9a-f]{16}$/.test(id) && call.cloud.all(PREFIX_LIST).every((list) => list.id !== id)) {
    refuse("InvalidPrefixListID.NotFound", `The prefix list ID '${id}' does not exist`, "prefixListId");
  }
}

const olderRule = type(SECURITY_GROUP_RULE, olderRuleId, {
  defaults: { self: false },
  deleteBeforeReplace: true,
  replace: [
    ...["securityGroupId", "type", "protocol", "fromPort", "toPort", "self", "sourceSecurityGroupId"],
    ...["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"],
  ],
  references: { securityGroupId: uses(SECURITY_GROUP), sourceSecurityGroupId: peerGroup },
  choices: { type: [["ingress", "egress"], "InvalidParameterValue"] },
  check: (inputs) => {
    checkPorts(inputs, "protocol", "fromPort");
    checkBlocks(inputs, "cidrBlocks");
  },
  admit: (call) => {
    const groupId = call.text("securityGroupId");
    const taken = permissionsOf(call, groupId, call.text("type") === "egress" ? "egress" : "ingress");
    const wanted = peersOf(call.inputs, groupId).map((peer) => permission(call.inputs, "protocol", peer));
    refuseTwins(taken, wanted);
    withinQuota(call, "rulesPerGroupAndDirection", taken.length + wanted.length);
  },
  outputs: (call) => ({ securityGroupRuleId: call.derivedId("sgr-") }),
});

function olderRuleId(call: Call): string {
  const { inputs } = call;
  const text = [
    call.text("securityGroupId"),
    call.text("type"),
    call.text("protocol"),
    call.text("fromPort"),
  ];
  const rest = [call.text("toPort"), ...peersOf(inputs, call.text("securityGroupId"))];
  return `sgrule-${hashcode([...text, ...rest].join("-"))}`;
}

const endpointGroup = type(
  "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
  (call) => `a-${call.text("vpcEndpointId")}${hashcode(call.text("securityGroupId"))}`,
  {
    defaults: { replaceDefaultAssociation: false },
    replace: ["*"],
    references: { securityGroupId: holds(SECURITY_GROUP), vpcEndpointId: uses(VPC_ENDPOINT) },
  },
);

export const securityGroupTypes: readonly Model[] = [
  group,
  defaultGroup,
  ruleType(INGRESS_RULE, "ingress"),
  ruleType(EGRESS_RULE, "egress"),
  olderRule,
  endpointGroup,
];
