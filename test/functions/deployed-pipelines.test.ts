import assert from "node:assert/strict";
import { type Deployed } from "../proofs/model/stacks";
import { DeployedResponse } from "./support/deployed";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], value);

/** Seconds in which the calls of one step end, answered or not: six of five seconds, and the waits between them. */
const CALLS_SECONDS = 45;

/** What every function's events go through as deployed: queues, dead letters, retries, copies at once, time. */
describe("the pipelines of the functions, as deployed", function () {
  this.timeout(60_000);
  let deployed: DeployedResponse;
  let functions: readonly Deployed[];
  let queues: readonly Deployed[];
  let mappings: readonly Deployed[];

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(900_000);
    deployed = await DeployedResponse.read();
    functions = deployed.ofType("lambda/function:Function");
    queues = deployed.ofType("sqs/queue:Queue");
    mappings = deployed.ofType("lambda/eventSourceMapping:EventSourceMapping");
  });

  const redriveOf = (queue: Deployed): string =>
    text(at(JSON.parse(text(queue.outputs["redrivePolicy"]) || "{}"), "deadLetterTargetArn"));
  const deadLetterArns = (): ReadonlySet<string> =>
    new Set(
      [
        ...queues.map(redriveOf),
        ...functions.map(({ outputs }) => text(at(outputs, "deadLetterConfig", "targetArn"))),
        ...deployed
          .ofType("cloudwatch/eventTarget:EventTarget")
          .map(({ outputs }) => text(at(outputs, "deadLetterConfig", "arn"))),
        ...mappings.map(({ outputs }) =>
          text(at(outputs, "destinationConfig", "onFailure", "destinationArn")),
        ),
      ].filter((arn) => arn !== ""),
    );
  const functionOf = (arn: string): Deployed | undefined =>
    functions.find(({ outputs }) => outputs["arn"] === arn || outputs["name"] === arn);

  it("put away what fails in queues that ring, keep it as long as can be, and forget none of them", () => {
    const alarms = deployed.ofType("cloudwatch/metricAlarm:MetricAlarm");
    const arns = [...deadLetterArns()];
    assert.ok(arns.length >= 4, arns.join());
    for (const arn of arns) {
      const queue = queues.find(({ outputs }) => outputs["arn"] === arn);
      assert.ok(queue, `${arn} is not deployed`);
      assert.equal(queue.outputs["messageRetentionSeconds"], 1_209_600, queue.name);
      const rings = alarms.filter(
        ({ accountId, outputs }) =>
          accountId === queue.accountId &&
          outputs["metricName"] === "ApproximateNumberOfMessagesVisible" &&
          at(outputs, "dimensions", "QueueName") === queue.outputs["name"] &&
          outputs["threshold"] === 1 &&
          ((outputs["alarmActions"] as unknown[] | undefined) ?? []).length > 0,
      );
      assert.equal(rings.length, 1, `${queue.name} has ${rings.length} alarms`);
    }
  });

  it("have each function that is invoked and not waited for put away what it failed at", () => {
    const invoked = deployed
      .ofType("cloudwatch/eventTarget:EventTarget")
      .flatMap(({ outputs }) => functionOf(text(outputs["arn"])) ?? []);
    assert.ok(invoked.length >= 6);
    for (const { name, outputs } of invoked)
      assert.match(text(at(outputs, "deadLetterConfig", "targetArn")), /^arn:aws:sqs:/, name);
  });

  it("take part of a batch again and not all of it, and give up on a stream's record before it is lost", () => {
    assert.ok(mappings.length >= 4);
    for (const { name, outputs } of mappings) {
      assert.deepEqual(outputs["functionResponseTypes"], ["ReportBatchItemFailures"], name);
      if (!text(outputs["eventSourceArn"]).includes(":kinesis:")) continue;
      assert.equal(outputs["bisectBatchOnFunctionError"], true, name);
      assert.ok(Number(outputs["maximumRetryAttempts"]) > 0, name);
      assert.match(
        text(at(outputs, "destinationConfig", "onFailure", "destinationArn")),
        /^arn:aws:sqs:/,
        name,
      );
    }
  });

  it("hide a message for six times as long as its function may take, and let no queue starve another source", () => {
    for (const { name, outputs } of mappings) {
      const queue = queues.find((one) => one.outputs["arn"] === outputs["eventSourceArn"]);
      if (queue === undefined) continue;
      const reader = functionOf(text(outputs["functionName"]));
      assert.ok(reader, name);
      const timeout = Number(reader.outputs["timeout"]);
      assert.ok(Number(queue.outputs["visibilityTimeoutSeconds"]) >= 6 * timeout, name);
      assert.notEqual(redriveOf(queue), "", `${queue.name} has no dead letters`);
      const most = Number(at(outputs, "scalingConfig", "maximumConcurrency"));
      const reserved = Number(reader.outputs["reservedConcurrentExecutions"]);
      assert.ok(most >= 2 && most <= reserved, `${name}: ${most} of ${reserved}`);
      const others = mappings.filter((one) => one.outputs["functionName"] === outputs["functionName"]);
      if (others.length > 1) assert.ok(most < reserved, `${name} leaves nothing for the others`);
    }
  });

  it("leave an account the copies that others need, and each function the time that its calls may take", () => {
    const byAccount = new Map<string, number>();
    for (const { name, accountId, outputs } of functions) {
      const reserved = Number(outputs["reservedConcurrentExecutions"]);
      assert.ok(reserved >= 1, `${name} may take the whole account's`);
      byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + reserved);
      assert.ok(Number(outputs["timeout"]) >= CALLS_SECONDS, `${name} has ${String(outputs["timeout"])} s`);
    }
    // Of the 1,000 that an account has, 100 stay unreserved. Source: Lambda quotas, read 2026-11.
    for (const [account, sum] of byAccount) assert.ok(sum <= 900, `${account} reserves ${sum}`);
  });
});
