import { blockOf } from "../checks/address";
import { hashcode } from "../checks/hashcode";
import type { Call } from "../model/call";
import { holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings, yes, type Props } from "../model/values";
import { withinQuota } from "./quota";
import { sameNetwork } from "./routing";
import { NETWORK_ACL, NETWORK_ACL_RULE, SUBNET, VPC } from "./tokens";

/** Highest number a rule of one's own may have; 32767 is AWS's final deny. */
const LAST_RULE = 32_766;

/** Checks what a rule's numbers and addresses may be; the inline form names its number and action differently. */
function checkEntry(entry: Props, numberName: string, property?: string): void {
  const number = num(entry, numberName);
  if (number !== undefined && (number < 1 || number > LAST_RULE)) {
    refuse(
      "InvalidParameterValue",
      `Value (${number}) for parameter ruleNumber is invalid. It must be between 1 and ${LAST_RULE}.`,
      property ?? numberName,
    );
  }
  const v4 = str(entry, "cidrBlock");
  const v6 = str(entry, "ipv6CidrBlock");
  if (v4 !== undefined && v4 !== "") blockOf(v4, property ?? "cidrBlock", 4);
  if (v6 !== undefined && v6 !== "") blockOf(v6, property ?? "ipv6CidrBlock", 6);
  const [from, to] = [num(entry, "fromPort"), num(entry, "toPort")];
  if (from !== undefined && to !== undefined && from > to) {
    refuse("InvalidParameterValue", `Invalid TCP/UDP port range (${from}:${to})`, property ?? "fromPort");
  }
}

function checkInline(inputs: Props): void {
  for (const direction of ["ingress", "egress"]) {
    const numbers = new Set<number>();
    for (const entry of objects(inputs, direction)) {
      checkEntry(entry, "ruleNo", direction);
      const number = num(entry, "ruleNo");
      if (number === undefined) continue;
      if (numbers.has(number)) exists(number, direction);
      numbers.add(number);
    }
  }
}

function exists(number: number, property: string): never {
  refuse(
    "NetworkAclEntryAlreadyExists",
    `The network acl entry identified by ${number} already exists.`,
    property,
  );
}

function admitInline(call: Call): void {
  for (const direction of ["ingress", "egress"]) {
    withinQuota(call, "aclRulesPerDirection", objects(call.inputs, direction).length);
  }
  for (const subnetId of strings(call.inputs, "subnetIds")) {
    const vpcId = str(call.find(SUBNET, subnetId)?.properties, "vpcId");
    if (call.text("vpcId") !== "" && vpcId !== undefined && vpcId !== call.text("vpcId")) {
      refuse(
        "InvalidParameterValue",
        `networkAcl and subnet ${subnetId} belong to different networks.`,
        "subnetIds",
      );
    }
  }
}

const networkAcl = type(NETWORK_ACL, "acl-", {
  arn: "ec2:{region}:{account}:network-acl/{id}",
  replace: ["vpcId"],
  references: { vpcId: holds(VPC), subnetIds: uses(SUBNET) },
  notFound: ["InvalidNetworkAclID.NotFound", "The networkAcl ID '{id}' does not exist"],
  inUse: ["DependencyViolation", "network acl {id} has dependencies and cannot be deleted"],
  check: checkInline,
  admit: (call) => {
    admitInline(call);
    const others = call.peers(NETWORK_ACL, { vpcId: call.text("vpcId") });
    if (call.old === undefined) withinQuota(call, "aclsPerVpc", others.length + 1);
  },
  outputs: inlineOutputs,
  afterDelete: (call) => {
    for (const rule of call.peers(NETWORK_ACL_RULE, { networkAclId: call.id })) call.cloud.remove(rule);
  },
});

function inlineOutputs(call: Call): Record<string, Props[string]> {
  return {
    ingress: call.inputs.ingress ?? [],
    egress: call.inputs.egress ?? [],
    subnetIds: call.inputs.subnetIds ?? [],
  };
}

const defaultNetworkAcl = type("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "{defaultNetworkAclId}", {
  arn: "ec2:{region}:{account}:network-acl/{defaultNetworkAclId}",
  replace: ["defaultNetworkAclId"],
  adopted: true,
  references: { defaultNetworkAclId: uses(NETWORK_ACL), subnetIds: uses(SUBNET) },
  check: checkInline,
  admit: admitInline,
  outputs: (call) => ({
    ...inlineOutputs(call),
    vpcId: str(call.find(NETWORK_ACL, call.text("defaultNetworkAclId"))?.properties, "vpcId"),
  }),
  after: (call) => {
    const acl = call.find(NETWORK_ACL, call.id);
    const { ingress = [], egress = [] } = call.inputs;
    if (acl !== undefined) call.cloud.change(acl, { ingress, egress });
  },
});

/** Numbers of the rules an ACL has in one direction, its inline ones included. */
function numbersOf(call: Call, aclId: string, egress: boolean): number[] {
  const inline = objects(call.find(NETWORK_ACL, aclId)?.properties, egress ? "egress" : "ingress");
  const own = call
    .peers(NETWORK_ACL_RULE, { networkAclId: aclId })
    .filter(({ properties }) => yes(properties, "egress") === egress);
  return [
    ...inline.map((entry) => num(entry, "ruleNo")),
    ...own.map(({ properties }) => num(properties, "ruleNumber")),
  ].filter((number) => number !== undefined);
}

const rule = type(NETWORK_ACL_RULE, ruleId, {
  defaults: { egress: false },
  replace: ["*"],
  deleteBeforeReplace: true,
  references: { networkAclId: uses(NETWORK_ACL) },
  choices: { ruleAction: [["allow", "deny", "ALLOW", "DENY"], "InvalidParameterValue"] },
  check: (inputs) => checkEntry(inputs, "ruleNumber"),
  admit: (call) => {
    const egress = yes(call.inputs, "egress");
    const number = num(call.inputs, "ruleNumber");
    const taken = numbersOf(call, call.text("networkAclId"), egress);
    if (number !== undefined && taken.includes(number)) exists(number, "ruleNumber");
    withinQuota(call, "aclRulesPerDirection", taken.length + 1);
    if (call.text("cidrBlock") === "" && call.text("ipv6CidrBlock") === "") {
      refuse("MissingParameter", "The request must contain the parameter cidrBlock or ipv6CidrBlock");
    }
  },
});

function ruleId(call: Call): string {
  const { inputs } = call;
  const egress = yes(inputs, "egress");
  return `nacl-${hashcode(`${call.text("networkAclId")}-${call.text("ruleNumber")}-${egress}-${call.text("protocol")}-`)}`;
}

const association = type("aws:ec2/networkAclAssociation:NetworkAclAssociation", "aclassoc-", {
  replace: ["subnetId"],
  references: { networkAclId: uses(NETWORK_ACL), subnetId: uses(SUBNET) },
  admit: (call) =>
    sameNetwork(call, "networkAcl", call.text("networkAclId"), NETWORK_ACL, call.text("subnetId")),
});

export const networkAclTypes: readonly Model[] = [networkAcl, defaultNetworkAcl, rule, association];
