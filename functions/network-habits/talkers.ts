import { protocolName } from "../flow-logs/parse";
import { type NetworkFinding } from "../network-baseline/finding";
import { type Ask, type Bucket, bucketsOf, pages, type Search, valueOf } from "./ask";
import { during, HOUR_MS, indicesOf, type Range, rangeOf } from "./hours";
import { LEAST_MEMORY_DAYS, type Habits } from "./settings";
import { allOf, OPENINGS, toKnown } from "./traffic";

const DAY_MS = 24 * HOUR_MS;
/** A network must have been logged for this long before what it does is called new. */
export const YOUNG_DAYS = LEAST_MEMORY_DAYS - 1;
/** New ends of one caller that are told one by one; more are one finding with the first of them. */
export const TOLD_SINGLY = 5;

const INTERNET = "internet";
const AWS_SERVICE = "pkt_dst_aws_service";

/** How a pair is made up: callers from the internet count as one, and so do the addresses of an AWS service. */
interface Shape {
  readonly fields: readonly string[];
  readonly filter: readonly object[];
  readonly mustNot: readonly object[];
  readonly caller: (key: Key) => string;
  readonly listener: (key: Key) => string;
}

type Key = Readonly<Record<string, string | number>>;

const SHAPES: readonly Shape[] = [
  {
    fields: ["srcaddr", "dstaddr", "protocol", "service_port"],
    filter: [{ term: { src_public: 0 } }],
    mustNot: [{ exists: { field: AWS_SERVICE } }],
    caller: ({ srcaddr }) => String(srcaddr),
    listener: ({ dstaddr }) => String(dstaddr),
  },
  {
    fields: ["srcaddr", AWS_SERVICE, "protocol", "service_port"],
    filter: [{ term: { src_public: 0 } }],
    mustNot: [],
    caller: ({ srcaddr }) => String(srcaddr),
    listener: (key) => `AWS ${key[AWS_SERVICE]}`,
  },
  {
    fields: ["dstaddr", "protocol", "service_port"],
    filter: [{ term: { src_public: 1 } }],
    mustNot: [],
    caller: () => INTERNET,
    listener: ({ dstaddr }) => String(dstaddr),
  },
];

/** A pair of ends and a service between them, seen in the hour. */
interface Pair {
  readonly caller: string;
  readonly listener: string;
  /** `tcp 443`. */
  readonly service: string;
  /** What finds its records at any time. */
  readonly clauses: readonly object[];
}

function pairOf({ caller, listener, filter }: Shape, key: Key): Pair {
  const { service_port: port, ...ends } = key;
  return {
    caller: caller(key),
    listener: listener(key),
    service: `${protocolName(Number(key["protocol"]))} ${port}`,
    clauses: [
      { term: { action: "ACCEPT" } },
      ...filter,
      ...Object.entries(ends).map(([field, value]) => ({ term: { [field]: value } })),
      { term: { dstport: port } },
    ],
  };
}

/** Who is at the two ends, as the records of the hour say. */
interface Details {
  readonly first: number;
  readonly last: number;
  readonly records: number;
  readonly interfaceId: string | undefined;
  readonly account: string | undefined;
  /** The VPC whose interface logged it. */
  readonly vpc: string | undefined;
  /** Subnets of the two ends, where their own interfaces logged it. */
  readonly callerSubnet: string | undefined;
  readonly listenerSubnet: string | undefined;
  readonly callerNetwork: string | undefined;
  readonly listenerNetwork: string | undefined;
  readonly listenerPublic: boolean;
}

interface NewPair extends Pair {
  readonly details: Details;
}

/** What the hour shows of who speaks to whom. */
export interface TalkersFound {
  readonly findings: readonly NetworkFinding[];
  /** Pairs looked at, and those of networks whose history is too short to call anything new. */
  readonly pairs: number;
  readonly young: number;
}

/** Looks whether there is at least one record: the domain stops at the first in each shard. */
function exists(range: Range, clauses: readonly object[]): Search {
  return {
    indices: indicesOf(range),
    body: { terminate_after: 1, track_total_hits: true, query: allOf([during(range), ...clauses]) },
  };
}

async function unseen<T>(
  ask: Ask,
  of: readonly T[],
  range: Range,
  clausesOf: (one: T) => readonly object[],
): Promise<readonly T[]> {
  if (of.length === 0 || range.from >= range.to) return of;
  const found = await ask(of.map((one) => exists(range, clausesOf(one))));
  return of.filter((_, index) => (found[index]?.hits?.total?.value ?? 0) === 0);
}

const first = (bucket: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined => {
  const key = bucketsOf(bucket, name)[0]?.["key"];
  return key === undefined ? undefined : String(key);
};

const top = (field: string): object => ({ terms: { field, size: 1 } });

function detailSearch(range: Range, pair: Pair): Search {
  const side = (direction: string): object => ({
    filter: { term: { flow_direction: direction } },
    aggs: {
      subnet: top("subnet_id"),
      interface: top("interface_id"),
      account: top("account_id"),
      vpc: top("vpc_id"),
    },
  });
  return {
    indices: indicesOf(range),
    body: {
      track_total_hits: true,
      query: allOf([during(range), ...pair.clauses]),
      aggs: {
        first: { min: { field: "start" } },
        last: { max: { field: "end" } },
        callers: top("src_network"),
        listeners: top("dst_network"),
        public: { max: { field: "dst_public" } },
        egress: side("egress"),
        ingress: side("ingress"),
      },
    },
  };
}

function detailsOf(
  found: { hits?: { total?: { value: number } }; aggregations?: unknown } | undefined,
): Details {
  const all = (found?.aggregations ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const { egress, ingress } = all;
  const either = (name: string): string | undefined => first(egress, name) ?? first(ingress, name);
  return {
    first: valueOf(all, "first") / 1000,
    last: valueOf(all, "last") / 1000,
    records: found?.hits?.total?.value ?? 0,
    interfaceId: either("interface"),
    account: either("account"),
    vpc: either("vpc"),
    callerSubnet: first(egress, "subnet"),
    listenerSubnet: first(ingress, "subnet"),
    callerNetwork: first(all, "callers"),
    listenerNetwork: first(all, "listeners"),
    listenerPublic: valueOf(all, "public") === 1,
  };
}

/**
 * What finds conversations of the same kind by a neighbour: hosts of a subnet are taken as one, or every new address of a service that
 * scales would be news. A public listener stays itself. Undefined where nobody knows the neighbours.
 */
function neighbours({ clauses, caller, details }: NewPair): readonly object[] | undefined {
  const { callerSubnet, listenerSubnet, callerNetwork, listenerNetwork, listenerPublic } = details;
  const without = (...fields: string[]): object[] =>
    clauses.filter(
      (clause) => !("term" in clause) || !fields.some((field) => field in (clause.term as object)),
    ) as object[];
  const own = { term: { flow_direction: "egress" } };
  const theirs = { term: { flow_direction: "ingress" } };
  if (caller !== INTERNET && callerSubnet !== undefined) {
    const from = [own, { term: { subnet_id: callerSubnet } }];
    // An address of a network that nobody named has no neighbours that count.
    const inside = !listenerPublic && listenerNetwork !== undefined && listenerNetwork !== "elsewhere";
    return inside
      ? [...without("srcaddr", "dstaddr"), ...from, { term: { dst_network: listenerNetwork } }]
      : [...without("srcaddr"), ...from];
  }
  if (listenerSubnet === undefined) return undefined;
  const to = [theirs, { term: { subnet_id: listenerSubnet } }];
  if (caller === INTERNET) return [...without("dstaddr"), ...to];
  if (callerNetwork === undefined || callerNetwork === "elsewhere") return undefined;
  return [...without("srcaddr", "dstaddr"), ...to, { term: { src_network: callerNetwork } }];
}

/**
 * Pairs that spoke in the hour and did not in the days before it. Asked in three steps, each of what the one before left: the day
 * before, the whole memory, and whether a neighbour did.
 */
export async function newTalkers(ask: Ask, hour: number, habits: Habits): Promise<TalkersFound> {
  const range = rangeOf(hour);
  const memory = { from: range.from - habits.memoryDays * DAY_MS, to: range.from };
  const yesterday = { from: range.from - DAY_MS, to: range.from };
  const before = { from: memory.from, to: yesterday.from };
  let pairs = 0;
  const left: NewPair[] = [];
  for (const shape of SHAPES) {
    const query = allOf(
      [during(range), ...OPENINGS, ...shape.filter],
      [...shape.mustNot, ...toKnown(habits.known)],
    );
    const within = { port: { min: { field: "dstport" } } };
    for await (const page of pages(ask, { indices: indicesOf(range), query, fields: shape.fields, within })) {
      const seen = page.filter(asking).map((bucket) => pairOf(shape, bucket["key"] as Key));
      pairs += seen.length;
      const recent = await unseen(ask, seen, yesterday, ({ clauses }) => clauses);
      const fresh = await unseen(ask, recent, before, ({ clauses }) => clauses);
      const details = await ask(fresh.map((pair) => detailSearch(range, pair)));
      const detailed = fresh.map((pair, index) => ({ ...pair, details: detailsOf(details[index]) }));
      const lonely = detailed.filter((pair) => neighbours(pair) === undefined);
      const others = detailed.filter((pair) => neighbours(pair) !== undefined);
      left.push(...lonely, ...(await unseen(ask, others, memory, (pair) => neighbours(pair) ?? [])));
    }
  }
  const grown = await grownNetworks(ask, left, { from: memory.from, to: range.from - YOUNG_DAYS * DAY_MS });
  const known = left.filter(({ details: { vpc } }) => vpc !== undefined && grown.has(vpc));
  return { findings: findingsOf(known, hour, habits.memoryDays), pairs, young: left.length - known.length };
}

/** An answer by UDP goes from the service's port; what asks goes to it. */
function asking(bucket: Bucket): boolean {
  return valueOf(bucket, "port") === (bucket["key"] as Key)["service_port"];
}

/** VPCs that were logged before a time already. */
async function grownNetworks(ask: Ask, of: readonly NewPair[], range: Range): Promise<ReadonlySet<string>> {
  const vpcs = [...new Set(of.flatMap(({ details: { vpc } }) => (vpc === undefined ? [] : [vpc])))];
  const young = new Set(await unseen(ask, vpcs, range, (vpc) => [{ term: { vpc_id: vpc } }]));
  return new Set(vpcs.filter((vpc) => !young.has(vpc)));
}

function findingsOf(pairs: readonly NewPair[], hour: number, days: number): NetworkFinding[] {
  const groups = new Map<string, NewPair[]>();
  for (const pair of pairs) {
    const key = pair.caller === INTERNET ? `to ${pair.listener}` : `from ${pair.caller}`;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length <= TOLD_SINGLY ? group.map((pair) => single(pair, days)) : [many(group, hour, days)],
  );
}

function named(address: string, network: string | undefined): string {
  return network === undefined || network === INTERNET || network === "elsewhere"
    ? address
    : `${address} (${network})`;
}

function basics(pairs: readonly NewPair[]): Omit<NetworkFinding, "kind" | "reason" | "key"> {
  const [{ details }] = pairs as [NewPair];
  const outward = pairs.some(
    ({ caller, details: { listenerPublic } }) => caller === INTERNET || listenerPublic,
  );
  return {
    severity: outward ? "medium" : "low",
    first: Math.min(...pairs.map((pair) => pair.details.first)),
    last: Math.max(...pairs.map((pair) => pair.details.last)),
    records: pairs.reduce((sum, pair) => sum + pair.details.records, 0),
    ...(details.interfaceId === undefined ? {} : { interfaceId: details.interfaceId }),
    ...(details.account === undefined ? {} : { account: details.account }),
  };
}

function single(pair: NewPair, days: number): NetworkFinding {
  const { caller, listener, service, details } = pair;
  return {
    kind: "new-talker",
    reason:
      `${named(caller, details.callerNetwork)} spoke to ${named(listener, details.listenerNetwork)} on ${service} for the first time ` +
      `in ${days} days, and so did no neighbour of either`,
    key: `new-talker ${caller} ${listener} ${service}`,
    ...basics([pair]),
  };
}

/** One finding for many new pairs of one caller, or of one host that the internet reaches. */
function many(pairs: readonly NewPair[], hour: number, days: number): NetworkFinding {
  const [{ caller, listener, details }] = pairs as [NewPair];
  const inward = caller === INTERNET;
  const which = pairs
    .slice(0, TOLD_SINGLY)
    .map((pair) =>
      inward ? pair.service : `${named(pair.listener, pair.details.listenerNetwork)} on ${pair.service}`,
    );
  const who = inward
    ? `The internet reached ${named(listener, details.listenerNetwork)}`
    : `${named(caller, details.callerNetwork)} spoke`;
  return {
    kind: "new-talker",
    reason: `${who} ${inward ? "on" : "to"} ${pairs.length} ${inward ? "services" : "ends"} for the first time in ${days} days, among them ${which.join(", ")}`,
    key: `new-talker ${inward ? `${INTERNET} ${listener}` : caller} many ${hour}`,
    ...basics(pairs),
  };
}
