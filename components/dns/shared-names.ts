import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** What the network account shares with a VPC. */
export interface SharedNames {
  /** Private zones by key. */
  readonly zones: ReadonlyMap<string, pulumi.Input<string>>;
  /** Forwarding rules by key; shared with the VPC's account. */
  readonly rules: ReadonlyMap<string, pulumi.Input<string>>;
}

export interface VpcNamesArgs extends SharedNames {
  readonly vpcId: pulumi.Input<string>;
  readonly region: string;
  /** Provider of the account that owns zones and rules: it authorises, the VPC's own account associates. */
  readonly owner: pulumi.ProviderResource;
}

/** The names that a spoke resolves beside its own: the hub's private zones and the domains that are answered on-premises. */
export class VpcNames extends pulumi.ComponentResource {
  constructor(name: string, args: VpcNamesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:VpcNames", name, {}, opts);
    const { vpcId, region } = args;
    const own = { parent: this };
    for (const [key, zoneId] of args.zones) {
      const target = { zoneId, vpcId, vpcRegion: region };
      const authorization = new route53.VpcAssociationAuthorization(`${name}-${key}`, target, {
        parent: this,
        provider: args.owner,
      });
      // By the authorisation's zone, which is known only once it is there.
      new route53.ZoneAssociation(`${name}-${key}`, { ...target, zoneId: authorization.zoneId }, own);
    }
    for (const [key, resolverRuleId] of args.rules) {
      new route53.ResolverRuleAssociation(`${name}-${key}`, { vpcId, resolverRuleId }, own);
    }
    this.registerOutputs({});
  }
}
