import * as pulumi from "@pulumi/pulumi";
import * as sns from "@pulumi/aws/sns";
import { type FunctionPlace } from "../functions/lambda-function";
import { topicPolicy } from "./hub-policies";

export interface TopicArgs extends FunctionPlace {
  /** Shown as the sender's name of its mails. */
  readonly title: string;
  readonly keyArn: pulumi.Input<string>;
  /** Mailboxes; each must confirm the mail that AWS sends it. */
  readonly mailboxes: readonly string[];
}

/** An encrypted topic with its policy and mailboxes. */
export class Topic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TopicArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:Topic", name, {}, opts);
    const { accountId, region, partition } = args;
    const own = { parent: this };
    const topic = new sns.Topic(
      name,
      { displayName: args.title, kmsMasterKeyId: args.keyArn, tags: { Name: name } },
      own,
    );
    const policy = new sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: pulumi
          .all([topic.arn, accountId])
          .apply(([arn, account]) => topicPolicy(arn, { accountId: account, region, partition })),
      },
      own,
    );
    for (const mailbox of args.mailboxes) {
      new sns.TopicSubscription(
        `${name}-${mailbox}`,
        { topic: topic.arn, protocol: "email", endpoint: mailbox },
        own,
      );
    }
    // Whoever tells the topic waits for the policy that lets it.
    this.arn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
