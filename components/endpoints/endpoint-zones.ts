import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import type * as ec2 from "@pulumi/aws/ec2";
import { type InterfaceEndpointService, privateNamesOf } from "../../settings/facts/interface-endpoints";
import { dnsSuffixOf } from "../../settings/facts/regions";

export interface EndpointZonesArgs {
  readonly region: string;
  /** The hub's VPC. */
  readonly vpcId: pulumi.Input<string>;
  readonly endpoints: ReadonlyMap<InterfaceEndpointService, ec2.VpcEndpoint>;
}

/**
 * One private zone a service, by whose names every VPC that it is associated with reaches the hub's interface endpoint. A zone
 * holds nothing but the service's own names, so no other name of AWS is hidden by it.
 */
export class EndpointZones extends pulumi.ComponentResource {
  /** Zone ids by service. */
  readonly zoneIds: ReadonlyMap<InterfaceEndpointService, pulumi.Output<string>>;

  constructor(name: string, args: EndpointZonesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:endpoints:EndpointZones", name, {}, opts);
    const { region, vpcId, endpoints } = args;
    const own = { parent: this };
    const zoneIds = new Map<InterfaceEndpointService, pulumi.Output<string>>();
    for (const [service, endpoint] of endpoints) {
      const names = privateNamesOf(service, region, dnsSuffixOf(region));
      const key = `${name}-${service.replace(".", "-")}`;
      const zone = new route53.Zone(
        key,
        {
          name: names[0]!,
          comment: `Interface endpoint of ${service}`,
          vpcs: [{ vpcId, vpcRegion: region }],
          tags: { Name: key },
        },
        // The zone lists the spokes too, once they are associated; those associations are resources of their own.
        { ...own, ignoreChanges: ["vpcs"] },
      );
      for (const [index, recordName] of names.entries()) {
        new route53.Record(
          index === 0 ? key : `${key}-${index + 1}`,
          {
            zoneId: zone.zoneId,
            name: recordName,
            type: "A",
            aliases: [
              {
                name: endpoint.dnsEntries[0]!.dnsName,
                zoneId: endpoint.dnsEntries[0]!.hostedZoneId,
                evaluateTargetHealth: false,
              },
            ],
          },
          own,
        );
      }
      zoneIds.set(service, zone.zoneId);
    }
    this.zoneIds = zoneIds;
    this.registerOutputs({ zoneIds: Object.fromEntries(zoneIds) });
  }
}
