import { deliveriesOf } from "../flow-logs/deliveries";
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
  /** The plan's expectation; read anew now and then by whoever gives it. */
  readonly expectation: () => Promise<Expectation>;
  /** Puts events on the bus; rejects when one was not taken. */
  readonly put: (events: readonly FindingEvent[]) => Promise<void>;
  readonly log: (line: string) => void;
}

const WEIGHT = { high: 0, medium: 1, low: 2 } as const;

function bySeverity(a: NetworkFinding, b: NetworkFinding): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity];
}

/**
 * Compares the flow records of a delivery with the plan and puts what is unexpected on the bus, gravest first. It keeps no
 * state: triage knows what was told before. Records that do not parse are the shipper's business.
 */
export function createWatch(parts: WatchParts): (event: unknown) => Promise<{ findings: number }> {
  const parse = lineParser(parseFormat(parts.format));
  return async (event) => {
    const records: FlowRecord[] = [];
    for (const delivery of deliveriesOf(event)) {
      for (const { message } of openDelivery(delivery.data)?.events ?? []) {
        const record = parse(message);
        if (!isProblem(record)) {
          records.push(record);
        }
      }
    }
    const found = unexpectedTraffic(records, await parts.expectation());
    const told = [...found].sort(bySeverity).slice(0, MOST_FINDINGS);
    if (told.length > 0) {
      await parts.put(told.map(findingEvent));
    }
    parts.log(JSON.stringify({ records: records.length, findings: found.length, told: told.length }));
    return { findings: found.length };
  };
}
