import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { s3EndpointPolicy } from "../network/endpoint-policies";
import { VpcNetwork } from "../network/vpc-network";
import { VpcRoutes } from "../network/vpc-routes";
import { zoneLetter } from "../network/vpc-plan";
import { FlowLogs, type FlowLogDestinations } from "../logging/flow-logs";
import { QueryLogs, type QueryLogDestination } from "../logging/query-logs";
import { type InspectionPlan, type InspectionTier } from "./inspection-plan";
import { NetworkFirewall } from "./network-firewall";
import { type TransitGatewayLink } from "./transit-gateway";
import { type TransitPlan } from "./transit-plan";
import { VpcAttachment } from "./vpc-attachment";

export interface InspectionArgs {
  readonly plan: InspectionPlan;
  readonly transit: TransitPlan;
  readonly gateway: TransitGatewayLink;
  readonly region: string;
  readonly organizationId: string;
  /** Whether AWS refuses to delete the firewall. */
  readonly deleteProtection: boolean;
  readonly flowLogs: FlowLogDestinations;
  readonly queryLogs: QueryLogDestination;
}

/**
 * The VPC through which the transit gateway sends everything: in at a zone's attachment subnet, through the zone's firewall endpoint, and back to
 * the gateway. Its attachment is in appliance mode, so that both directions of a flow take the same zone.
 */
export class Inspection extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;

  constructor(name: string, args: InspectionArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:Inspection", name, {}, opts);
    const own = { parent: this };
    const { plan, transit, gateway, region, organizationId } = args;
    const network = new VpcNetwork<InspectionTier, never>(
      name,
      {
        plan: plan.network,
        region,
        s3EndpointPolicy: s3EndpointPolicy({ region, organizationId, buckets: [] }),
      },
      own,
    );
    new FlowLogs(name, { vpcId: network.vpc.id, ...args.flowLogs }, own);
    new QueryLogs(name, { vpcId: network.vpc.id, ...args.queryLogs }, own);
    const zones = plan.network.addresses.subnets
      .filter(({ tier }) => tier === "firewall")
      .map(({ availabilityZone }) => availabilityZone);
    const firewall = new NetworkFirewall(
      name,
      {
        vpcId: network.vpc.id,
        subnets: new Map(zones.map((zone) => [zone, network.subnet("firewall", zone).id])),
        rules: plan.rules,
        deleteProtection: args.deleteProtection,
        keyArn: args.flowLogs.keyArn,
        retentionDays: args.flowLogs.retentionDays,
      },
      own,
    );
    const attachment = new VpcAttachment(
      name,
      {
        plan: transit,
        gateway,
        key: "inspection",
        vpcId: network.vpc.id,
        subnetIds: zones.map((zone) => network.subnet("attachment", zone).id),
        applianceMode: true,
      },
      own,
    );
    for (const zone of zones) {
      const key = `attachment-${zoneLetter(zone)}`;
      new ec2.Route(
        `${name}-${key}-default`,
        {
          routeTableId: network.table(key).id,
          destinationCidrBlock: "0.0.0.0/0",
          vpcEndpointId: firewall.endpointOf(zone),
        },
        own,
      );
    }
    new VpcRoutes(
      name,
      {
        tables: new Map([["firewall", network.table("firewall").id]]),
        destinations: plan.blocks,
        target: { transitGatewayId: gateway.gatewayId },
        after: [attachment.routes],
      },
      own,
    );
    this.vpcId = network.vpc.id;
    this.registerOutputs({ vpcId: this.vpcId });
  }
}
