import { readDocument } from "../../analysis/documents";
import { allowsAnyone } from "../../analysis/public-access";
import { UNKNOWN, asText } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const vpcEndpointPolicyNarrow: ResourcePolicy = {
  kind: "resource",
  name: "vpc-endpoint-policy-narrow",
  concern: "network",
  description: "VPC endpoints carry a policy that names who may use them, or for what.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["VPC endpoints"] },
  tags: ["vpc-endpoint"],
  remediationSteps:
    'Give the endpoint a policy that names resources, or callers by aws:PrincipalOrgID; a gateway endpoint needs Principal "*" and such a condition.',
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  parameters: {
    allowNoPolicy: {
      type: "boolean",
      description: "Accept an endpoint without a policy of its own.",
      default: false,
    },
  },
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"],
  check: (resource, { parameters }) => {
    const type = asText(read(resource, "vpcEndpointType"));
    if (type === "GatewayLoadBalancer")
      return notApplicable("an endpoint of a Gateway Load Balancer takes no policy");
    const document = readDocument(read(resource, "policy"));
    if (document.kind === "unknown" || type === UNKNOWN) return unknown("policy");
    if (document.kind === "absent") {
      if (parameters.flag("allowNoPolicy")) return compliant;
      return violation("It has no policy, so it lets anyone who reaches it do everything.");
    }
    return everyStatement(resource, ["policy"], (statement, name) => {
      if (statement.effect === "Deny") return compliant;
      const open = allowsAnyone(statement);
      const star = statement.resources?.includes("*") ?? statement.notResources !== undefined;
      if (open === UNKNOWN || (open && statement.resources?.includes(UNKNOWN))) return unknown("policy");
      return open && star ? violation(`${name} lets anyone use every resource.`) : compliant;
    });
  },
};
