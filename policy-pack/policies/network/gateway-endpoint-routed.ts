import { type Resource, isComputed } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { everyOneCovered } from "../../lib/coverage";
import { mustBeSet, read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { unknown } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const gatewayEndpointRouted: StackPolicy = {
  kind: "stack",
  name: "gateway-endpoint-routed",
  concern: "network",
  description: "Every gateway endpoint is in a route table: without one the traffic goes on by the internet.",
  severity: "medium",
  level: "mandatory",
  controls: { cis: cis("endpoints"), seed: ["VPC endpoints", "route tables"] },
  tags: ["vpc-endpoint", "routes"],
  remediationSteps: "Give the endpoint the route tables of the subnets that need it.",
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  check: (model) => {
    const gateways: Resource[] = [];
    const open: Resource[] = [];
    for (const endpoint of model.ofType("aws:ec2/vpcEndpoint:VpcEndpoint")) {
      const type = asText(read(endpoint, "vpcEndpointType")) ?? "Gateway";
      if (type === UNKNOWN) open.push(endpoint);
      else if (type.toLowerCase() === "gateway") gateways.push(endpoint);
    }
    const separate = everyOneCovered(
      model,
      gateways,
      [
        {
          type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
          property: "vpcEndpointId",
        },
      ],
      "No route table has it.",
    );
    return [
      ...open.map((resource) => ({ resource, outcome: unknown("vpcEndpointType") })),
      ...separate.map(({ resource, outcome }) => {
        const inline = mustBeSet(resource, "routeTableIds");
        // Where the program leaves them to associations, the tables are unknown at a first preview and tell nothing.
        const silent =
          inline.status === "violation" ||
          (inline.status === "unknown" && isComputed(resource, "routeTableIds"));
        return { resource, outcome: outcome.status === "compliant" || silent ? outcome : inline };
      }),
    ];
  },
};
