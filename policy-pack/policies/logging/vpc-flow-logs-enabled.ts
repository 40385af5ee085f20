import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText, at } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

const VPC_TYPES = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];

/** Decided by the engine's edges, so it is right at the first preview, when no VPC has an id. */
export const vpcFlowLogsEnabled: StackPolicy = {
  kind: "stack",
  name: "vpc-flow-logs-enabled",
  concern: "logging",
  description: "Every VPC has a flow log of all its traffic.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.6"],
    cis: cis("flow-logs"),
    nag: ["VPC7"],
    checkov: ["CKV2_AWS_11"],
    seed: ["flow logs"],
  },
  tags: ["vpc", "flow-logs"],
  remediationSteps: 'Add an aws.ec2.FlowLog with vpcId set to the VPC and trafficType "ALL".',
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  check: (model) => {
    const logs = model
      .ofType("aws:ec2/flowLog:FlowLog")
      .map((log) => ({ log, vpc: model.references(log, "vpcId", VPC_TYPES) }));
    return model.ofType(...VPC_TYPES).map((vpc) => {
      const own = logs
        .filter(({ vpc: reference }) => reference.targets.includes(vpc))
        .map(({ log }) => trafficOf(log));
      if (own.includes("ALL")) return { resource: vpc, outcome: compliant };
      if (own.includes(UNKNOWN)) return { resource: vpc, outcome: unknown("the flow log's trafficType") };
      if (logs.some(({ vpc: reference }) => reference.unresolved)) {
        return { resource: vpc, outcome: unknown("the VPC that a flow log belongs to") };
      }
      // Accepted and rejected traffic in two logs make up all of it.
      if (own.includes("ACCEPT") && own.includes("REJECT")) return { resource: vpc, outcome: compliant };
      const message =
        own.length === 0
          ? "The VPC has no flow log."
          : `The VPC's flow log takes ${own.join(", ")} traffic only, not ALL.`;
      return { resource: vpc, outcome: violation(message) };
    });
  },
};

function trafficOf(log: Resource): string | typeof UNKNOWN {
  const type = asText(at(log.props, "trafficType"));
  // Transit gateway logs take no traffic type; a VPC's must have one, so absent is not ALL.
  return type === UNKNOWN ? UNKNOWN : (type?.toUpperCase() ?? "no");
}
