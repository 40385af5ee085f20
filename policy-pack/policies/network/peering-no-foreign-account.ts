import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const peeringNoForeignAccount: ResourcePolicy = {
  kind: "resource",
  name: "peering-no-foreign-account",
  concern: "network",
  description: "A peering leads to an account of the organisation only.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["peering"] },
  tags: ["peering", "accounts"],
  remediationSteps: "Peer with accounts you own; list them in accountIds.",
  url: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
  parameters: {
    accountIds: {
      type: "strings",
      description: "Account ids of the organisation; empty turns the policy off.",
      default: [],
      pattern: "^[0-9]{12}$",
    },
  },
  types: ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"],
  check: (resource, { parameters }) => {
    const allowed = parameters.texts("accountIds");
    if (allowed.length === 0) return notApplicable("no accountIds are configured");
    const owner = asText(read(resource, "peerOwnerId"));
    if (owner === UNKNOWN) return unknown("peerOwnerId");
    if (owner === undefined || allowed.includes(owner)) return compliant;
    return violation(`The peer's account ${owner} is not among the organisation's.`);
  },
};
