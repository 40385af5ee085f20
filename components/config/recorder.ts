import * as pulumi from "@pulumi/pulumi";
import * as cfg from "@pulumi/aws/cfg";
import { type ConfigDelivery } from "./delivery";
import { type RecorderPlan } from "./recorder-plan";
import { type RecorderRoleArgs, recorderRole } from "./recorder-role";

export interface ConfigRecorderArgs {
  readonly accountId: pulumi.Input<string>;
  readonly partition: string;
  readonly recorders: readonly RecorderPlan[];
  readonly role: RecorderRoleArgs["kind"];
  readonly delivery: ConfigDelivery;
  /** How long AWS Config keeps configuration items, in days. */
  readonly retentionDays: number;
}

/**
 * AWS Config in one account: in each Region a recorder of all types, its channel to the archive, and the retention of what it
 * recorded. A Region has one recorder and one channel at most, so they bear the name that AWS gives them itself: a name of one's own
 * could change, and the new one could not be made before the old one is gone.
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  /** What organisation rules wait for: that recording is on. */
  readonly recording: readonly pulumi.Resource[];
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ConfigRecorderArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:config:ConfigRecorder", name, {}, opts);
    const own = { parent: this };
    const { accountId, partition, delivery } = args;
    this.roleArn = recorderRole(name, { accountId, partition, kind: args.role, delivery }, own);
    this.recording = args.recorders.map((plan) => this.record(name, plan, args));
    this.registerOutputs({ roleArn: this.roleArn });
  }

  private record(name: string, plan: RecorderPlan, args: ConfigRecorderArgs): pulumi.Resource {
    const { delivery } = args;
    const local = plan.home ? name : `${name}-${plan.region}`;
    const place = plan.home ? {} : { region: plan.region };
    const own = { parent: this, deleteBeforeReplace: true };
    const recorder = new cfg.Recorder(
      local,
      {
        ...place,
        name: "default",
        roleArn: this.roleArn,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: plan.recordsGlobalTypes },
        recordingMode: { recordingFrequency: "CONTINUOUS" },
      },
      own,
    );
    const channel = new cfg.DeliveryChannel(
      local,
      {
        ...place,
        name: "default",
        s3BucketName: delivery.bucket,
        s3KeyPrefix: delivery.prefix,
        s3KmsKeyArn: delivery.keyArn,
        // The heartbeat takes a channel without a snapshot of the last 26 hours for dead.
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      },
      { ...own, dependsOn: [recorder, ...delivery.readyWhen] },
    );
    new cfg.RetentionConfiguration(
      local,
      { ...place, retentionPeriodInDays: args.retentionDays },
      { ...own, dependsOn: [recorder] },
    );
    return new cfg.RecorderStatus(
      local,
      { ...place, name: recorder.name, isEnabled: true },
      { ...own, dependsOn: [channel] },
    );
  }
}
