import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

export interface GatewayEndpointArgs {
  readonly vpcId: pulumi.Input<string>;
  /** `com.amazonaws.REGION.s3` or `….dynamodb`. */
  readonly serviceName: string;
  /** JSON; its principal must be `*`: gateway endpoints take no other, so the conditions narrow it. */
  readonly policy: pulumi.Input<string>;
  /** Route tables that get a route to the service, by a key that names the association. */
  readonly tables: ReadonlyMap<string, pulumi.Input<string>>;
}

/** A gateway endpoint with one association resource a route table. */
export class GatewayEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;
  /** `pl-…`: what security group rules name. */
  readonly prefixListId: pulumi.Output<string>;

  constructor(name: string, args: GatewayEndpointArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:GatewayEndpoint", name, {}, opts);
    const endpoint = new ec2.VpcEndpoint(
      name,
      {
        vpcId: args.vpcId,
        serviceName: args.serviceName,
        vpcEndpointType: "Gateway",
        policy: args.policy,
        tags: { Name: name },
      },
      { parent: this },
    );
    for (const [key, routeTableId] of args.tables) {
      new ec2.VpcEndpointRouteTableAssociation(
        `${name}-${key}`,
        { vpcEndpointId: endpoint.id, routeTableId },
        { parent: this },
      );
    }
    this.endpointId = endpoint.id;
    this.prefixListId = endpoint.prefixListId;
    this.registerOutputs({ endpointId: this.endpointId, prefixListId: this.prefixListId });
  }
}
