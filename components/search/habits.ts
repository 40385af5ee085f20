import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import { NETWORK_HABITS } from "../../functions/network-habits/contract";
import { HABITS_ENV, type Habits } from "../../functions/network-habits/settings";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { LambdaFunction, type LambdaFunctionArgs } from "../functions/lambda-function";
import { type SearchScope } from "./search-policies";

export interface NetworkHabitsArgs extends SearchScope {
  readonly roleName: string;
  readonly vpc: NonNullable<LambdaFunctionArgs["vpc"]>;
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  readonly domain: { readonly arn: pulumi.Input<string>; readonly endpoint: pulumi.Input<string> };
  /** Bus that triage listens to, in the security account. */
  readonly eventBusArn: string;
  readonly habits: Habits;
  /** Held back until the domain lets the role in. */
  readonly readyWhen: readonly pulumi.Resource[];
}

/** Longest that SQS keeps a message, in seconds: 14 days. Source: SQS developer guide, "Quotas", read 2026-11. */
const RETENTION_SECONDS = 1_209_600;

/**
 * Compares each hour of the flow logs in the domain with what is usual, by the clock. An hour that fails is tried three times, then it lies
 * among the dead letters; a clock that does not reach the function is an alarm.
 */
export class NetworkHabits extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;
  readonly deadLettersName: pulumi.Output<string>;

  constructor(name: string, args: NetworkHabitsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:NetworkHabits", name, {}, opts);
    const own = { parent: this };
    const { schedule } = NETWORK_HABITS;
    if (schedule === undefined) throw new Error(`${NETWORK_HABITS.name} has no schedule`);
    const deadLetters = new sqs.Queue(
      `${name}-dead-letters`,
      {
        kmsMasterKeyId: args.keyArn,
        messageRetentionSeconds: RETENTION_SECONDS,
        tags: { Name: `${name}-dead-letters` },
      },
      own,
    );
    const { memoryDays, volumeTimes, volumeMegabytes, known } = args.habits;
    const deployed = new LambdaFunction(
      name,
      {
        accountId: args.accountId,
        region: args.region,
        partition: args.partition,
        contract: NETWORK_HABITS,
        roleName: args.roleName,
        keyArn: args.keyArn,
        retentionDays: args.retentionDays,
        // One look at a time: the next hour's would only wait for the same domain.
        concurrency: 1,
        vpc: args.vpc,
        deadLetterQueueArn: deadLetters.arn,
        variables: {
          [HABITS_ENV.endpoint]: args.domain.endpoint,
          [HABITS_ENV.bus]: args.eventBusArn,
          [HABITS_ENV.habits]: JSON.stringify({ memoryDays, volumeTimes, volumeMegabytes, known }),
        },
        values: { "domain ARN": args.domain.arn },
      },
      own,
    );
    const rule = new cloudwatch.EventRule(
      name,
      {
        name: `LandingZone-${name}`,
        description: "Each hour, when the one before is in",
        scheduleExpression: schedule,
        tags: { Name: name },
      },
      own,
    );
    const permission = new lambda.Permission(
      name,
      {
        action: "lambda:InvokeFunction",
        function: deployed.functionName,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      own,
    );
    new cloudwatch.EventTarget(
      name,
      { rule: rule.name, targetId: NETWORK_HABITS.name, arn: deployed.arn },
      { ...own, dependsOn: [permission, ...args.readyWhen] },
    );
    this.functionName = deployed.functionName;
    this.deadLettersName = deadLetters.name;
    this.registerOutputs();
  }
}
