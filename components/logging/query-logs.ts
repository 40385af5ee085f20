import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** Where the queries of a VPC go. Whoever makes a VPC must say so. */
export interface QueryLogDestination {
  /** Bucket of the archive and the prefix below which query logs are written: `arn:aws:s3:::bucket/resolver-query-logs`. */
  readonly archiveArn: pulumi.Input<string>;
}

export interface QueryLogsArgs extends QueryLogDestination {
  readonly vpcId: pulumi.Input<string>;
}

/** The names that a VPC asks for, to the archive: what talks to a command server asks for its name first. */
export class QueryLogs extends pulumi.ComponentResource {
  constructor(name: string, args: QueryLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:QueryLogs", name, {}, opts);
    const own = { parent: this };
    const config = new route53.ResolverQueryLogConfig(
      `${name}-queries`,
      { destinationArn: args.archiveArn, tags: { Name: `${name}-queries` } },
      own,
    );
    new route53.ResolverQueryLogConfigAssociation(
      `${name}-queries`,
      { resolverQueryLogConfigId: config.id, resourceId: args.vpcId },
      own,
    );
    this.registerOutputs({});
  }
}
