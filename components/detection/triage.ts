import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import { type Policy } from "../../functions/detections/types";
import { TRIAGE } from "../../functions/triage/contract";
import { LambdaFunction } from "../functions/lambda-function";
import { DeadLetters, LONGEST_RETENTION_SECONDS } from "./dead-letters";
import { type DetectionBus } from "./event-bus";
import { type HubParts } from "./hub-parts";
import { queuePolicy } from "./hub-policies";
import { DIRECTORY_PATH, TRIAGE_ROLE } from "./names";

export interface TriageArgs extends HubParts {
  readonly bus: DetectionBus;
  readonly policy: Policy;
}

/** Copies of triage at once: one call takes ten events, so this keeps up with far more than an organisation makes. */
const CONCURRENCY = 5;

/** Deliveries of an event before it is put away; with the visibility timeout between them, half an hour. */
const DELIVERIES = 5;

/** From the bus to the people: rule, queue, function; what fails again and again is put away, and can be sent back from there. */
export class Triage extends pulumi.ComponentResource {
  readonly deadLetters: DeadLetters;
  readonly queueName: pulumi.Output<string>;
  readonly ruleName: pulumi.Output<string>;
  readonly function: LambdaFunction;

  constructor(name: string, args: TriageArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:Triage", name, {}, opts);
    const own = { parent: this };
    const { bus, topics, keyArn, table, deployment } = args;
    this.deadLetters = new DeadLetters(`${name}-dead-letters`, args, own);
    const queue = new sqs.Queue(
      name,
      {
        kmsMasterKeyId: keyArn,
        messageRetentionSeconds: LONGEST_RETENTION_SECONDS,
        // AWS's advice for a queue that feeds a function: six times the function's timeout.
        visibilityTimeoutSeconds: 6 * TRIAGE.timeoutSeconds,
        redrivePolicy: this.deadLetters.arn.apply((deadLetterTargetArn) =>
          JSON.stringify({ deadLetterTargetArn, maxReceiveCount: DELIVERIES }),
        ),
        tags: { Name: name },
      },
      own,
    );
    const rule = new cloudwatch.EventRule(
      name,
      {
        eventBusName: bus.name,
        description: "Everything that arrives, to triage",
        eventPattern: JSON.stringify(TRIAGE.patterns["everything"]),
        tags: { Name: name },
      },
      own,
    );
    const policy = new sqs.QueuePolicy(
      name,
      {
        queueUrl: queue.id,
        policy: pulumi
          .all([queue.arn, args.accountId, rule.arn])
          .apply(([queueArn, accountId, ruleArn]) => queuePolicy(queueArn, accountId, [ruleArn])),
      },
      own,
    );
    new cloudwatch.EventTarget(
      name,
      { eventBusName: bus.name, rule: rule.name, targetId: "triage", arn: queue.arn },
      { ...own, dependsOn: [policy] },
    );
    const { critical, high, medium, low } = topics.bySeverity;
    this.function = new LambdaFunction(
      `${name}-function`,
      {
        ...args,
        contract: TRIAGE,
        roleName: TRIAGE_ROLE,
        concurrency: CONCURRENCY,
        variables: {
          STATE_TABLE: table.name,
          DIRECTORY_PATH,
          TOPIC_CRITICAL: critical,
          TOPIC_HIGH: high,
          TOPIC_MEDIUM: medium,
          TOPIC_LOW: low,
          POLICY: JSON.stringify(args.policy),
          DEPLOYMENT_ROLES: deployment.roleName,
        },
        values: {
          "severity topics": [critical, high, medium, low],
          "owner topics": [...topics.byOwner.values()],
          queue: queue.arn,
          "key of topics and queue": keyArn,
        },
      },
      own,
    );
    new lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: queue.arn,
        functionName: this.function.arn,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: CONCURRENCY },
        tags: { Name: name },
      },
      own,
    );
    this.queueName = queue.name;
    this.ruleName = rule.name;
    this.registerOutputs();
  }
}
