import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

export interface PublicZoneArgs {
  /** The environment's public domain. */
  readonly domain: string;
  /** Whether the stack refuses to lose it. */
  readonly kept: boolean;
}

/**
 * The environment's public zone. Its name servers are written in the domain above it, so another zone of the same name is no
 * substitute for it.
 */
export class PublicZone extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  /** Servers to which the domain is to be delegated. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, { domain, kept }: PublicZoneArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:PublicZone", name, {}, opts);
    const zone = new route53.Zone(
      name,
      { name: domain, comment: "Public names of the environment", tags: { Name: name } },
      { parent: this, protect: kept },
    );
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
