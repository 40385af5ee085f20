import { tagOf } from "../../analysis/tags";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, type Unknown } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";

type Role = "hub" | "spoke" | "other" | Unknown;

export const transitGatewaySpokesIsolated: StackPolicy = {
  kind: "stack",
  name: "transit-gateway-spokes-isolated",
  concern: "network",
  description: "No route table of a transit gateway leads from one spoke to another.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["vpc isolation"] },
  tags: ["transit-gateway", "isolation"],
  remediationSteps:
    "Associate spokes with a table into which only the hub propagates, and the hub with one into which the spokes do.",
  url: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-isolated.html",
  parameters: {
    roleTag: { type: "string", description: "Tag that says what part a VPC plays.", default: "network-role" },
  },
  check: (model, { parameters }) => {
    const role = (attachment: Resource): Role =>
      roleOfAttachment(model, attachment, parameters.text("roleTag"));
    const associated = joined(model, "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation");
    const propagated = joined(model, "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation");
    return model.ofType(TABLE).map((table) => {
      const from = (associated.get(table) ?? []).map((attachment) => role(attachment));
      const to = (propagated.get(table) ?? []).map((attachment) => role(attachment));
      if (from.includes("spoke") && to.includes("spoke")) {
        return {
          resource: table,
          outcome: violation(
            "Spokes are associated with it, and spokes propagate into it: they reach each other.",
          ),
        };
      }
      const maybe =
        (from.includes(UNKNOWN) && to.some((one) => one !== "hub")) ||
        (to.includes(UNKNOWN) && from.some((one) => one !== "hub"));
      return { resource: table, outcome: maybe ? unknown("the VPCs attached to it") : compliant };
    });
  },
};

function roleOfAttachment(model: Model, attachment: Resource, tag: string): Role {
  const { targets, unresolved } = model.references(attachment, "vpcId", ["aws:ec2/vpc:Vpc"]);
  const own = targets[0] ? tagOf(targets[0], tag) : tagOf(attachment, tag);
  if (own === "hub" || own === "spoke") return own;
  return unresolved || own === UNKNOWN ? UNKNOWN : "other";
}

/** Attachments by the table they are associated with, or propagate into. */
function joined(model: Model, type: string): ReadonlyMap<Resource, readonly Resource[]> {
  const map = new Map<Resource, Resource[]>();
  for (const link of model.ofType(type)) {
    const tables = model.references(link, "transitGatewayRouteTableId", [TABLE]).targets;
    const attachments = model.references(link, "transitGatewayAttachmentId", [ATTACHMENT]).targets;
    for (const table of tables) map.set(table, [...(map.get(table) ?? []), ...attachments]);
  }
  return map;
}
