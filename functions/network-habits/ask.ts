import { type Answer } from "../flow-logs/send";

/** One search: the indices it looks into, by name or pattern, and its body. Indices that are not there hold nothing. */
export interface Search {
  readonly indices: readonly string[];
  readonly body: object;
}

/** A bucket of an aggregation, as OpenSearch gives it: its own fields, and one more for each aggregation within. */
export type Bucket = Readonly<Record<string, unknown>> & { readonly doc_count: number };

/** What a search found, as far as it is read. */
export interface Found {
  readonly hits?: { readonly total?: { readonly value: number } };
  readonly aggregations?: Readonly<Record<string, unknown>>;
}

/** Answers searches, in their order. @throws Error when one was refused, or none was to be had in time */
export type Ask = (searches: readonly Search[]) => Promise<Found[]>;

/** What asking needs from the world, so that tests can give it another. */
export interface AskWorld {
  /** POSTs to the domain; rejects when there is no answer within `timeoutMs`. */
  post(path: string, body: string, timeoutMs: number): Promise<Answer>;
  sleep(ms: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 to 1. */
  random(): number;
}

/** Only what is read of an answer. One path for every question, so the role may call that one and no other. */
export const SEARCH_PATH =
  "/_msearch?filter_path=responses.status,responses.error.type,responses.error.reason,responses.timed_out," +
  "responses._shards.failed,responses.hits.total.value,responses.aggregations";

/** Searches of one request: small answers each, and the domain runs a few at a time. */
const TOGETHER = 200;
/** Longest wait for one answer, and the time after which the domain is to give up by itself. */
const ANSWER_MS = 60_000;
const SEARCH_TIMEOUT = "50s";
/** First back-off in milliseconds; doubled each time to the longest, and drawn from zero up to that ("full jitter"). */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

interface Response extends Found {
  readonly status?: number;
  readonly error?: { readonly type?: string; readonly reason?: string };
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed?: number };
}

/** Busy, starting, or between two masters: it may be well in a moment. 0 is no answer at all. */
function passes(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/**
 * Makes the way to ask. What is refused for now (429, 5xx, no answer, a shard that failed) is asked again, alone, after a wait; what is
 * refused for good fails at once. A result that lacks a shard is none: what is missing from it would look new, or silent.
 *
 * @param deadline milliseconds since 1970
 */
export function asker(world: AskWorld, deadline: number): Ask {
  return async (searches) => {
    const found: Found[] = [];
    for (let from = 0; from < searches.length; from += TOGETHER)
      found.push(...(await askTogether(searches.slice(from, from + TOGETHER), world, deadline)));
    return found;
  };
}

async function askTogether(
  searches: readonly Search[],
  world: AskWorld,
  deadline: number,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let open = searches.map((_, index) => index);
  let fault = "";
  for (let attempt = 0; open.length > 0; attempt += 1) {
    const wait =
      attempt === 0 ? 0 : world.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const left = deadline - world.now() - wait;
    if (left <= 0) throw new Error(`the search domain gave no answer in time: ${fault || "no time left"}`);
    if (wait > 0) await world.sleep(wait);
    const responses = await post(
      open.map((index) => searches[index] as Search),
      world,
      Math.min(ANSWER_MS, left),
    );
    if ("fault" in responses) {
      fault = responses.fault;
      continue;
    }
    open = open.filter((index, place) => {
      const response = responses.list[place] as Response;
      const problem = problemOf(response);
      if (problem === undefined) found[index] = response;
      else fault = problem;
      return problem !== undefined;
    });
  }
  return found;
}

/** What is wrong with an answer that may be better another time; undefined for a whole one. @throws Error when it never will be */
function problemOf({
  status = 0,
  error,
  timed_out: timedOut,
  _shards: shards,
}: Response): string | undefined {
  if (status !== 200) {
    const problem = `${status} ${error?.type ?? ""}: ${error?.reason ?? ""}`;
    if (!passes(status)) throw new Error(`the search domain refused a search: ${problem}`);
    return problem;
  }
  if (timedOut) return "a search took too long";
  return (shards?.failed ?? 0) > 0 ? `${shards?.failed} shards failed` : undefined;
}

async function post(
  searches: readonly Search[],
  world: AskWorld,
  timeoutMs: number,
): Promise<{ list: readonly Response[] } | { fault: string }> {
  const lines = searches.flatMap(({ indices, body }) => [
    JSON.stringify({ index: indices, ignore_unavailable: true, allow_no_indices: true }),
    JSON.stringify({ size: 0, timeout: SEARCH_TIMEOUT, ...body }),
  ]);
  let answer: Answer;
  try {
    answer = await world.post(SEARCH_PATH, `${lines.join("\n")}\n`, timeoutMs);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const told = `${answer.status}: ${answer.body.slice(0, 300)}`;
  if (answer.status !== 200) {
    if (!passes(answer.status)) throw new Error(`the search domain refused to search: ${told}`);
    return { fault: told };
  }
  const list = responsesOf(answer.body);
  return list?.length === searches.length ? { list } : { fault: `not an answer to what was asked: ${told}` };
}

function responsesOf(body: string): readonly Response[] | undefined {
  try {
    const { responses } = JSON.parse(body) as { responses?: readonly Response[] };
    return Array.isArray(responses) ? responses : undefined;
  } catch {
    return undefined;
  }
}

/** Buckets of one page of a composite aggregation: what is kept in memory at once. */
export const PAGE = 1_000;

/**
 * All combinations of some fields' values, page by page, so that any number of them takes the memory of one page.
 *
 * @param within what else to compute of each
 */
export async function* pages(
  ask: Ask,
  {
    indices,
    query,
    fields,
    within = {},
  }: Omit<Search, "body"> & {
    readonly query: object;
    readonly fields: readonly string[];
    readonly within?: object;
  },
  size = PAGE,
): AsyncGenerator<readonly Bucket[]> {
  const sources = fields.map((field) => ({ [field]: { terms: { field } } }));
  let after: unknown;
  do {
    const composite = { size, sources, ...(after === undefined ? {} : { after }) };
    const [found] = await ask([
      { indices, body: { track_total_hits: false, query, aggs: { all: { composite, aggs: within } } } },
    ]);
    const all = found?.aggregations?.["all"] as
      { buckets?: readonly Bucket[]; after_key?: unknown } | undefined;
    const buckets = all?.buckets ?? [];
    after = buckets.length < size ? undefined : all?.after_key;
    if (buckets.length > 0) yield buckets;
  } while (after !== undefined);
}

/** Buckets of a named aggregation of an answer or a bucket; none where no index was there to look into. */
export function bucketsOf(
  found: Readonly<Record<string, unknown>> | undefined,
  name: string,
): readonly Bucket[] {
  return (found?.[name] as { buckets?: readonly Bucket[] } | undefined)?.buckets ?? [];
}

/** The value of a named metric of a bucket; 0 where there is none. */
export function valueOf(found: Readonly<Record<string, unknown>> | undefined, name: string): number {
  return (found?.[name] as { value?: number | null } | undefined)?.value ?? 0;
}
