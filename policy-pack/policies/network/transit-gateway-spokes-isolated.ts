import { tagOf } from "../../analysis/tags";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asBoolean, at, type Unknown } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ACCEPTER = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";
/** What makes attachments that lead to no VPC. */
const OUTSIDE = [
  "aws:ec2/vpnConnection:VpnConnection",
  "aws:directconnect/gatewayAssociation:GatewayAssociation",
] as const;

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
    const roleTag = parameters.text("roleTag");
    const associated = joined(
      model,
      "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
      roleTag,
    );
    const learned = [
      joined(model, "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation", roleTag),
      joined(model, "aws:ec2transitgateway/route:Route", roleTag),
    ];
    return model.ofType(TABLE).map((table) => {
      const from = associated.get(table) ?? [];
      const to = learned.flatMap((map) => map.get(table) ?? []);
      if (from.includes("spoke") && to.includes("spoke")) {
        return {
          resource: table,
          outcome: violation("Spokes are associated with it, and it leads to spokes: they reach each other."),
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

/** What part the attachments play that are associated with a table, propagate into it or are the target of its routes. */
function joined(model: Model, type: string, tag: string): ReadonlyMap<Resource, readonly Role[]> {
  const map = new Map<Resource, Role[]>();
  for (const link of model.ofType(type)) {
    if (asBoolean(at(link.props, "blackhole")) === true) continue;
    for (const table of model.references(link, "transitGatewayRouteTableId", [TABLE]).targets) {
      map.set(table, [...(map.get(table) ?? []), ...rolesOf(model, link, tag)]);
    }
  }
  return map;
}

/** By the attachment itself, or by the resource that accepted it. */
function rolesOf(model: Model, link: Resource, tag: string): Role[] {
  const { targets, unresolved } = model.references(link, "transitGatewayAttachmentId", [
    ATTACHMENT,
    ACCEPTER,
    ...OUTSIDE,
  ]);
  if (unresolved) return [UNKNOWN];
  // In a stored state an accepter has the attachment's id, and so refers to itself too.
  const others = targets.filter((target) => target !== link);
  // Of the attachment and its accepter, which go by one id there, the attachment tells more.
  const own = others.filter(({ type }) => type === ATTACHMENT);
  return (own.length > 0 ? own : others).flatMap((target) => {
    if (target.type === ATTACHMENT) return [roleOfAttachment(model, target, tag)];
    return target.type === ACCEPTER ? rolesOf(model, target, tag) : ["other" as const];
  });
}
