import * as pulumi from "@pulumi/pulumi";
import * as sqs from "@pulumi/aws/sqs";
import { type FunctionPlace } from "../functions/lambda-function";
import { queuePolicy } from "./hub-policies";

/** Longest that SQS keeps a message, in seconds: 14 days. Source: SQS developer guide, "Quotas", read 2026-11. */
export const LONGEST_RETENTION_SECONDS = 1_209_600;

export interface DeadLettersArgs extends FunctionPlace {
  readonly keyArn: pulumi.Input<string>;
}

/** A queue for what could not be done: events that a function failed at, or that a rule could not hand to one. */
export class DeadLetters extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly queueName: pulumi.Output<string>;

  constructor(name: string, args: DeadLettersArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:DeadLetters", name, {}, opts);
    const { region, partition } = args;
    const queue = new sqs.Queue(
      name,
      {
        kmsMasterKeyId: args.keyArn,
        messageRetentionSeconds: LONGEST_RETENTION_SECONDS,
        tags: { Name: name },
      },
      { parent: this },
    );
    const policy = new sqs.QueuePolicy(
      name,
      {
        queueUrl: queue.id,
        policy: pulumi
          .all([queue.arn, args.accountId])
          .apply(([arn, accountId]) =>
            queuePolicy(arn, accountId, [`arn:${partition}:events:${region}:${accountId}:rule/*`]),
          ),
      },
      { parent: this },
    );
    this.arn = pulumi.all([queue.arn, policy.id]).apply(([arn]) => arn);
    this.queueName = queue.name;
    this.registerOutputs({ arn: this.arn, queueName: this.queueName });
  }
}
