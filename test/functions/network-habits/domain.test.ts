import * as assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../../../functions/detections/policy";
import { callDomain } from "../../../functions/flow-logs/http";
import { type FindingEvent } from "../../../functions/network-baseline/finding";
import { createHabits, type HourReport } from "../../../functions/network-habits/handle";
import { DEFAULT_HABITS, type Habits } from "../../../functions/network-habits/settings";
import { triage, type TriageWorld } from "../../../functions/triage/process";
import { linesOf, type Conversation, type SampleLine } from "../../../tools/flows/sample/flows";
import { hosts, type Host } from "../../../tools/flows/sample/hosts";
import { faultProxy } from "../support/fault-proxy";
import { MONDAY, store, usualHour, usualHours } from "../support/habit-traffic";
import { SEARCH_START_MS, searchNode } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";

const HOUR_MS = 3_600_000;
/** Hours of the week that are judged: every seventh, so each hour of the day comes up. */
const JUDGED = Array.from({ length: 24 }, (_, index) => index * 7);
/** A Monday afternoon months later, of which nothing before is logged. */
const ALONE = MONDAY + 168 * 30 + 14;
/** The Monday on which things happen. */
const AFTER = MONDAY + 168;
/** The sample sends little, so that a surge must be told of less. */
const HABITS: Habits = { ...DEFAULT_HABITS, volumeMegabytes: 3 };

const only = (network: string, tier: Host["tier"], index: number): Host =>
  hosts(network, tier)[index] as Host;
const like = (host: Host, address: string, interfaceId: string): Host => ({ ...host, address, interfaceId });
const [appTwo, appOne] = [only("payments", "app", 1), only("payments", "app", 0)];
const dataOne = only("payments", "data", 0);
const neighbour = like(dataOne, "10.20.3.50", "eni-0neighbour");
const backup = like(only("reports", "data", 0), "10.30.3.99", "eni-0backup");
const fresh = like(only("booking", "app", 0), "10.10.2.77", "eni-0fresh");

function talk(
  hour: number,
  second: number,
  from: Host | string,
  to: Host | string,
  toPort: number,
  more: Partial<Conversation> = {},
): SampleLine[] {
  const start = hour * 3_600 + second;
  return linesOf({
    start,
    from,
    to,
    fromPort: 40_001,
    toPort,
    protocol: 6,
    asked: 400,
    answered: 200,
    ...more,
  });
}

/** What the backup sends at 02:00, in ten parts. */
function sent(hour: number, host: Host, gigabytes: number): SampleLine[] {
  return Array.from({ length: 10 }, (_, part) =>
    talk(hour, part * 300, host, "52.95.150.20", 443, {
      asked: Math.round(gigabytes * 1e8),
      answered: 0,
      service: "S3",
    }),
  ).flat();
}

/** What is not usual, by hour of the Monday. */
const INCIDENTS: readonly SampleLine[] = [
  // 00: a database calls a stranger; an app server begins to call another one every five minutes.
  ...talk(AFTER, 100, dataOne, "203.0.113.201", 443),
  ...[0, 1].flatMap((hour) =>
    Array.from({ length: 12 }, (_, call) =>
      talk(AFTER + hour, call * 300, appTwo, "203.0.113.200", 443, { asked: 412, answered: 210 }),
    ).flat(),
  ),
  // 01: its neighbour in the subnet calls the stranger too; a new app server does as the others do; a dozen strangers in a row.
  ...talk(AFTER + 1, 100, neighbour, "203.0.113.201", 443),
  ...talk(AFTER + 1, 200, fresh, only("booking", "data", 0), 5432),
  ...talk(AFTER + 1, 300, only("booking", "web", 1), fresh, 8080),
  ...Array.from({ length: 12 }, (_, index) =>
    talk(AFTER + 1, index, appOne, `198.51.100.${index + 1}`, 445),
  ).flat(),
  // 02: a backup sends ten times what it does on Mondays.
  ...[1.1, 1.5, 1.9, 1.5].flatMap((gigabytes, week) => sent(AFTER + 2 - (week + 1) * 168, backup, gigabytes)),
  ...sent(AFTER + 2, backup, 14.2),
  // 03: an interface without a history sends much; somebody from the internet reaches what nobody reached.
  ...sent(AFTER + 3, fresh, 2),
  ...talk(AFTER + 3, 10, "203.0.113.66", only("booking", "web", 0), 22),
];

interface Told {
  readonly id: string;
  readonly key: string;
  readonly severity: string;
  readonly description: string;
  readonly accountId?: string;
  readonly interfaceId?: string;
}

/** Looks at one hour as the deployed function does, by hand. The clock stands half an hour after it. */
async function look(
  hour: number,
  habits = HABITS,
  endpoint?: string,
): Promise<{ told: Told[]; events: FindingEvent[]; report: HourReport; line: Record<string, unknown> }> {
  const domain = {
    endpoint: endpoint ?? (await searchNode()).endpoint,
    region: "eu-west-2",
    credentials: () => undefined,
  };
  const events: FindingEvent[] = [];
  const lines: string[] = [];
  const run = createHabits({
    habits,
    world: {
      post: (path, body, timeoutMs) =>
        callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
      sleep: () => Promise.resolve(),
      now: () => (hour + 1.5) * HOUR_MS,
      random: () => 0.5,
    },
    put: (some) => Promise.resolve(void events.push(...some)),
    log: (line) => lines.push(line),
  });
  const { hours } = await run(
    { hour: new Date(hour * HOUR_MS).toISOString() },
    { getRemainingTimeInMillis: () => 600_000 },
  );
  return {
    events,
    told: events.map(({ Detail }) => JSON.parse(Detail) as Told),
    report: hours[0] as HourReport,
    line: JSON.parse(lines[0] as string) as Record<string, unknown>,
  };
}

describe("habits of the network, asked of a real domain", function () {
  this.timeout(300_000);
  before(async function () {
    this.timeout(SEARCH_START_MS + 300_000);
    await withTemplates();
    const weeksAgo = [2, 3].flatMap((week) => JUDGED.map((hour) => MONDAY + hour - week * 168));
    const mondays = [3, 4].flatMap((week) => [0, 1, 2, 3].map((hour) => AFTER + hour - week * 168));
    await store([
      ...[...new Set([...weeksAgo, ...mondays])].flatMap(usualHour),
      // A fortnight, and the day before it and the hours after it.
      ...usualHours(MONDAY - 8 * 24, AFTER + 4),
      ...usualHour(ALONE),
      ...INCIDENTS,
    ]);
  });

  it("are kept by a week of usual traffic", async () => {
    let [pairs, looked] = [0, 0];
    for (const hour of JUDGED) {
      const { told, report } = await look(MONDAY + hour);
      assert.deepEqual(told, [], `hour ${hour} of the week`);
      assert.deepEqual([report.logged, report.youngPairs], [true, 0]);
      pairs += report.pairs;
      looked += report.looked - report.youngInterfaces;
    }
    // Otherwise the silence would say nothing.
    assert.ok(pairs > 1_000 && looked > 10, `${pairs} pairs, ${looked} volumes`);
  });

  it("a new talker and a beacon are told, with the numbers", async () => {
    const { told } = await look(AFTER);
    assert.deepEqual(
      told.map(({ id, severity, description, accountId }) => [id, severity, description, accountId]).sort(),
      [
        [
          "network-beacon",
          "high",
          "10.20.2.12 calls 203.0.113.200 on tcp 443 every 300 s, 12 times, about 412 B each: a program reports there",
          "333333333333",
        ],
        [
          "network-new-talker",
          "medium",
          "10.20.2.12 (payments) spoke to 203.0.113.200 on tcp 443 for the first time in 28 days, and so did no neighbour of either",
          "333333333333",
        ],
        [
          "network-new-talker",
          "medium",
          "10.20.3.11 (payments) spoke to 203.0.113.201 on tcp 443 for the first time in 28 days, and so did no neighbour of either",
          "333333333333",
        ],
      ],
    );
  });

  it("neighbours are one; many new ends of one caller are one finding", async () => {
    const { told } = await look(AFTER + 1);
    assert.deepEqual(told.map(({ key }) => key).sort(), [
      "beacon 10.20.2.12 203.0.113.200 tcp 443",
      `new-talker 10.20.2.11 many ${AFTER + 1}`,
    ]);
    assert.match(
      told.find(({ id }) => id === "network-new-talker")?.description ?? "",
      /^10\.20\.2\.11 \(payments\) spoke to 12 ends for the first time in 28 days, among them 198\.51\.100\.1 on tcp 445, /,
    );
    assert.match(told.find(({ id }) => id === "network-beacon")?.description ?? "", /every 300 s, 24 times/);
  });

  it("a surge is told against the same hour of past weeks, as a hand calculation has it", async () => {
    // 1.1, 1.5, 1.5, 1.9: the middle is 1.5; the distances from it are 0, 0, 0.4, 0.4, whose middle is 0.2. The largest of
    // 1.5 + 6 times 0.2, 3 times 1.5 and 1.5 and a megabyte is 4.5.
    const { told } = await look(AFTER + 2);
    const [volume, ...others] = told;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [volume?.id, volume?.severity, volume?.accountId, volume?.interfaceId],
      ["network-volume", "medium", "444444444444", "eni-0backup"],
    );
    assert.equal(
      volume?.description,
      "eni-0backup (10.30.3.99 of reports) sent 14.2 GB in the hour from 2032-03-08 02:00 UTC, usually 1.1 to 1.9 GB on Mondays at 02 " +
        "(4 weeks: median 1.5 GB, deviation 200 MB; told above 4.5 GB)",
    );
  });

  it("what an interface without a history sends shows in its network's sum", async () => {
    const { told, report } = await look(AFTER + 3);
    assert.deepEqual(told.map(({ key }) => key).sort(), [
      "new-talker internet 10.10.1.11 tcp 22",
      `volume network booking ${AFTER + 3}`,
    ]);
    assert.match(
      told[0]?.description ?? "",
      /^Network booking sent 2 GB in the hour from 2032-03-08 03:00 UTC, usually /,
    );
    assert.ok(report.youngInterfaces >= 1);
  });

  it("known blocks are neither new nor beacons", async () => {
    const { told } = await look(AFTER, { ...HABITS, known: ["203.0.113.192/26"] });
    assert.deepEqual(told, []);
  });

  it("are told once: a second look at the same hours has the same keys, which triage knows", async () => {
    const sentTo: string[] = [];
    const done = new Set<string>();
    const counts = new Map<string, number>();
    const world: TriageWorld = {
      claim: (key) =>
        Promise.resolve(done.has(key) ? { state: "done" } : { state: "ours", saved: undefined }),
      finish: (key) => Promise.resolve(void done.add(key)),
      save: () => Promise.resolve(),
      release: () => Promise.resolve(),
      count: (key) => {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        return Promise.resolve(counts.get(key) as number);
      },
      account: () => Promise.resolve(undefined),
      publish: (_, message) => Promise.resolve(void sentTo.push(message.text)),
      log: () => undefined,
      now: () => (AFTER + 5) * HOUR_MS,
    };
    const topics = { critical: "c", high: "h", medium: "m", low: "l" };
    for (const round of [1, 2])
      for (const hour of [0, 1, 2, 3])
        for (const [index, event] of (await look(AFTER + hour)).events.entries())
          await triage(
            world,
            {
              id: `${round}-${hour}-${index}`,
              source: event.Source,
              "detail-type": event.DetailType,
              time: new Date((AFTER + hour + 1.5) * HOUR_MS).toISOString(),
              detail: JSON.parse(event.Detail) as object,
            },
            { policy: DEFAULT_POLICY, topics, deploymentRoles: [] },
          );
    const times = (text: string): number => sentTo.filter((message) => message.includes(text)).length;
    assert.deepEqual(
      ["203.0.113.200 on tcp 443 every", "203.0.113.201 on tcp 443 for", "sent 14.2 GB"].map(times),
      [1, 1, 1],
    );
    assert.equal(sentTo.length, 7);
  });

  it("what comes late is told when the hour is looked at again", async () => {
    const late = talk(AFTER + 2, 1_800, dataOne, "203.0.113.240", 8443);
    assert.equal((await look(AFTER + 2)).told.length, 1);
    await store(late);
    assert.deepEqual((await look(AFTER + 2)).told.map(({ id }) => id).sort(), [
      "network-new-talker",
      "network-volume",
    ]);
  });

  it("are not made up where there is not enough history, and it says so", async () => {
    const { told, report, line } = await look(ALONE);
    assert.deepEqual(told, []);
    assert.ok(report.youngPairs > 0 && report.youngInterfaces > 0);
    assert.match(
      JSON.stringify(line["notes"]),
      /not enough history to call \d+ pairs new.*not enough history to judge what/,
    );
  });

  it("say so when nothing is logged of an hour, and there is no index of the day", async () => {
    const { told, report, line } = await look(AFTER + 1_000);
    assert.deepEqual([told, report.logged, report.pairs, line["HoursLogged"]], [[], false, 0, 0]);
    assert.deepEqual(line["notes"], ["nothing is logged of this hour"]);
  });

  it("are seen through a domain that is busy at first", async () => {
    const { endpoint } = await searchNode();
    const proxy = await faultProxy(endpoint, [{ status: 429 }, { status: 503 }, "stored-but-broken"]);
    const { told } = await look(AFTER + 2, HABITS, proxy.endpoint);
    await proxy.close();
    assert.ok(told.some(({ id }) => id === "network-volume"));
    assert.ok(proxy.sizes.length > 3);
  });
});
