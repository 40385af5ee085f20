import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import { policyDocument } from "../policy-document";

export interface AlarmTopicArgs {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Mailbox that is told; it has to confirm once. */
  readonly email: string;
}

/** Only the alarms of this account and Region: no confused deputy. */
function alarmsOf({ accountId, region, partition }: AlarmTopicArgs) {
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
  } as const;
}

/** Key policy of the topic: CloudWatch must use the key itself, which the key that AWS manages for SNS does not allow. */
export function alarmKeyPolicy(args: AlarmTopicArgs): string {
  return policyDocument([
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${args.partition}:iam::${args.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: alarmsOf(args),
    },
  ]);
}

/** Topic policy: alarms of this account publish, nobody else. @param topicArn the topic's ARN */
export function alarmTopicPolicy(args: AlarmTopicArgs, topicArn: string): string {
  return policyDocument([
    {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: alarmsOf(args),
    },
  ]);
}

/** Where an account's alarms go: a topic with a key of its own that mails whoever answers for the account. */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:monitoring:AlarmTopic", name, {}, opts);
    const own = { parent: this };
    const key = new kms.Key(
      name,
      {
        region: args.region,
        description: "Messages of this account's alarms",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: alarmKeyPolicy(args),
        tags: { Name: name },
      },
      own,
    );
    const topic = new sns.Topic(
      name,
      { region: args.region, kmsMasterKeyId: key.id, tags: { Name: name } },
      own,
    );
    new sns.TopicPolicy(
      name,
      { region: args.region, arn: topic.arn, policy: topic.arn.apply((arn) => alarmTopicPolicy(args, arn)) },
      own,
    );
    new sns.TopicSubscription(
      name,
      { region: args.region, topic: topic.arn, protocol: "email", endpoint: args.email },
      own,
    );
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
