import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** Where routes lead. */
export type RouteTarget =
  | { readonly vpcPeeringConnectionId: pulumi.Input<string> }
  | { readonly transitGatewayId: pulumi.Input<string> };

export interface VpcRoutesArgs {
  /** Route tables by key. */
  readonly tables: ReadonlyMap<string, pulumi.Input<string>>;
  /** Blocks, each a route of every table. */
  readonly destinations: readonly string[];
  readonly target: RouteTarget;
  /** What makes the target usable: no route leads there before. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * Routes of a VPC to blocks elsewhere. A route is named by its table and destination, not by where it leads: a new target replaces the old one in
 * one call (ReplaceRoute), with no moment between them in which there is no route.
 */
export class VpcRoutes extends pulumi.ComponentResource {
  constructor(
    name: string,
    { tables, destinations, target, after = [] }: VpcRoutesArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:network:VpcRoutes", name, {}, opts);
    for (const [key, routeTableId] of tables) {
      for (const destinationCidrBlock of destinations) {
        new ec2.Route(
          `${name}-${key}-${destinationCidrBlock.replace("/", "-")}`,
          { routeTableId, destinationCidrBlock, ...target },
          { parent: this, dependsOn: [...after] },
        );
      }
    }
    this.registerOutputs({});
  }
}
