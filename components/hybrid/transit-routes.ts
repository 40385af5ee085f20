import * as pulumi from "@pulumi/pulumi";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import { type TransitGatewayLink } from "./transit-gateway";
import { type TransitPlan } from "./transit-plan";

export interface TransitRoutesArgs {
  readonly plan: TransitPlan;
  readonly gateway: TransitGatewayLink;
  /** Key of the attachment in the plan. */
  readonly key: string;
  readonly attachmentId: pulumi.Input<string>;
  /** What makes the attachment usable. */
  readonly after?: readonly pulumi.Resource[];
}

/** What an attachment is to the tables: associated with one, propagated into some, target of static routes. */
export class TransitRoutes extends pulumi.ComponentResource {
  constructor(name: string, args: TransitRoutesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:TransitRoutes", name, {}, opts);
    const { plan, gateway, key, attachmentId: transitGatewayAttachmentId } = args;
    const own = { parent: this, dependsOn: [...(args.after ?? [])] };
    const attachment = plan.attachments.find((planned) => planned.key === key);
    if (!attachment) throw new pulumi.ResourceError(`there is no attachment ${key} in the plan`, this);
    new tgw.RouteTableAssociation(
      name,
      { transitGatewayRouteTableId: gateway.tableId(attachment.table), transitGatewayAttachmentId },
      own,
    );
    for (const table of attachment.propagatesTo) {
      new tgw.RouteTablePropagation(
        `${name}-${table}`,
        { transitGatewayRouteTableId: gateway.tableId(table), transitGatewayAttachmentId },
        own,
      );
    }
    for (const { table, cidr, to } of plan.routes) {
      if (to !== key) continue;
      new tgw.Route(
        `${name}-${table}-${cidr.replace("/", "-")}`,
        {
          transitGatewayRouteTableId: gateway.tableId(table),
          destinationCidrBlock: cidr,
          transitGatewayAttachmentId,
        },
        own,
      );
    }
    this.registerOutputs({});
  }
}
