import { type Model } from "../model";
import { type Resource } from "../resource";
import { type Amount, NONE, exactly, plus } from "./amount";
import { type Amounts } from "./count";
import { targetsOf } from "./targets";

const VPC = "aws:ec2/vpc:Vpc";
const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const OF_VPCS = [
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
];
/** What they announce comes by BGP, and no plan tells it. */
const OF_NEIGHBOURS = [
  "aws:ec2/vpnConnection:VpnConnection",
  "aws:directconnect/gatewayAssociation:GatewayAssociation",
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
  "aws:ec2transitgateway/connect:Connect",
];

/** Routes in all tables of each transit gateway: the static ones, and one for each block of a VPC that a table learns of. */
export function transitRoutesOf(model: Model, gateways: readonly Resource[]): Amounts {
  const amounts = new Map<Resource, Amount>();
  const types = [...new Set(gateways.map(({ type }) => type))];
  if (types.length === 0) return amounts;
  const gatewayOf = new Map<Resource, Resource>();
  for (const table of model.ofType(TABLE)) {
    const [gateway] = targetsOf(model, table, "transitGatewayId", types).targets;
    if (gateway) gatewayOf.set(table, gateway);
  }
  let astray = NONE;
  const add = (resource: Resource, amount: Amount): void => {
    const { targets, unresolved } = targetsOf(model, resource, "transitGatewayRouteTableId", [TABLE]);
    if (unresolved) astray = plus(astray, { least: 0, most: amount.most });
    for (const table of targets) {
      const gateway = gatewayOf.get(table);
      if (gateway) amounts.set(gateway, plus(amounts.get(gateway) ?? NONE, amount));
    }
  };
  for (const route of model.ofType("aws:ec2transitgateway/route:Route")) add(route, exactly(1));
  const blocks = blocksOf(model);
  for (const one of model.ofType("aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation"))
    add(one, learnt(model, one, blocks));
  return astray.most === 0
    ? amounts
    : new Map(gateways.map((gateway) => [gateway, plus(amounts.get(gateway) ?? NONE, astray)]));
}

/** How many IPv4 blocks each VPC has. */
function blocksOf(model: Model): ReadonlyMap<Resource, number> {
  const blocks = new Map(model.ofType(VPC).map((vpc) => [vpc, 1]));
  for (const more of model.ofType("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation")) {
    for (const vpc of targetsOf(model, more, "vpcId", [VPC]).targets)
      blocks.set(vpc, (blocks.get(vpc) ?? 1) + 1);
  }
  return blocks;
}

function learnt(model: Model, propagation: Resource, blocks: ReadonlyMap<Resource, number>): Amount {
  const property = "transitGatewayAttachmentId";
  const [attachment] = targetsOf(model, propagation, property, OF_VPCS).targets;
  if (attachment) {
    const [vpc] = targetsOf(model, attachment, "vpcId", [VPC]).targets;
    return exactly((vpc && blocks.get(vpc)) ?? 1);
  }
  const neighbours = targetsOf(model, propagation, property, OF_NEIGHBOURS).targets;
  return neighbours.length > 0 ? NONE : { least: 0, most: 1 };
}
