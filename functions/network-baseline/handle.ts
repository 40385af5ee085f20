import { deliveriesOf, type Delivery } from "../flow-logs/deliveries";
import { parseFormat } from "../flow-logs/format";
import { lineParser } from "../flow-logs/parse";
import { isProblem, type FlowRecord } from "../flow-logs/record";
import { openDelivery } from "../flow-logs/subscription";
import { type Expectation } from "./expectation";
import { findingEvent, type FindingEvent, type NetworkFinding } from "./finding";
import { unexpectedTraffic } from "./unexpected";

/** Findings told of one delivery at most: a plan that does not fit makes thousands, and the first few say so as well. */
const MOST_FINDINGS = 50;

export interface WatchParts {
  /** The declared format of the flow logs. */
  readonly format: string;
  /** What the names of flow-log groups begin with. Others' events, which the same stream may bring, are left alone. */
  readonly groups: string;
  /** What the plan expects. */
  readonly expectation: Expectation;
  /** Puts events on the bus; rejects when one was not taken. */
  readonly put: (events: readonly FindingEvent[]) => Promise<void>;
  readonly log: (line: string) => void;
}

/** How an invocation went: what was found, and which deliveries of a stream must come again. */
export interface WatchAnswer {
  readonly findings: number;
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const WEIGHT = { high: 0, medium: 1, low: 2 } as const;

function bySeverity(a: NetworkFinding, b: NetworkFinding): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity];
}

/** The records of a delivery's log group. What does not parse is the shipper's business. */
function recordsOf(
  { data }: Delivery,
  groups: string,
  parse: ReturnType<typeof lineParser>,
): readonly FlowRecord[] {
  const batch = openDelivery(data);
  if (!batch?.logGroup.startsWith(groups)) {
    return [];
  }
  return batch.events.flatMap(({ message }) => {
    const record = parse(message);
    // CloudWatch Logs vouches for the group's owner, and nobody for what a line says of it: an account speaks of itself alone.
    return isProblem(record) ? [] : [{ ...record, account_id: batch.owner }];
  });
}

/**
 * Compares the flow records of each delivery with the plan and puts what is unexpected on the bus, gravest first. It keeps no state: triage
 * knows what was told before.
 *
 * @throws Error when a delivery of a plain subscription failed; of a stream's deliveries the answer names those that did
 */
export function createWatch(parts: WatchParts): (event: unknown) => Promise<WatchAnswer> {
  const parse = lineParser(parseFormat(parts.format));
  const watch = async (delivery: Delivery): Promise<number> => {
    const records = recordsOf(delivery, parts.groups, parse);
    const found = unexpectedTraffic(records, parts.expectation);
    const told = [...found].sort(bySeverity).slice(0, MOST_FINDINGS);
    if (told.length > 0) {
      await parts.put(told.map(findingEvent));
    }
    parts.log(JSON.stringify({ records: records.length, findings: found.length, told: told.length }));
    return found.length;
  };
  return async (event) => {
    let findings = 0;
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const delivery of deliveriesOf(event)) {
      try {
        findings += await watch(delivery);
      } catch (error) {
        if (delivery.itemIdentifier === undefined) {
          throw error;
        }
        parts.log(JSON.stringify({ level: "error", item: delivery.itemIdentifier, error: String(error) }));
        batchItemFailures.push({ itemIdentifier: delivery.itemIdentifier });
      }
    }
    return { findings, batchItemFailures };
  };
}
