import { OWN_CALLS } from "../lib/aws-settings";
import { domainWorld } from "./domain-world";
import { createHandler, type HandlerAnswer } from "./handle";
import { type Letter } from "./letters";
import { readShipperSettings, shaperFinder, type ShipperSettings } from "./settings";

/** Puts a letter on the queue of its kind. The SDK is loaded for the first letter only: most invocations need none. */
async function sendLetter(settings: ShipperSettings, letter: Letter): Promise<void> {
  const { SendMessageCommand, SQSClient } = await import("@aws-sdk/client-sqs");
  await new SQSClient(OWN_CALLS).send(
    new SendMessageCommand({
      QueueUrl: letter.kind === "poison" ? settings.poisonQueueUrl : settings.retryQueueUrl,
      MessageBody: JSON.stringify(letter),
      MessageAttributes: { reason: { DataType: "String", StringValue: attributeText(letter.reason) } },
    }),
  );
}

/** A queue refuses an attribute that is empty or holds control characters, and a broken log line may hold any. */
function attributeText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200) || "-";
}

function start(): ReturnType<typeof createHandler> {
  const settings = readShipperSettings(process.env);
  return createHandler({
    shaperFor: shaperFinder(settings),
    world: { ...domainWorld(settings), putAway: (letter) => sendLetter(settings, letter) },
    log: (line) => console.log(line),
  });
}

let started: ReturnType<typeof createHandler> | undefined;

/** The Lambda's entry. It reads its settings at the first invocation, so that a mistake there is told in the log of one. */
export async function handler(
  event: unknown,
  context: { getRemainingTimeInMillis(): number },
): Promise<HandlerAnswer> {
  started ??= start();
  return started(event, context);
}
