import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

export interface PublicNameArgs {
  readonly name: string;
  readonly zoneId: pulumi.Input<string>;
  /** What the name is an alias of. */
  readonly target: { readonly dnsName: pulumi.Input<string>; readonly zoneId: pulumi.Input<string> };
  /** Whether the target answers over IPv6 too: CloudFront does, an internal load balancer here does not. */
  readonly ipv6?: boolean;
}

/** A service's name in the environment's public zone. */
export class PublicName extends pulumi.ComponentResource {
  constructor(name: string, args: PublicNameArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:PublicName", name, {}, opts);
    for (const type of args.ipv6 ? ["A", "AAAA"] : ["A"]) {
      new route53.Record(
        `${name}-${type.toLowerCase()}`,
        {
          zoneId: args.zoneId,
          name: args.name,
          type,
          aliases: [{ name: args.target.dnsName, zoneId: args.target.zoneId, evaluateTargetHealth: false }],
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
