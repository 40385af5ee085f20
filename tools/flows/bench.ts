import { BULK_PATH } from "../../functions/flow-logs/send";
import { BULK_BYTES, bulkItem } from "../../functions/flow-logs/bulk";
import { indexTemplate, templateName } from "../../functions/dashboards/index-templates";
import {
  DEFAULT_FORMAT,
  fieldNamesOf,
  LANDING_ZONE_FORMAT,
  parseFormat,
} from "../../functions/flow-logs/format";
import { createHandler } from "../../functions/flow-logs/handle";
import { callDomain } from "../../functions/flow-logs/http";
import { lineParser } from "../../functions/flow-logs/parse";
import { isProblem } from "../../functions/flow-logs/record";
import { flowShaper } from "../../functions/flow-logs/shape";
import { type LogBatch } from "../../functions/flow-logs/subscription";
import { gzipSync } from "node:zlib";
import { type Result } from "../bench/results";
import { searchClient } from "../search/client";
import { startSearchNode } from "../search/node";
import { NETWORKS } from "./sample/hosts";
import { LOG_GROUPS, sampleWeek } from "./sample/week";

const PARSER_RATE = 500_000;
const PARSER_RATIO = 1.3;
const SHIPPER_SHARE = 0.8;
const ROUNDS = 5;
const SHIPPER_ROUNDS = 4;

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

/** The parser and a loop that only splits a line and files its words by name, in turn, on the same lines. */
function parserFigures(name: string, format: string, lines: readonly string[]): Result[] {
  const parse = lineParser(parseFormat(format));
  const names = fieldNamesOf(format);
  let sum = 0;
  const parsed = (): void => {
    for (const line of lines) {
      const record = parse(line);
      if (isProblem(record)) {
        throw new Error(record.problem);
      }
      sum += record.bytes ?? 0;
    }
  };
  const bare = (): void => {
    for (const line of lines) {
      const words = line.split(" ");
      const record: Record<string, string> = {};
      names.forEach((field, index) => (record[field] = words[index] as string));
      sum += Number(record["bytes"] === "-" ? 0 : record["bytes"]);
    }
  };
  parsed();
  bare();
  const rounds = Array.from({ length: ROUNDS }, () => [seconds(parsed), seconds(bare)] as const);
  if (sum <= 0) {
    throw new Error("nothing was parsed");
  }
  const rate = Math.round(lines.length / median(rounds.map(([own]) => own)));
  const ratio = Number(median(rounds.map(([own, other]) => own / other)).toFixed(2));
  const holds = rate >= PARSER_RATE || ratio <= PARSER_RATIO;
  return [
    { name: `parser, ${name}`, value: rate, unit: "records/s", bar: `at least ${PARSER_RATE}, or:`, holds },
    {
      name: `parser to bare split, ${name}`,
      value: ratio,
      unit: "times",
      bar: `at most ${PARSER_RATIO}`,
      holds,
    },
  ];
}

/** The shipper from payload to index, and OpenSearch's own bulk rate for the same documents already made, in turn. */
async function shipperFigures(): Promise<Result[]> {
  const node = await startSearchNode();
  try {
    const ask = searchClient(node.endpoint);
    await ask(
      "PUT",
      `/_index_template/${templateName("flow")}`,
      indexTemplate("flow", { shards: 1, replicas: 0 }),
    );
    const events = sampleWeek("flow").flatMap((batch) => batch.events);
    const rounds: number[][] = [];
    for (let round = 0; round <= SHIPPER_ROUNDS; round += 1) {
      const pair = { own: 0, bulk: 0 };
      // In turn which goes first, so that what one leaves behind does not always burden the other.
      for (const side of round % 2 === 0 ? (["own", "bulk"] as const) : (["bulk", "own"] as const)) {
        await ask("DELETE", "/flow-*");
        pair[side] = await (side === "own" ? shipped : bulked)(node.endpoint, events, `${side}-${round}`);
      }
      // The first round warms both sides up.
      if (round > 0) {
        rounds.push([pair.own, pair.bulk]);
      }
    }
    const share = median(rounds.map(([own = 0, bulk = 1]) => own / bulk));
    const own = median(rounds.map(([rate = 0]) => rate));
    const bulk = median(rounds.map(([, rate = 0]) => rate));
    return [
      {
        name: "shipper, payload to index",
        value: Math.round(own),
        unit: "records/s",
        bar: null,
        holds: true,
      },
      {
        name: "OpenSearch's own bulk rate",
        value: Math.round(bulk),
        unit: "records/s",
        bar: null,
        holds: true,
      },
      {
        name: "shipper to bulk",
        value: Number(share.toFixed(2)),
        unit: "times",
        bar: `at least ${SHIPPER_SHARE}`,
        holds: share >= SHIPPER_SHARE,
      },
    ];
  } finally {
    await node.stop();
  }
}

function batchOf(events: LogBatch["events"], run: string): LogBatch {
  return {
    owner: "1",
    logGroup: LOG_GROUPS.flow,
    logStream: "s",
    events: events.map((event) => ({ ...event, id: `${run}-${event.id}` })),
  };
}

async function shipped(endpoint: string, events: LogBatch["events"], run: string): Promise<number> {
  const { events: logEvents, ...rest } = batchOf(events, run);
  const data = gzipSync(JSON.stringify({ messageType: "DATA_MESSAGE", ...rest, logEvents })).toString(
    "base64",
  );
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const domain = { endpoint, region: "eu-west-2", credentials: () => credentials };
  const shape = flowShaper(LANDING_ZONE_FORMAT, NETWORKS);
  let stored = 0;
  const handle = createHandler({
    shaperFor: () => shape,
    world: {
      post: (path, body, timeoutMs) =>
        callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
      sleep: () => Promise.resolve(),
      now: Date.now,
      random: Math.random,
      putAway: (letter) => Promise.reject(new Error(letter.reason)),
    },
    log: (line) => (stored = (JSON.parse(line) as { Stored: number }).Stored),
  });
  const start = process.hrtime.bigint();
  await handle({ awslogs: { data } }, { getRemainingTimeInMillis: () => 120_000 });
  const time = Number(process.hrtime.bigint() - start) / 1e9;
  if (stored !== events.length) {
    throw new Error(`${stored} of ${events.length} stored`);
  }
  return events.length / time;
}

async function bulked(endpoint: string, events: LogBatch["events"], run: string): Promise<number> {
  const batch = batchOf(events, run);
  const shape = flowShaper(LANDING_ZONE_FORMAT, NETWORKS);
  const items = batch.events.map((event, index) => {
    const shaped = shape(event, batch, Date.now());
    if ("problem" in shaped) {
      throw new Error(shaped.problem);
    }
    return bulkItem(shaped, index);
  });
  // As large as the shipper's own requests.
  const size = Math.ceil(
    items.length / Math.ceil(items.reduce((sum, item) => sum + item.bytes, 0) / BULK_BYTES),
  );
  const bodies: string[] = [];
  for (let from = 0; from < items.length; from += size) {
    bodies.push(
      items
        .slice(from, from + size)
        .map((item) => item.lines)
        .join(""),
    );
  }
  const domain = { endpoint, region: "eu-west-2", credentials: () => undefined };
  const start = process.hrtime.bigint();
  for (const body of bodies) {
    const call = {
      method: "POST",
      path: BULK_PATH,
      body,
      timeoutMs: 60_000,
      contentType: "application/x-ndjson",
    };
    const { status } = await callDomain(domain, call);
    if (status !== 200) {
      throw new Error(`bulk answered ${status}`);
    }
  }
  return items.length / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** Measures and returns the figures of the flow logs: about a minute. */
export async function figures(): Promise<readonly Result[]> {
  const own = sampleWeek("flow").flatMap((batch) => batch.events.map((event) => event.message));
  const short = own.map((line) => `2 ${line.split(" ").slice(1, 14).join(" ")}`);
  return [
    ...parserFigures("default format", DEFAULT_FORMAT, short),
    ...parserFigures("landing zone's format", LANDING_ZONE_FORMAT, own),
    ...(await shipperFigures()),
  ];
}

if (require.main === module) {
  void figures().then((found) => {
    console.log(JSON.stringify(found, undefined, 2));
    process.exitCode = found.every(({ holds }) => holds) ? 0 : 1;
  });
}
