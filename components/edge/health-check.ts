import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

export interface HealthCheckArgs {
  readonly domainName: string;
  readonly path: string;
}

/** Route 53 calls a public address from several continents; its metric is published in us-east-1, wherever it looks. */
export class HealthCheck extends pulumi.ComponentResource {
  readonly healthCheckId: pulumi.Output<string>;

  constructor(name: string, args: HealthCheckArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:HealthCheck", name, {}, opts);
    const check = new route53.HealthCheck(
      name,
      {
        type: "HTTPS",
        fqdn: args.domainName,
        port: 443,
        resourcePath: args.path,
        enableSni: true,
        requestInterval: 30,
        failureThreshold: 3,
        tags: { Name: name },
      },
      { parent: this },
    );
    this.healthCheckId = check.id;
    this.registerOutputs({ healthCheckId: this.healthCheckId });
  }
}
