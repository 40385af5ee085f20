import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import * as path from "node:path";
import { NETWORK_HABITS } from "../../../functions/network-habits/contract";
import { HABITS_ENV } from "../../../functions/network-habits/settings";
import { NODES, nodesAvailable } from "../../../tools/engine/nodes";
import { linesOf } from "../../../tools/flows/sample/flows";
import { hosts, type Host } from "../../../tools/flows/sample/hosts";
import { bundle } from "../../../tools/functions/build";
import { root } from "../../../tools/lib/paths";
import { store, usualHour } from "../support/habit-traffic";
import { type Answer as Invoked, invokeBundle } from "../support/invoke-bundle";
import { SEARCH_START_MS, searchNode } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";

type Answer = Invoked<{ hours: { told: number; findings: number; logged: boolean }[] }>;

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly Detail: string;
}

/** A bus that takes every event, or none, and keeps what it was given; and a domain behind it, whose requests it looks at. */
async function bus(taken: boolean): Promise<{ endpoint: string; entries: Entry[]; close: () => void }> {
  const entries: Entry[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.once("end", () => {
      const { Entries } = JSON.parse(text) as { Entries: Entry[] };
      entries.push(...Entries);
      const answers = Entries.map(() =>
        taken ? { EventId: "1" } : { ErrorCode: "AccessDenied", ErrorMessage: "no" },
      );
      response
        .writeHead(200, { "content-type": "application/x-amz-json-1.1" })
        .end(JSON.stringify({ FailedEntryCount: taken ? 0 : Entries.length, Entries: answers }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, entries, close: () => server.close() };
}

/** Passes requests on to a domain, and keeps how each asked. */
async function watched(target: string): Promise<{ endpoint: string; seen: string[]; close: () => void }> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const { authorization = "" } = request.headers;
      seen.push(
        `${request.method} ${request.url?.split("?")[0]} ${/\/es\/aws4_request/.test(authorization) ? "signed" : "unsigned"}`,
      );
      void fetch(target + request.url, {
        method: "POST",
        body: Buffer.concat(chunks),
        headers: { "content-type": "application/x-ndjson" },
      }).then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}

const HOUR_MS = 3_600_000;
/** Two hours ago: the function's own clock is the machine's. */
const NOW_HOUR = Math.floor(Date.now() / HOUR_MS) - 2;

describe("the bundle of the network's habits, as deployed", function () {
  this.timeout(180_000);
  let folder = "";
  before(async function () {
    this.timeout(SEARCH_START_MS);
    if (!nodesAvailable) this.skip();
    await withTemplates();
    fs.mkdirSync(path.join(root, ".search"), { recursive: true });
    // Below the repository, so that the SDK that the runtime brings is found in its packages.
    folder = fs.mkdtempSync(path.join(root, ".search", "bundle-"));
    const [host] = hosts("payments", "data") as [Host];
    const call = {
      from: host,
      to: "203.0.113.201",
      fromPort: 40_001,
      toPort: 443,
      protocol: 6,
      asked: 400,
      answered: 200,
    };
    await store([
      // Logged for eight days, so that what is new can be called so; and the hour with a call that is.
      ...[8 * 24, 7 * 24, 24, 1, 0].flatMap((ago) => usualHour(NOW_HOUR - ago)),
      ...linesOf({ ...call, start: NOW_HOUR * 3_600 + 60 }),
    ]);
  });
  after(() => {
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  async function invoke(events: readonly object[], endpoint: string, events_: string): Promise<Answer[]> {
    const { file } = await bundle(NETWORK_HABITS.name, NETWORK_HABITS.entry, folder);
    return invokeBundle(
      file,
      {
        AWS_REGION: "eu-west-2",
        AWS_ACCESS_KEY_ID: "testing",
        AWS_SECRET_ACCESS_KEY: "testing",
        AWS_ENDPOINT_URL_EVENTBRIDGE: events_,
        [HABITS_ENV.endpoint]: endpoint,
        [HABITS_ENV.bus]: "arn:aws:events:eu-west-2:210000000002:event-bus/LandingZoneDetection",
      },
      events,
    );
  }

  it("is below 1 MB", async () => {
    const { bytes } = await bundle(NETWORK_HABITS.name, NETWORK_HABITS.entry, folder);
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  });

  it("asks by the one path its role may call, signed, and tells the bus within its memory", async () => {
    const domain = await watched((await searchNode()).endpoint);
    const { endpoint, entries, close } = await bus(true);
    const [answer] = await invoke(
      [{ hour: new Date(NOW_HOUR * HOUR_MS).toISOString() }],
      domain.endpoint,
      endpoint,
    );
    close();
    domain.close();
    assert.equal(answer?.error, undefined);
    assert.equal(answer?.node, NODES[22]);
    const [hour] = answer?.value?.hours ?? [];
    assert.deepEqual([hour?.logged, hour?.told], [true, entries.length]);
    const told = entries.find(({ Detail }) => Detail.includes("203.0.113.201"));
    assert.equal(told?.Source, "landing-zone.network-baseline");
    assert.match(told?.EventBusName ?? "", /^arn:aws:events:.*LandingZoneDetection$/);
    assert.match(
      told?.Detail ?? "",
      /"id":"network-new-talker","key":"new-talker 10\.20\.3\.11 203\.0\.113\.201 tcp 443"/,
    );
    assert.deepEqual([...new Set(domain.seen)], ["POST /_msearch signed"]);
    const megabytes = (answer?.rss ?? Infinity) / 1024 / 1024;
    assert.ok(megabytes < NETWORK_HABITS.memoryMegabytes, `${Math.round(megabytes)} MB`);
  });

  it("fails when the bus takes nothing, and when the domain refuses it, so that the event comes again", async () => {
    const event = { hour: new Date(NOW_HOUR * HOUR_MS).toISOString() };
    const full = await bus(false);
    const [untold] = await invoke([event], (await searchNode()).endpoint, full.endpoint);
    full.close();
    assert.match(untold?.error ?? "", /events not taken: AccessDenied no/);
    const denying = http.createServer((_, response) => response.writeHead(403).end("no permissions"));
    await new Promise<void>((resolve) => denying.listen(0, "127.0.0.1", resolve));
    const { port } = denying.address() as AddressInfo;
    const [denied] = await invoke([event], `http://127.0.0.1:${port}`, full.endpoint);
    denying.close();
    assert.match(denied?.error ?? "", /refused to search: 403: no permissions/);
  });
});
