import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { type SpokeTier } from "../../settings/addresses/layout";
import { type SpokeGroup, type SpokePlan } from "./spoke-plan";
import { zoneLetter } from "./vpc-plan";
import { type VpcNetwork } from "./vpc-network";

export interface InternetEgressArgs {
  readonly plan: SpokePlan;
  readonly network: VpcNetwork<SpokeTier, SpokeGroup>;
}

/** Outbound internet of a workload: an internet gateway, and in each zone a NAT gateway with an address of its own. */
export class InternetEgress extends pulumi.ComponentResource {
  /** Public addresses that the workload calls from, for the allow lists of those it calls. */
  readonly publicAddresses: ReadonlyArray<pulumi.Output<string>>;

  constructor(name: string, { plan, network }: InternetEgressArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:InternetEgress", name, {}, opts);
    const own = { parent: this };
    const gateway = new ec2.InternetGateway(name, { vpcId: network.vpc.id, tags: { Name: name } }, own);
    const addresses: Array<pulumi.Output<string>> = [];
    const natByZone = new Map<string, ec2.NatGateway>();

    for (const { availabilityZone } of plan.addresses.subnets.filter(({ tier }) => tier === "egress")) {
      const zoneName = `${name}-${zoneLetter(availabilityZone)}`;
      const address = new ec2.Eip(zoneName, { domain: "vpc", tags: { Name: zoneName } }, own);
      const nat = new ec2.NatGateway(
        zoneName,
        {
          subnetId: network.subnet("egress", availabilityZone).id,
          allocationId: address.allocationId,
          tags: { Name: zoneName },
        },
        { parent: this, dependsOn: [gateway] },
      );
      natByZone.set(availabilityZone, nat);
      addresses.push(address.publicIp);
    }
    for (const { key, default: target } of plan.tables) {
      if (!target) continue;
      new ec2.Route(
        `${name}-${key}-default`,
        {
          routeTableId: network.table(key).id,
          destinationCidrBlock: "0.0.0.0/0",
          ...(target.to === "internetGateway"
            ? { gatewayId: gateway.id }
            : { natGatewayId: natByZone.get(target.zone)!.id }),
        },
        own,
      );
    }
    this.publicAddresses = addresses;
    this.registerOutputs({ publicAddresses: addresses });
  }
}
