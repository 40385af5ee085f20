import {
  DEFAULT_SECURITY_GROUP,
  EGRESS_RULE,
  SECURITY_GROUP,
  INGRESS_RULE,
  SECURITY_GROUP_RULE,
} from "../../analysis/security-rules";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { type Read, UNKNOWN, asList, at } from "../../analysis/values";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type Finding, type StackPolicy } from "../../lib/policy";

const VPC_TYPES = ["aws:ec2/vpc:Vpc"];

/** AWS gives every VPC a group that lets its members talk freely, and puts there whatever names no group. */
export const defaultSecurityGroupClosed: StackPolicy = {
  kind: "stack",
  name: "default-security-group-closed",
  concern: "network",
  description: "The default security group of every VPC is managed and has no rules.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.2"],
    cis: cis("default-group"),
    checkov: ["CKV2_AWS_12"],
    seed: ["security groups"],
  },
  tags: ["security-group", "vpc"],
  remediationSteps:
    "Declare an aws.ec2.DefaultSecurityGroup for the VPC with no ingress and no egress, and give what used it a group of its own.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  check: (model) => [...rulesOfDefaultGroups(model), ...vpcsWithOpenDefault(model)],
};

function rulesOfDefaultGroups(model: Model): Finding[] {
  const findings: Finding[] = model
    .ofType(DEFAULT_SECURITY_GROUP)
    .map((group) => ({ resource: group, outcome: inlineRules(group) }));
  const defaultIds = new Set(
    model.ofType(...VPC_TYPES).map((vpc) => at(vpc.props, "defaultSecurityGroupId")),
  );
  for (const rule of model.ofType(SECURITY_GROUP_RULE, INGRESS_RULE, EGRESS_RULE)) {
    const { targets } = model.references(rule, "securityGroupId", [DEFAULT_SECURITY_GROUP]);
    const ofVpc = isOfDefaultGroup(model, rule, defaultIds);
    if (targets.length > 0 || ofVpc) {
      findings.push({
        resource: rule,
        outcome: violation("It adds a rule to a VPC's default security group."),
      });
    }
  }
  return findings;
}

/** A rule whose group comes straight from a VPC can only be for `vpc.defaultSecurityGroupId`. */
function isOfDefaultGroup(model: Model, rule: Resource, defaultIds: ReadonlySet<Read>): boolean {
  const sources = (rule.edges["securityGroupId"] ?? []).map((urn) => model.byUrn.get(urn)?.type);
  if (sources.some((type) => VPC_TYPES.includes(type ?? "")) && !sources.includes(SECURITY_GROUP))
    return true;
  const id = at(rule.props, "securityGroupId");
  return typeof id === "string" && defaultIds.has(id);
}

function inlineRules(group: Resource): Outcome {
  for (const direction of ["ingress", "egress"]) {
    const rules = asList(at(group.props, direction));
    if (rules === UNKNOWN) return unknown(direction);
    if (rules.length > 0)
      return violation(`The default security group has ${rules.length} ${direction} rule(s).`);
  }
  return compliant;
}

function vpcsWithOpenDefault(model: Model): Finding[] {
  const groups = model.ofType(DEFAULT_SECURITY_GROUP);
  const references = groups.map((group) => model.references(group, "vpcId", VPC_TYPES));
  return model.ofType(...VPC_TYPES).map((vpc) => {
    if (references.some(({ targets }) => targets.includes(vpc))) return { resource: vpc, outcome: compliant };
    if (references.some(({ unresolved }) => unresolved)) {
      return { resource: vpc, outcome: unknown("the VPC that a DefaultSecurityGroup belongs to") };
    }
    const message =
      "Its default security group is not managed, so it keeps AWS's rules: its members talk freely, and to anywhere.";
    return { resource: vpc, outcome: violation(message) };
  });
}
