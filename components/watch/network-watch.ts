import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import {
  NETWORK_WATCH,
  PLAN_FILE,
  WATCH_CONCURRENCY,
  WATCH_ENV,
} from "../../functions/network-baseline/contract";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { LambdaFunction } from "../functions/lambda-function";
import { AlarmTopic, type AlarmTopicArgs } from "../monitoring/alarm-topic";
import { declareAlarms } from "../monitoring/metric-alarms";
import { watchAlarms } from "./alarms-plan";

export interface NetworkWatchArgs extends AlarmTopicArgs {
  readonly roleName: string;
  /** Key of the stream, the queue and the function's log. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  readonly streamArn: pulumi.Input<string>;
  /** What the names of flow-log groups begin with. */
  readonly flowLogGroups: string;
  /** Bus of the security account. */
  readonly eventBusArn: string;
  /** A PlannedNetwork as JSON. */
  readonly plan: pulumi.Input<string>;
}

/** How the stream is read: up to 6 MB an invocation, as for the shipper; what fails again and again holds up no shard. */
const READING = { batchSize: 10, maximumBatchingWindowInSeconds: 10, maximumRetryAttempts: 20 };

/** The longest that a queue keeps a message: 14 days. Source: SQS quotas, read 2026-11. */
const LONGEST_RETENTION_SECONDS = 1_209_600;

/**
 * Compares the flow logs of all networks with the environment's plan as they come, and tells the security account's bus of what differs. The
 * plan is part of the function's package.
 */
export class NetworkWatch extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: NetworkWatchArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:watch:NetworkWatch", name, {}, opts);
    const own = { parent: this };
    const { keyArn, streamArn } = args;
    const deadLetters = new sqs.Queue(
      `${name}-dead-letters`,
      {
        kmsMasterKeyId: keyArn,
        messageRetentionSeconds: LONGEST_RETENTION_SECONDS,
        tags: { Name: `${name}-dead-letters` },
      },
      own,
    );
    const watch = new LambdaFunction(
      name,
      {
        accountId: args.accountId,
        region: args.region,
        partition: args.partition,
        contract: NETWORK_WATCH,
        roleName: args.roleName,
        keyArn,
        retentionDays: args.retentionDays,
        concurrency: WATCH_CONCURRENCY,
        files: { [PLAN_FILE]: args.plan },
        variables: { [WATCH_ENV.bus]: args.eventBusArn, [WATCH_ENV.groups]: args.flowLogGroups },
        values: { "stream ARN": streamArn, "dead-letter queue ARN": deadLetters.arn },
      },
      own,
    );
    new lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: streamArn,
        functionName: watch.arn,
        ...READING,
        startingPosition: "LATEST",
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ["ReportBatchItemFailures"],
        destinationConfig: { onFailure: { destinationArn: deadLetters.arn } },
        tags: { Name: name },
      },
      own,
    );
    const topic = new AlarmTopic(`${name}-alarms`, args, own);
    const names = { functionName: watch.functionName, deadLetters: deadLetters.name };
    declareAlarms(`${name}-alarms`, watchAlarms<pulumi.Input<string>>(names), topic.arn, own);
    this.functionName = watch.functionName;
    this.registerOutputs({ functionName: this.functionName });
  }
}
