import { contains, parseCidr } from "../../settings/addresses/cidr";
import { type LoggedEvent } from "../../tools/cli/event-log";
import { type StackState, nameOf } from "../../tools/sandbox/state";

interface Deployed {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const TGW = "aws:ec2transitgateway";

/** A deployed network that packets can be sent through: by the route tables of VPCs, peerings and transit gateway tables as they are deployed. */
export class DeployedNetwork {
  private readonly resources = new Map<string, Deployed>();

  constructor(state: StackState) {
    for (const { urn, type, id, outputs } of state.deployment.resources ?? []) {
      if (id !== undefined) this.resources.set(urn, { type, name: nameOf(urn), id, outputs: outputs ?? {} });
    }
  }

  /**
   * Takes in one event of an update: what is created or updated is there when its step has ended, what is deleted is gone when its step begins.
   * @returns whether something changed
   */
  apply({ resourcePreEvent, resOutputsEvent }: LoggedEvent): boolean {
    const going = resourcePreEvent?.metadata;
    if (going && /^delete/.test(going.op)) return this.resources.delete(going.urn);
    const made = resOutputsEvent?.metadata;
    if (!made || !/^(create|update|create-replacement)$/.test(made.op) || !made.new?.id) return false;
    const { urn, type } = made;
    const { id, outputs } = made.new;
    this.resources.set(urn, {
      type,
      name: nameOf(urn),
      id,
      outputs: (outputs ?? {}) as Record<string, unknown>,
    });
    return true;
  }

  /** The VPC in which a packet from a tier of a VPC arrives; `nowhere` when it is dropped on the way. @param table name of its route table */
  endOf(vpc: string, table: string, address: string): string {
    const from = this.named("aws:ec2/vpc:Vpc", vpc);
    const rows = this.named("aws:ec2/routeTable:RouteTable", `${vpc}-${table}`);
    if (!from || !rows) throw new Error(`there is no VPC ${vpc} with a table ${table}`);
    const route = longest(
      this.all("aws:ec2/route:Route").filter(({ outputs }) => outputs.routeTableId === rows.id),
      address,
    );
    if (!route) return "nowhere";
    const { vpcPeeringConnectionId, transitGatewayId } = route.outputs;
    if (filled(vpcPeeringConnectionId)) return this.overPeering(from, vpcPeeringConnectionId);
    return filled(transitGatewayId) ? this.overTransitGateway(from, transitGatewayId, address) : "nowhere";
  }

  private overPeering(from: Deployed, id: string): string {
    const peering = this.all("aws:ec2/vpcPeeringConnection:VpcPeeringConnection").find(
      (one) => one.id === id,
    );
    const accepted = this.all("aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter").some(
      (one) => one.id === id,
    );
    if (!peering || !accepted) return "nowhere";
    const { vpcId, peerVpcId } = peering.outputs;
    return this.vpcOf(from.id === vpcId ? peerVpcId : vpcId);
  }

  private overTransitGateway(from: Deployed, gatewayId: string, address: string): string {
    const attachments = this.all(`${TGW}/vpcAttachment:VpcAttachment`);
    const attachment = attachments.find(
      ({ outputs }) => outputs.vpcId === from.id && outputs.transitGatewayId === gatewayId,
    );
    const association = this.all(`${TGW}/routeTableAssociation:RouteTableAssociation`).find(
      ({ outputs }) => outputs.transitGatewayAttachmentId === attachment?.id,
    );
    if (!attachment || !association || !this.isAccepted(attachment)) return "nowhere";
    const table = association.outputs.transitGatewayRouteTableId;
    const propagated = this.all(`${TGW}/routeTablePropagation:RouteTablePropagation`)
      .filter(({ outputs }) => outputs.transitGatewayRouteTableId === table)
      .flatMap(({ outputs }) => attachments.filter(({ id }) => id === outputs.transitGatewayAttachmentId))
      .map((target): Deployed => {
        const destinationCidrBlock = this.byId(target.outputs.vpcId)?.outputs.cidrBlock;
        return { ...target, outputs: { destinationCidrBlock, vpcId: target.outputs.vpcId } };
      });
    const fixed = this.all(`${TGW}/route:Route`)
      .filter(({ outputs }) => outputs.transitGatewayRouteTableId === table)
      .map((route): Deployed => {
        const target = attachments.find(({ id }) => id === route.outputs.transitGatewayAttachmentId);
        return { ...route, outputs: { ...route.outputs, vpcId: target?.outputs.vpcId } };
      });
    const best = longest([...fixed, ...propagated], address);
    return best && filled(best.outputs.vpcId) ? this.vpcOf(best.outputs.vpcId) : "nowhere";
  }

  /** An attachment of another account than the gateway's carries nothing before it is accepted. */
  private isAccepted(attachment: Deployed): boolean {
    const gateway = this.byId(attachment.outputs.transitGatewayId);
    const owner = String(gateway?.outputs.arn).split(":")[4];
    if (attachment.outputs.vpcOwnerId === owner) return true;
    return this.all(`${TGW}/vpcAttachmentAccepter:VpcAttachmentAccepter`).some(
      ({ id }) => id === attachment.id,
    );
  }

  private vpcOf(id: unknown): string {
    return this.byId(id)?.name ?? "nowhere";
  }

  private all(type: string): Deployed[] {
    return [...this.resources.values()].filter((one) => one.type === type);
  }

  private byId(id: unknown): Deployed | undefined {
    return [...this.resources.values()].find((one) => one.id === id);
  }

  private named(type: string, name: string): Deployed | undefined {
    return this.all(type).find((one) => one.name === name);
  }
}

function filled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function longest(routes: readonly Deployed[], address: string): Deployed | undefined {
  const host = parseCidr(`${address}/32`);
  const block = ({ outputs }: Deployed) => parseCidr(String(outputs.destinationCidrBlock));
  return routes
    .filter(({ outputs }) => filled(outputs.destinationCidrBlock))
    .filter((route) => contains(block(route), host))
    .sort((a, b) => block(b).prefix - block(a).prefix)[0];
}
