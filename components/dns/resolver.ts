import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** A domain whose names servers on-premises answer. */
export interface ForwardedDomain {
  readonly name: string;
  readonly domain: string;
  /** IPv4 addresses of DNS servers. */
  readonly targets: readonly string[];
}

export interface ResolverArgs {
  /** Subnets of the endpoints, one a zone, at least two: AWS takes no fewer addresses. */
  readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
  readonly vpcId: pulumi.Input<string>;
  /** Group of the inbound endpoint; without it there is none. */
  readonly inboundGroupId?: pulumi.Input<string>;
  /** Group of the outbound endpoint; needed with `forward`. */
  readonly outboundGroupId?: pulumi.Input<string>;
  readonly forward: readonly ForwardedDomain[];
}

/**
 * Names between the hub and on-premises: an inbound endpoint whose addresses servers there forward to, and an outbound one
 * from which the hub's resolver, and that of every VPC the rules are shared with, asks them. Each address is charged by the hour.
 */
export class Resolver extends pulumi.ComponentResource {
  /** Rule ids by name. */
  readonly ruleIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** ARNs of the rules, to be shared. */
  readonly ruleArns: ReadonlyMap<string, pulumi.Output<string>>;
  /** Addresses that on-premises servers forward to; empty without an inbound endpoint. */
  readonly inboundAddresses: pulumi.Output<string[]>;

  constructor(name: string, args: ResolverArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:Resolver", name, {}, opts);
    const own = { parent: this };
    const endpoint = (
      direction: "INBOUND" | "OUTBOUND",
      groupId: pulumi.Input<string>,
    ): route53.ResolverEndpoint => {
      const key = `${name}-${direction.toLowerCase()}`;
      return new route53.ResolverEndpoint(
        key,
        {
          direction,
          protocols: ["Do53"],
          securityGroupIds: [groupId],
          ipAddresses: args.subnetIds.map((subnetId) => ({ subnetId })),
          tags: { Name: key },
        },
        own,
      );
    };
    const inbound = args.inboundGroupId === undefined ? undefined : endpoint("INBOUND", args.inboundGroupId);
    const outbound =
      args.outboundGroupId === undefined ? undefined : endpoint("OUTBOUND", args.outboundGroupId);
    const rules = new Map(
      args.forward.map(({ name: key, domain, targets }) => {
        const rule = new route53.ResolverRule(
          `${name}-${key}`,
          {
            domainName: domain,
            ruleType: "FORWARD",
            resolverEndpointId: outbound!.id,
            targetIps: targets.map((ip) => ({ ip, port: 53 })),
            tags: { Name: `${name}-${key}` },
          },
          own,
        );
        new route53.ResolverRuleAssociation(
          `${name}-${key}`,
          { resolverRuleId: rule.id, vpcId: args.vpcId },
          own,
        );
        return [key, rule] as const;
      }),
    );
    this.ruleIds = new Map([...rules].map(([key, { id }]) => [key, id]));
    this.ruleArns = new Map([...rules].map(([key, { arn }]) => [key, arn]));
    this.inboundAddresses = inbound
      ? inbound.ipAddresses.apply((addresses) => addresses.flatMap(({ ip }) => (ip ? [ip] : [])))
      : pulumi.output([]);
    this.registerOutputs({ inboundAddresses: this.inboundAddresses });
  }
}
