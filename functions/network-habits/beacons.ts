import { type FlowRecord } from "../flow-logs/record";
import { BEACON_LIMITS, type BeaconLimits, beacons } from "../network-baseline/beacons";
import { type NetworkFinding } from "../network-baseline/finding";
import { type Ask, type Bucket, bucketsOf, pages, type Search, valueOf } from "./ask";
import { during, HOUR_MS, indicesOf, type Range, rangeOf } from "./hours";
import { type Habits } from "./settings";
import { allOf, OPENINGS, toKnown } from "./traffic";

/** Calls are looked at over a day, so what calls a dozen times a day is seen. */
export const BEACON_HOURS = 24;
/**
 * Moments of a pair that are fetched. More in a day lie nearer to each other than the shortest interval that is judged.
 */
const MOMENTS = 1_000;
/** Pairs whose moments are held at once. */
const TOGETHER = 20;
/** What a caller's port may be, where it does not matter. */
const ANY_PORT = 65_535;

interface Pair {
  readonly srcaddr: string;
  readonly dstaddr: string;
  readonly protocol: number;
  readonly service_port: number;
}

/** What the day shows of calls at even intervals. */
export interface BeaconsFound {
  readonly findings: readonly NetworkFinding[];
  /** Pairs whose moments were looked at. */
  readonly candidates: number;
}

function outward(range: Range, known: readonly string[]): object {
  return allOf(
    [
      during(range),
      ...OPENINGS,
      { term: { src_public: 0 } },
      { term: { dst_public: 1 } },
      // The caller's own record: a gateway on the way logs the call a second time.
      { term: { flow_direction: "egress" } },
    ],
    [{ exists: { field: "pkt_dst_aws_service" } }, ...toKnown(known)],
  );
}

/** Whether a pair is worth its moments: still calling, often enough, small calls. */
function promising(bucket: Bucket, since: number, limits: BeaconLimits): boolean {
  const { service_port: port } = bucket["key"] as unknown as Pair;
  return (
    bucket.doc_count >= limits.calls &&
    valueOf(bucket, "port") === port &&
    valueOf(bucket, "last") >= since &&
    // The middle call may be small where the mean is not, but not by far if the sizes are even.
    valueOf(bucket, "bytes") / bucket.doc_count <= 2 * limits.bytes
  );
}

function momentsOf(range: Range, pair: Pair): Search {
  const { service_port: port, ...ends } = pair;
  const top = (field: string): object => ({ terms: { field, size: 1 } });
  return {
    indices: indicesOf(range),
    body: {
      track_total_hits: false,
      query: allOf([
        during(range),
        ...OPENINGS,
        { term: { flow_direction: "egress" } },
        ...Object.entries({ ...ends, dstport: port }).map(([field, value]) => ({ term: { [field]: value } })),
      ]),
      aggs: {
        moments: {
          terms: { field: "start", size: MOMENTS, order: { _key: "asc" } },
          aggs: { bytes: { sum: { field: "bytes" } } },
        },
        interface: top("interface_id"),
        account: top("account_id"),
      },
    },
  };
}

/** The records of a pair again, one for each moment, or none where there are too many to be a beacon. */
function recordsOf(pair: Pair, found: Readonly<Record<string, unknown>> | undefined): FlowRecord[] {
  const moments = found?.["moments"] as { sum_other_doc_count?: number } | undefined;
  if ((moments?.sum_other_doc_count ?? 0) > 0) return [];
  const text = (name: string): string | undefined => bucketsOf(found, name)[0]?.["key"] as string | undefined;
  const [interfaceId, account] = [text("interface"), text("account")];
  return bucketsOf(found, "moments").map((bucket) => ({
    srcaddr: pair.srcaddr,
    dstaddr: pair.dstaddr,
    srcport: ANY_PORT,
    dstport: pair.service_port,
    protocol: pair.protocol,
    tcp_flags: 2,
    action: "ACCEPT",
    start: Number(bucket["key"]) / 1000,
    bytes: valueOf(bucket, "bytes"),
    ...(interfaceId === undefined ? {} : { interface_id: interfaceId }),
    ...(account === undefined ? {} : { account_id: account }),
  }));
}

/** Even calls to public addresses in the day up to the hour's end, of pairs that called in the hour. */
export async function evenCalls(
  ask: Ask,
  hour: number,
  habits: Habits,
  limits: BeaconLimits = BEACON_LIMITS,
): Promise<BeaconsFound> {
  const { from: since, to } = rangeOf(hour);
  const range = { from: to - BEACON_HOURS * HOUR_MS, to };
  const within = {
    bytes: { sum: { field: "bytes" } },
    last: { max: { field: "@timestamp" } },
    port: { min: { field: "dstport" } },
  };
  const fields = ["srcaddr", "dstaddr", "protocol", "service_port"];
  const query = outward(range, habits.known);
  const findings: NetworkFinding[] = [];
  let candidates = 0;
  for await (const page of pages(ask, { indices: indicesOf(range), query, fields, within })) {
    const pairs = page
      .filter((bucket) => promising(bucket, since, limits))
      .map((bucket) => bucket["key"] as unknown as Pair);
    candidates += pairs.length;
    for (let at = 0; at < pairs.length; at += TOGETHER) {
      const some = pairs.slice(at, at + TOGETHER);
      const found = await ask(some.map((pair) => momentsOf(range, pair)));
      findings.push(
        ...some.flatMap((pair, index) => beacons(recordsOf(pair, found[index]?.aggregations), limits)),
      );
    }
  }
  return { findings, candidates };
}
