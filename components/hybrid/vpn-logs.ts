import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type LogRetentionDays } from "../../settings/facts/log-retention";

export interface VpnLogsArgs {
  /** Key of the log group. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
}

/**
 * The log group of all tunnels of an account: negotiations, failures, dead peers. AWS gives its delivery service leave to write, by a policy of the
 * group, when the first tunnel begins to log.
 */
export class VpnLogs extends pulumi.ComponentResource {
  readonly logGroupArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: VpnLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:VpnLogs", name, {}, opts);
    const group = new cloudwatch.LogGroup(
      name,
      {
        // Groups of AWS's log delivery share one policy when they are named so.
        namePrefix: `/aws/vendedlogs/vpn/${name}-`,
        retentionInDays: args.retentionDays,
        kmsKeyId: args.keyArn,
        skipDestroy: true,
        tags: { Name: name },
      },
      { parent: this, retainOnDelete: true },
    );
    this.logGroupArn = group.arn;
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
