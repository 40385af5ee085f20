import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { OWN_CALLS } from "./aws-settings";

/** Entries of one PutEvents call. Source: EventBridge quotas. */
const ENTRIES = 10;

/** Puts events on a bus, by its name or ARN. @throws Error when one was not taken: the others may have been */
export async function putOnBus(bus: string, events: readonly PutEventsRequestEntry[]): Promise<void> {
  const client = new EventBridgeClient(OWN_CALLS);
  for (let from = 0; from < events.length; from += ENTRIES) {
    const Entries = events.slice(from, from + ENTRIES).map((event) => ({ ...event, EventBusName: bus }));
    const answer = await client.send(new PutEventsCommand({ Entries }));
    if ((answer.FailedEntryCount ?? 0) > 0) {
      const fault = answer.Entries?.find((entry) => entry.ErrorCode);
      throw new Error(
        `${answer.FailedEntryCount} events not taken: ${fault?.ErrorCode} ${fault?.ErrorMessage}`,
      );
    }
  }
}
