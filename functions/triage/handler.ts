import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { policyFrom } from "../detections/policy";
import { Directory } from "../lib/aws-directory";
import { messageOf } from "../lib/aws-errors";
import { Ledger } from "../lib/aws-ledger";
import { list, OWN_CALLS, required } from "../lib/aws-settings";
import { at, isObject, textAt } from "../lib/events";
import { type ProcessSettings, triage, type TriageWorld } from "./process";

/** What SQS is told: the messages to deliver again. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

function start(env: NodeJS.ProcessEnv): { readonly world: TriageWorld; readonly settings: ProcessSettings } {
  const ledger = new Ledger(required(env, "STATE_TABLE"));
  const directory = new Directory(required(env, "DIRECTORY_PATH"));
  const sns = new SNSClient(OWN_CALLS);
  const log: TriageWorld["log"] = (line) => console.log(JSON.stringify(line));
  return {
    settings: {
      policy: policyFrom(env["POLICY"]),
      deploymentRoles: list(env, "DEPLOYMENT_ROLES", []),
      topics: {
        critical: required(env, "TOPIC_CRITICAL"),
        high: required(env, "TOPIC_HIGH"),
        medium: required(env, "TOPIC_MEDIUM"),
        low: required(env, "TOPIC_LOW"),
      },
    },
    world: {
      claim: (key, lease) => ledger.claim(key, lease),
      finish: (key) => ledger.finish(key),
      release: (key, saved) => ledger.release(key, saved),
      save: (key, saved) => ledger.save(key, saved),
      count: (key, keep) => ledger.count(key, keep),
      account: async (id) => {
        try {
          return (await directory.accounts()).get(id);
        } catch (error) {
          // A message without the owner's name beats none.
          log({ warning: "the directory cannot be read", error: messageOf(error) });
          return undefined;
        }
      },
      publish: async (TopicArn, { subject, text, attributes }) => {
        await sns.send(
          new PublishCommand({
            TopicArn,
            Subject: subject,
            Message: text,
            MessageAttributes: Object.fromEntries(
              Object.entries(attributes).map(([name, StringValue]) => [
                name,
                { DataType: "String", StringValue },
              ]),
            ),
          }),
        );
      },
      log,
      now: Date.now,
    },
  };
}

let started: ReturnType<typeof start> | undefined;

/**
 * The Lambda's entry. From SQS it takes a batch and answers which messages to deliver again; called with one event it rejects instead.
 * A message that is no JSON fails alone, and ends in the dead-letter queue after its deliveries.
 */
export async function handler(event: unknown): Promise<BatchAnswer> {
  started ??= start(process.env);
  const { world, settings } = started;
  const records = at(event, "Records");
  if (!Array.isArray(records)) {
    await triage(world, event, settings);
    return { batchItemFailures: [] };
  }
  const failed: { itemIdentifier: string }[] = [];
  for (const record of records) {
    try {
      const body: unknown = JSON.parse(textAt(record, "body") ?? "");
      if (!isObject(body)) throw new Error("the message is no event");
      await triage(world, body, settings);
    } catch (error) {
      world.log({ failure: messageOf(error), message: textAt(record, "messageId") ?? "unknown" });
      failed.push({ itemIdentifier: textAt(record, "messageId") ?? "" });
    }
  }
  return { batchItemFailures: failed };
}
