import * as pulumi from "@pulumi/pulumi";
import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import { serviceTrust } from "../policy-statements";

export interface ConfigAggregatorArgs {
  readonly partition: string;
}

/**
 * Who takes the role. Without a condition on the account: AWS documents none for aggregators, and all that the role can do is list the
 * organisation's accounts.
 */
const trustPolicy = serviceTrust("AwsConfig", "config.amazonaws.com");

/**
 * Gathers the configurations and compliance of every account and Region of the organisation in one account. Its role lists the
 * organisation's accounts. Source: developer guide, "Setting up aggregators", read 2026-11.
 */
export class ConfigAggregator extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ConfigAggregatorArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:config:ConfigAggregator", name, {}, opts);
    const own = { parent: this };
    const role = new iam.Role(
      name,
      {
        namePrefix: "LandingZoneConfigAggregator-",
        description: "Lists the organisation's accounts for AWS Config's aggregator",
        assumeRolePolicy: trustPolicy,
      },
      own,
    );
    const list = new iam.RolePolicyAttachment(
      name,
      {
        role: role.name,
        policyArn: `arn:${args.partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
      },
      own,
    );
    const aggregator = new cfg.ConfigurationAggregator(
      name,
      { organizationAggregationSource: { allRegions: true, roleArn: role.arn } },
      { ...own, dependsOn: [list] },
    );
    this.arn = aggregator.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
