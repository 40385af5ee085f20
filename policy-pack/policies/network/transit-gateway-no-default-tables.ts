import { mustBeOneOf } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const transitGatewayNoDefaultTables: ResourcePolicy = {
  kind: "resource",
  name: "transit-gateway-no-default-tables",
  concern: "network",
  description: "A transit gateway has no default route table that every attachment falls into.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["vpc isolation"] },
  tags: ["transit-gateway", "isolation"],
  remediationSteps:
    'Set defaultRouteTableAssociation and defaultRouteTablePropagation to "disable", and associate each attachment with the table meant for it.',
  url: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html",
  types: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
  check: (resource) =>
    allOf(
      mustBeOneOf(resource, "defaultRouteTableAssociation", ["disable"]),
      mustBeOneOf(resource, "defaultRouteTablePropagation", ["disable"]),
    ),
};
