import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import {
  SHIPPER,
  SHIPPER_CONCURRENCY,
  SHIPPER_NODE_OPTIONS,
  SHIPPER_QUEUES,
} from "../../functions/flow-logs/contract";
import { SHIPPER_ENV, type ShipperSettings } from "../../functions/flow-logs/settings";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { LambdaFunction, type LambdaFunctionArgs } from "../functions/lambda-function";
import { type SearchScope } from "./search-policies";

export interface LogShipperArgs extends SearchScope, Pick<ShipperSettings, "sources" | "networks"> {
  readonly roleName: string;
  readonly vpc: NonNullable<LambdaFunctionArgs["vpc"]>;
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  readonly domain: { readonly arn: pulumi.Input<string>; readonly endpoint: pulumi.Input<string> };
  readonly streamArn: pulumi.Input<string>;
  /** Held back until the domain has its templates: an index of guessed types would be there for a day. */
  readonly readyWhen: readonly pulumi.Resource[];
}

/**
 * How the stream is read. Deliveries are up to 1 MB and an invocation takes 6 MB at most; what fails again and again is told to the poison
 * queue, as a shard would wait for it for ever. Source: Lambda developer guide, "Using Lambda with Kinesis", read 2026-11.
 */
const READING = { batchSize: 10, maximumBatchingWindowInSeconds: 10, maximumRetryAttempts: 20 };

/** From the stream to the domain: the function, the queue for what waits and the queue for what nobody can store. */
export class LogShipper extends pulumi.ComponentResource {
  readonly function: LambdaFunction;
  readonly retryQueueName: pulumi.Output<string>;
  readonly poisonQueueName: pulumi.Output<string>;

  constructor(name: string, args: LogShipperArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:LogShipper", name, {}, opts);
    const own = { parent: this };
    const { keyArn, domain } = args;
    const { maxReceiveCount, batchSize, maximumConcurrency, functionResponseTypes, ...retrying } =
      SHIPPER_QUEUES.retry;
    const poison = new sqs.Queue(
      `${name}-dead-letters`,
      { kmsMasterKeyId: keyArn, ...SHIPPER_QUEUES.poison, tags: { Name: `${name}-dead-letters` } },
      own,
    );
    const retry = new sqs.Queue(
      `${name}-retry`,
      {
        kmsMasterKeyId: keyArn,
        delaySeconds: retrying.delaySeconds,
        visibilityTimeoutSeconds: retrying.visibilityTimeoutSeconds,
        messageRetentionSeconds: retrying.messageRetentionSeconds,
        redrivePolicy: poison.arn.apply((deadLetterTargetArn) =>
          JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
        ),
        tags: { Name: `${name}-retry` },
      },
      own,
    );
    this.function = new LambdaFunction(
      name,
      {
        accountId: args.accountId,
        region: args.region,
        partition: args.partition,
        contract: SHIPPER,
        roleName: args.roleName,
        keyArn,
        retentionDays: args.retentionDays,
        concurrency: SHIPPER_CONCURRENCY,
        vpc: args.vpc,
        variables: {
          [SHIPPER_ENV.endpoint]: domain.endpoint,
          [SHIPPER_ENV.poisonQueueUrl]: poison.url,
          [SHIPPER_ENV.retryQueueUrl]: retry.url,
          [SHIPPER_ENV.sources]: JSON.stringify(args.sources),
          [SHIPPER_ENV.networks]: JSON.stringify(args.networks),
          NODE_OPTIONS: SHIPPER_NODE_OPTIONS,
        },
        values: {
          "domain ARN": domain.arn,
          "retry queue ARN": retry.arn,
          "poison queue ARN": poison.arn,
          "key ARN of queues and stream": keyArn,
          "stream ARN, where other accounts' subscriptions fill one": args.streamArn,
        },
      },
      own,
    );
    new lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: args.streamArn,
        functionName: this.function.arn,
        ...READING,
        startingPosition: "TRIM_HORIZON",
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ["ReportBatchItemFailures"],
        destinationConfig: { onFailure: { destinationArn: poison.arn } },
        tags: { Name: name },
      },
      { ...own, dependsOn: [...args.readyWhen] },
    );
    new lambda.EventSourceMapping(
      `${name}-retry`,
      {
        eventSourceArn: retry.arn,
        functionName: this.function.arn,
        batchSize,
        functionResponseTypes: [...functionResponseTypes],
        scalingConfig: { maximumConcurrency },
        tags: { Name: `${name}-retry` },
      },
      own,
    );
    this.retryQueueName = retry.name;
    this.poisonQueueName = poison.name;
    this.registerOutputs();
  }
}
