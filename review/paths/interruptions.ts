import { Model, stepsOf, typeOfUrn } from "../../policy-pack/analysis";
import { type Difference, compare } from "./compare";
import { type Flow, flowsOf } from "./flows";
import { networkOf } from "./read";

const ACL = "aws:ec2/networkAcl:NetworkAcl";

/** What carries connections: while it is replaced, none gets through. */
const CARRIES = new RegExp(
  `^aws:(${[
    "ec2/(vpc|subnet|internetGateway|egressOnlyInternetGateway|natGateway|route|routeTable|routeTableAssociation):",
    "ec2/(networkAcl|networkAclRule|networkAclAssociation|vpcPeeringConnection|vpcPeeringConnectionAccepter):",
    "ec2/(vpcEndpoint|vpcEndpointRouteTableAssociation|customerGateway|vpnGateway|vpnGatewayAttachment):",
    "ec2/(vpnConnection|vpnConnectionRoute|vpnGatewayRoutePropagation):",
    "ec2transitgateway/",
    "directconnect/",
    "networkfirewall/firewall:",
  ].join("|")})`,
);

/**
 * URNs of the resources that a preview replaces and that carry connections.
 *
 * @param preview what `pulumi preview --json` writes
 */
export function replacedIn(preview: string): ReadonlySet<string> {
  const replaced = stepsOf(preview).filter(
    ({ urn, op }) => /replace/.test(op) && CARRIES.test(typeOfUrn(urn)),
  );
  return new Set(replaced.map(({ was }) => was));
}

/**
 * Connections that are open before and after a change and closed in between: those that do not get through without what is replaced.
 *
 * @param before the stack's model before the change
 * @param flows what gets through before the change
 * @param replaced URNs of what is replaced
 */
export function interrupted(
  before: Model,
  flows: readonly Flow[],
  replaced: ReadonlySet<string>,
): readonly Difference[] {
  if (replaced.size === 0) return [];
  // Its subnets get the new network ACL, which starts without entries.
  const rest = before.resources.flatMap((one) => {
    if (!replaced.has(one.urn)) return [one];
    return one.type === ACL ? [{ ...one, props: { ...one.props, ingress: [], egress: [] } }] : [];
  });
  return compare(flows, flowsOf(networkOf(new Model(rest)))).closed;
}
