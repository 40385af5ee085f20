import { block } from "../checks/cidr";
import { holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str } from "../model/values";
import { checksum, ec2Answers, exactlyOne, or, withinQuota } from "./common";
import * as ec2 from "./ec2-tokens";

const acl = type(ec2.ACL, "acl-", {
  arn: "ec2:{region}:{account}:network-acl/{id}",
  replace: ["vpcId"],
  references: { vpcId: holds(ec2.VPC), subnetIds: uses(ec2.SUBNET) },
  ...ec2Answers("InvalidNetworkAclID.NotFound", "networkAcl"),
  outputs: (call) => ({
    ownerId: call.account,
    ingress: or(call, "ingress", []),
    egress: or(call, "egress", []),
    subnetIds: or(call, "subnetIds", []),
  }),
});

const identity = ["networkAclId", "egress", "ruleNumber"];

const aclRule = type(
  ec2.ACL_RULE,
  (call) => `nacl-${checksum(identity.map((name) => String(call.inputs[name])).join("-"))}`,
  {
    defaults: { egress: false },
    replace: ["*"],
    deleteBeforeReplace: true,
    references: { networkAclId: uses(ec2.ACL) },
    choices: { ruleAction: [["allow", "deny", "ALLOW", "DENY"], "InvalidParameterValue"] },
    notFound: ["InvalidNetworkAclEntry.NotFound", "The network acl entry {id} does not exist"],
    unique: [
      {
        by: identity,
        within: "region",
        refusal: [
          "NetworkAclEntryAlreadyExists",
          "The network acl entry identified by {ruleNumber} already exists.",
        ],
      },
    ],
    check: (inputs) => {
      const number = num(inputs, "ruleNumber");
      if (number !== undefined && (number < 1 || number > 32_766)) {
        refuse(
          "InvalidParameterValue",
          `Value (${number}) for parameter ruleNumber is invalid: it is 1 to 32766.`,
          "ruleNumber",
        );
      }
      exactlyOne(inputs, ["cidrBlock", "ipv6CidrBlock"]);
      const text = str(inputs, "cidrBlock");
      if (text !== undefined && !block(text)) {
        refuse(
          "InvalidParameterValue",
          `Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
          "cidrBlock",
        );
      }
      const from = num(inputs, "fromPort");
      const to = num(inputs, "toPort");
      if (from !== undefined && to !== undefined && from > to) {
        refuse("InvalidParameterValue", `Invalid port range: ${from} to ${to}`, "fromPort");
      }
    },
    admit: (call) => {
      const entries = call.peers(ec2.ACL_RULE, {
        networkAclId: call.text("networkAclId"),
        egress: call.inputs.egress ?? false,
      });
      withinQuota(call, "aclRulesPerDirection", entries.length, "networkAclId");
    },
  },
);

const aclAssociation = type("aws:ec2/networkAclAssociation:NetworkAclAssociation", "aclassoc-", {
  references: { networkAclId: holds(ec2.ACL), subnetId: uses(ec2.SUBNET) },
  replace: ["subnetId"],
  notFound: ["InvalidAssociationID.NotFound", "The association ID '{id}' does not exist"],
  admit: (call) => {
    const subnet = call.find(ec2.SUBNET, call.text("subnetId"));
    const target = call.find(ec2.ACL, call.text("networkAclId"));
    if (!subnet || !target || subnet.properties.vpcId === target.properties.vpcId) return;
    refuse(
      "InvalidParameterValue",
      `Network ACL ${target.id} and subnet ${subnet.id} belong to different networks`,
      "subnetId",
    );
  },
});

export const aclTypes: readonly Model[] = [acl, aclRule, aclAssociation];
