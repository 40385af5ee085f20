import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

export interface VpnGatewayArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly asn: number;
  /** Route tables that learn the on-premises networks, by key: only those whose subnets talk to them. */
  readonly tables: ReadonlyMap<string, pulumi.Input<string>>;
}

/** A VPC's virtual private gateway, and the route tables that it propagates into. */
export class VpnGateway extends pulumi.ComponentResource {
  readonly gatewayId: pulumi.Output<string>;

  constructor(name: string, args: VpnGatewayArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:VpnGateway", name, {}, opts);
    const gateway = new ec2.VpnGateway(
      name,
      { vpcId: args.vpcId, amazonSideAsn: String(args.asn), tags: { Name: name } },
      { parent: this },
    );
    for (const [key, routeTableId] of args.tables) {
      new ec2.VpnGatewayRoutePropagation(
        `${name}-${key}`,
        { vpnGatewayId: gateway.id, routeTableId },
        { parent: this },
      );
    }
    this.gatewayId = gateway.id;
    this.registerOutputs({ gatewayId: this.gatewayId });
  }
}
