import { everyElement } from "../../lib/expect";
import { UNKNOWN, asText, at, type Read } from "../../analysis/values";
import { allOf, compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const defaultNetworkAclClosed: ResourcePolicy = {
  kind: "resource",
  name: "default-network-acl-closed",
  concern: "network",
  description: "The default network ACL of a VPC lets nothing pass.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["NACLs"] },
  tags: ["network-acl"],
  remediationSteps:
    "Leave ingress and egress of the DefaultNetworkAcl empty, and give every subnet a network ACL of its own.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html",
  types: ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  check: (resource) =>
    allOf(
      ...[...everyElement(resource, "ingress", judge), ...everyElement(resource, "egress", judge)],
      compliant,
    ),
};

function judge(entry: Read, path: string): Outcome {
  const action = asText(at(entry, "action"));
  if (action === UNKNOWN) return unknown(`${path}.action`);
  return action?.toLowerCase() === "allow" ? violation(`${path} allows traffic.`) : compliant;
}
