import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** One side of a peering. */
export interface PeeringSide {
  /** The side's account. */
  readonly accountId: string;
  readonly provider: pulumi.ProviderResource;
  readonly vpcId: pulumi.Input<string>;
}

export interface PeeringArgs {
  /** The spoke asks. */
  readonly spoke: PeeringSide;
  /** The hub accepts, in its own account. */
  readonly hub: PeeringSide;
}

/**
 * Peering of a spoke with the hub: asked for by the spoke, accepted by the hub's account, names resolved to private
 * addresses on both sides. The routes over it are not its own (see VpcRoutes): they outlive it when they come to lead elsewhere.
 */
export class Peering extends pulumi.ComponentResource {
  readonly connectionId: pulumi.Output<string>;

  constructor(name: string, { spoke, hub }: PeeringArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:Peering", name, {}, opts);
    const atSpoke = { parent: this, provider: spoke.provider };
    const atHub = { parent: this, provider: hub.provider };

    const connection = new ec2.VpcPeeringConnection(
      name,
      {
        vpcId: spoke.vpcId,
        peerVpcId: hub.vpcId,
        peerOwnerId: hub.accountId,
        autoAccept: false,
        // The policies cannot see the tags of a hub that is in another stack.
        tags: { Name: name, "peer-network-role": "hub" },
      },
      atSpoke,
    );
    const accepted = new ec2.VpcPeeringConnectionAccepter(
      name,
      { vpcPeeringConnectionId: connection.id, autoAccept: true, tags: { Name: name } },
      atHub,
    );
    // Options need an active connection, so they hang on the acceptance, not on the request.
    new ec2.PeeringConnectionOptions(
      `${name}-spoke`,
      { vpcPeeringConnectionId: accepted.id, requester: { allowRemoteVpcDnsResolution: true } },
      atSpoke,
    );
    new ec2.PeeringConnectionOptions(
      `${name}-hub`,
      { vpcPeeringConnectionId: accepted.id, accepter: { allowRemoteVpcDnsResolution: true } },
      atHub,
    );
    this.connectionId = accepted.id;
    this.registerOutputs({ connectionId: this.connectionId });
  }
}
