import { deliveriesOf } from "./deliveries";
import { lettersFor, type Letter } from "./letters";
import { metricLine } from "./metrics";
import { shipBatch, type ShipReport, type ShipWorld } from "./ship";
import { type Shaper } from "./shape";
import { DeliveryError, openDelivery, type LogBatch } from "./subscription";

/** What is left of the function's time when it stops trying and puts away what it has: the queue must still be reached. */
const RESERVE_MS = 5_000;

export interface HandlerParts {
  readonly shaperFor: (logGroup: string) => Shaper | undefined;
  readonly world: ShipWorld;
  readonly log: (line: string) => void;
}

/** Partial failure, as streams and queues understand it. */
export interface HandlerAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * The shipper without AWS around it. Every event of every delivery ends in the index or on a queue; where neither can be had,
 * the delivery fails, and comes again.
 *
 * @throws Error when a delivery of a plain subscription could be put nowhere
 */
export function createHandler(
  parts: HandlerParts,
): (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<HandlerAnswer> {
  return async (event, context) => {
    const deadline = parts.world.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    const failures: { itemIdentifier: string }[] = [];
    for (const delivery of deliveriesOf(event)) {
      try {
        await handleDelivery(delivery.data, deadline, parts);
      } catch (error) {
        if (delivery.itemIdentifier === undefined) {
          throw error;
        }
        parts.log(JSON.stringify({ level: "error", item: delivery.itemIdentifier, error: String(error) }));
        failures.push({ itemIdentifier: delivery.itemIdentifier });
      }
    }
    return { batchItemFailures: failures };
  };
}

async function handleDelivery(data: string, deadline: number, parts: HandlerParts): Promise<void> {
  let batch: LogBatch | undefined;
  try {
    batch = openDelivery(data);
  } catch (error) {
    if (!(error instanceof DeliveryError)) {
      throw error;
    }
    // It cannot become readable by coming again, so it is kept as it is.
    await parts.world.putAway(unreadable(data, error.message));
    parts.log(JSON.stringify({ level: "error", error: error.message }));
    return;
  }
  if (batch) {
    const shape = parts.shaperFor(batch.logGroup);
    const report = shape
      ? await shipBatch(batch, shape, deadline, parts.world)
      : await putAwayUnknown(batch, parts.world);
    parts.log(metricLine(batch.logGroup, report, parts.world.now()));
  }
}

/** Characters of an unreadable payload that fit a queue's message. */
const SHOWN = 200_000;

function unreadable(data: string, reason: string): Letter {
  return {
    kind: "poison",
    reason,
    logGroup: "",
    eventIds: [],
    awslogs: { data: data.slice(0, SHOWN) },
    ...(data.length > SHOWN ? { truncated: true as const } : {}),
  };
}

async function putAwayUnknown(batch: LogBatch, world: ShipWorld): Promise<ShipReport> {
  const reason = `no source is configured for the log group ${batch.logGroup}`;
  for (const letter of lettersFor("poison", reason, batch, batch.events)) {
    await world.putAway(letter);
  }
  return {
    received: batch.events.length,
    stored: 0,
    duplicates: 0,
    poison: batch.events.length,
    undelivered: 0,
    retries: 0,
    oldestAgeSeconds: 0,
    lastFault: reason,
  };
}
