import { tagOf } from "../../analysis/tags";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText, at } from "../../analysis/values";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

const VPC = "aws:ec2/vpc:Vpc";

/** Spokes never reach each other: every peering has the hub at one end and a spoke at the other. */
export const peeringOnlyHubSpoke: StackPolicy = {
  kind: "stack",
  name: "peering-only-hub-spoke",
  concern: "network",
  description: "VPC peering joins the hub to a spoke, and nothing else.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["peering", "vpc isolation"] },
  tags: ["vpc", "peering", "isolation"],
  remediationSteps:
    'Peer each workload with the hub only, and tag VPCs with network-role "hub" or "spoke"; name VPCs of other stacks in hubVpcIds or spokeVpcIds, or tag the peering with the role of the peer.',
  url: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
  parameters: {
    roleTag: { type: "string", description: "Tag that says what part a VPC plays.", default: "network-role" },
    peerRoleTag: {
      type: "string",
      description: "Tag of a peering that says what part its peer plays, when that is in another stack.",
      default: "peer-network-role",
    },
    hubVpcIds: {
      type: "strings",
      description: "Ids of hub VPCs that are not in the stack.",
      default: [],
      pattern: "^vpc-[0-9a-z]+$",
    },
    spokeVpcIds: {
      type: "strings",
      description: "Ids of spoke VPCs that are not in the stack.",
      default: [],
      pattern: "^vpc-[0-9a-z]+$",
    },
  },
  check: (model, { parameters }) =>
    model.ofType("aws:ec2/vpcPeeringConnection:VpcPeeringConnection").map((peering) => {
      const role = (property: string): Role => {
        const id = asText(at(peering.props, property));
        if (typeof id === "string" && parameters.texts("hubVpcIds").includes(id)) return "hub";
        if (typeof id === "string" && parameters.texts("spokeVpcIds").includes(id)) return "spoke";
        const found = roleOfVpc(model, peering, property, parameters.text("roleTag"));
        return found === "elsewhere" && property === "peerVpcId"
          ? roleOfTag(peering, parameters.text("peerRoleTag"), "elsewhere")
          : found;
      };
      return { resource: peering, outcome: judge(role("vpcId"), role("peerVpcId")) };
    }),
};

type Role = "hub" | "spoke" | "unmarked" | "elsewhere" | typeof UNKNOWN;

function roleOfTag(resource: Resource, tag: string, otherwise: Role): Role {
  const value = tagOf(resource, tag);
  if (value === UNKNOWN) return UNKNOWN;
  return value === "hub" || value === "spoke" ? value : otherwise;
}

function roleOfVpc(model: Model, peering: Resource, property: string, tag: string): Role {
  const { targets, unresolved } = model.references(peering, property, [VPC]);
  if (unresolved) return UNKNOWN;
  const [vpc] = targets;
  // A VPC of another stack: its tags are out of sight, so it has to be told otherwise.
  return vpc ? roleOfTag(vpc, tag, "unmarked") : "elsewhere";
}

function judge(requester: Role, accepter: Role): Outcome {
  const roles = [requester, accepter];
  if (roles.includes("hub") && roles.includes("spoke")) return compliant;
  if (roles.includes("unmarked"))
    return violation("It peers a VPC that is marked neither as hub nor as spoke.");
  if (roles.includes("elsewhere")) {
    return violation(
      "It peers a VPC that is not in this stack, and neither hubVpcIds, spokeVpcIds nor a tag of the peering says what part that plays.",
    );
  }
  if (roles.includes(UNKNOWN)) return unknown(requester === UNKNOWN ? "vpcId" : "peerVpcId");
  return violation(`It peers a ${String(requester)} with a ${String(accepter)}.`);
}
