import {
  SECURITY_GROUP,
  SECURITY_GROUP_RULE,
  INGRESS_RULE,
  EGRESS_RULE,
} from "../../analysis/security-rules";
import { asText, asTexts, UNKNOWN, type Unknown } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

/** Properties by which groups are attached to what they guard. */
const ATTACHMENTS = [
  "vpcSecurityGroupIds",
  "securityGroups",
  "securityGroupIds",
  "networkConfiguration.securityGroups",
  "vpcConfig.securityGroupIds",
  "vpcOptions.securityGroupIds",
];

/** Rules and groups that only speak of a group. */
const RULES: ReadonlySet<string> = new Set([SECURITY_GROUP, SECURITY_GROUP_RULE, INGRESS_RULE, EGRESS_RULE]);

export const securityGroupsInUse: StackPolicy = {
  kind: "stack",
  name: "security-groups-in-use",
  concern: "network",
  description: "No security group lies about unused.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["EC2.22"], checkov: ["CKV2_AWS_5"], seed: ["security groups"] },
  tags: ["security-group"],
  remediationSteps: "Remove the group, or attach it to what it was made for.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-22",
  check: (model) => {
    const groups = model.ofType(SECURITY_GROUP);
    if (groups.length === 0) return [];
    const open = model.resources.find((resource) =>
      ATTACHMENTS.some((property) => {
        const value = read(resource, property);
        return value === UNKNOWN && (resource.edges[property]?.length ?? 0) === 0;
      }),
    );
    const attached = new Set<string | Unknown>();
    for (const resource of model.resources) {
      for (const property of ATTACHMENTS) {
        const ids = asTexts(read(resource, property));
        if (ids !== UNKNOWN) ids.forEach((id) => attached.add(id));
      }
    }
    return groups.map((group) => {
      const used = model.usersOf(group).some(({ from }) => !RULES.has(from.type));
      const byId = asText(read(group, "id"));
      if (used || (typeof byId === "string" && attached.has(byId)))
        return { resource: group, outcome: compliant };
      if (open) return { resource: group, outcome: unknown(`the security groups of ${open.name}`) };
      return { resource: group, outcome: violation("Nothing of the stack uses it but rules.") };
    });
  },
};
