/** Where a delivery came from, and how to say that just this one must come again. */
export interface Delivery {
  /** Base64 of the subscription payload. */
  readonly data: string;
  /** For `batchItemFailures`; absent when the whole invocation is the delivery. */
  readonly itemIdentifier?: string;
}

interface QueueRecord {
  readonly eventSource?: string;
  readonly messageId?: string;
  readonly body?: string;
  readonly kinesis?: { readonly data?: string; readonly sequenceNumber?: string };
}

/**
 * The deliveries of an invocation, from whichever of the three ways they come: a subscription on the function itself, a stream
 * that many accounts' subscriptions fill, or the retry queue.
 *
 * @throws Error for an event of none of these kinds
 */
export function deliveriesOf(event: unknown): Delivery[] {
  const { awslogs, Records: records } = event as {
    awslogs?: { data?: unknown };
    Records?: QueueRecord[];
  };
  if (typeof awslogs?.data === "string") {
    return [{ data: awslogs.data }];
  }
  if (Array.isArray(records)) {
    return records.map((record) => {
      if (record.eventSource === "aws:kinesis") {
        return { data: record.kinesis?.data ?? "", itemIdentifier: record.kinesis?.sequenceNumber ?? "" };
      }
      if (record.eventSource === "aws:sqs") {
        return { data: letterData(record.body ?? ""), itemIdentifier: record.messageId ?? "" };
      }
      throw new Error(`unknown event source ${JSON.stringify(record.eventSource)}`);
    });
  }
  throw new Error("neither a subscription, a stream nor a queue: the event has no awslogs and no Records");
}

/** A message that is no letter gives an empty payload, which cannot be opened and is treated as that. */
function letterData(body: string): string {
  try {
    const letter = JSON.parse(body) as { awslogs?: { data?: string } };
    return letter.awslogs?.data ?? "";
  } catch {
    return "";
  }
}
