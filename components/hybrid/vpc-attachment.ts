import * as pulumi from "@pulumi/pulumi";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import { type TransitGatewayLink } from "./transit-gateway";
import { type TransitPlan } from "./transit-plan";
import { TransitRoutes } from "./transit-routes";

export interface VpcAttachmentArgs {
  readonly plan: TransitPlan;
  readonly gateway: TransitGatewayLink;
  /** Key of the attachment in the plan. */
  readonly key: string;
  readonly vpcId: pulumi.Input<string>;
  /** One subnet a zone. Where a zone has none, what runs there does not reach the gateway. */
  readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
  /** Provider of the VPC's account when it is another than the gateway's: the attachment is then accepted. */
  readonly vpcProvider?: pulumi.ProviderResource;
  /** Keeps both directions of a flow in one zone, as a firewall in the VPC needs it. */
  readonly applianceMode?: boolean;
}

/** Attaches a VPC to the transit gateway, asked for by the VPC's account and accepted by the gateway's. The component's own provider is the gateway's. */
export class VpcAttachment extends pulumi.ComponentResource {
  readonly attachmentId: pulumi.Output<string>;
  /** What traffic has to wait for before it takes this way. */
  readonly routes: TransitRoutes;

  constructor(name: string, args: VpcAttachmentArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:VpcAttachment", name, {}, opts);
    const { plan, gateway, key, vpcId, subnetIds, vpcProvider, applianceMode = false } = args;
    // No default table: at creation the owner of the gateway says so, through a share only the accepter can.
    const noDefaults = {
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    };
    const attachment = new tgw.VpcAttachment(
      name,
      {
        transitGatewayId: gateway.gatewayId,
        vpcId,
        subnetIds: [...subnetIds],
        dnsSupport: "enable",
        applianceModeSupport: applianceMode ? "enable" : "disable",
        securityGroupReferencingSupport: "enable",
        ...(vpcProvider ? {} : noDefaults),
        tags: { Name: name },
      },
      { parent: this, ...(vpcProvider ? { provider: vpcProvider, dependsOn: [...gateway.shares] } : {}) },
    );
    const accepted = vpcProvider
      ? [
          new tgw.VpcAttachmentAccepter(
            name,
            { transitGatewayAttachmentId: attachment.id, ...noDefaults, tags: { Name: name } },
            { parent: this },
          ),
        ]
      : [];
    this.attachmentId = attachment.id;
    this.routes = new TransitRoutes(
      name,
      { plan, gateway, key, attachmentId: attachment.id, after: accepted },
      { parent: this },
    );
    this.registerOutputs({ attachmentId: this.attachmentId });
  }
}
