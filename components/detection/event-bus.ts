import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { busPolicy } from "./hub-policies";
import { BUS_NAME } from "./names";

export interface DetectionBusArgs {
  readonly organizationId: pulumi.Input<string>;
  readonly partition: string;
  /** Days for which events can be replayed. */
  readonly archiveDays: number;
}

/** The bus to which every account of the organisation sends its events of concern, with an archive from which they can be replayed. */
export class DetectionBus extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DetectionBusArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:DetectionBus", name, {}, opts);
    const own = { parent: this };
    const bus = new cloudwatch.EventBus(
      name,
      {
        name: BUS_NAME,
        description: "Events of concern of every account of the organisation",
        tags: { Name: BUS_NAME },
      },
      own,
    );
    const policy = new cloudwatch.EventBusPolicy(
      name,
      {
        eventBusName: bus.name,
        policy: pulumi
          .all([bus.arn, args.organizationId])
          .apply(([arn, organizationId]) => busPolicy(arn, organizationId, args.partition)),
      },
      own,
    );
    new cloudwatch.EventArchive(
      name,
      {
        description: "Every event of concern, for replay",
        eventSourceArn: bus.arn,
        retentionDays: args.archiveDays,
      },
      // What is archived is evidence: whoever takes the archive out of the stack does not take the events.
      { ...own, retainOnDelete: true },
    );
    this.name = bus.name;
    // Accounts that send wait for the policy that lets them.
    this.arn = pulumi.all([bus.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}
