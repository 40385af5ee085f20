import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import * as path from "node:path";
import { bundleOf } from "../../components/functions/bundle";
import { DEFAULT_POLICY } from "../../functions/detections/policy";
import { type EventPattern } from "../../functions/detections/patterns";
import { LANDING_ZONE_FORMAT, parseFormat } from "../../functions/flow-logs/format";
import { documentName } from "../../functions/flow-logs/fields";
import { type FlowRecord } from "../../functions/flow-logs/record";
import { accountFrom } from "../../functions/lib/aws-directory";
import { NETWORK_WATCH, PLAN_FILE, WATCH_ENV } from "../../functions/network-baseline/contract";
import { type FindingEvent } from "../../functions/network-baseline/finding";
import { triage } from "../../functions/triage/process";
import { nodeFolder } from "../../tools/engine/nodes";
import { root } from "../../tools/lib/paths";
import { nameOf, type StackState, type StateResource } from "../../tools/sandbox/state";
import { matchingRules, prepareRuler } from "../functions/support/ruler";
import { flow } from "../functions/support/records";
import { payload } from "../functions/support/shipper";
import { deployedStacks } from "./harness";
import { type Conversation, DeployedHosts } from "./deployed-hosts";

/** An address that no plan and no prefix list holds. */
const STRANGER = "192.0.2.66";

const FIELDS = parseFormat(LANDING_ZONE_FORMAT).fields.map(({ name }) => documentName(name));

/** A record as the flow log writes it. */
function lineOf(record: FlowRecord): string {
  const whole: FlowRecord = {
    pkt_srcaddr: record.srcaddr,
    pkt_dstaddr: record.dstaddr,
    version: 5,
    ...record,
  };
  return FIELDS.map((field) => whole[field] ?? "-").join(" ");
}

/** What the interfaces at both ends log of a conversation: the call, its answer, and packets in the middle. */
function recordsOf({ from, to, port }: Conversation): FlowRecord[] {
  return [
    flow(from, to, port),
    flow(to, from, 50_000, { srcport: port, tcp_flags: 18 }),
    flow(from, to, port, { tcp_flags: 0 }),
    flow(to, from, 50_000, { srcport: port, tcp_flags: 0 }),
  ];
}

/** A bus that takes what is put on it, as the SDK speaks to it. */
class Bus {
  readonly entries: Array<FindingEvent & { readonly EventBusName: string }> = [];
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { Entries } = JSON.parse(body) as { Entries: Bus["entries"] };
        this.entries.push(...Entries);
        const taken = Entries.map((_, index) => ({ EventId: String(index) }));
        response.setHeader("content-type", "application/x-amz-json-1.1");
        response.end(JSON.stringify({ FailedEntryCount: 0, Entries: taken }));
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.close();
  }
}

function all(state: StackState, type: string): StateResource[] {
  return (state.deployment.resources ?? []).filter((one) => one.type === type);
}

function one(state: StackState, type: string, name: string): StateResource {
  const found = all(state, type).find(({ urn }) => nameOf(urn) === name);
  assert.ok(found, `${type} ${name}`);
  return found;
}

describe("the network watch as production deploys it", function () {
  this.timeout(1_500_000);
  let prod: StackState;
  let org: StackState;
  let folder = "";
  let hosts: DeployedHosts;
  const bus = new Bus();

  before("deploys the stacks, unless that has been done", async () => {
    const stacks = await deployedStacks();
    prod = stacks.get("prod") as StackState;
    org = stacks.get("org") as StackState;
    hosts = new DeployedHosts(prod);
    // Below the repository, so that the SDK that the runtime brings is found in its packages.
    folder = fs.mkdtempSync(path.join(root, ".engine", "network-watch-"));
    const { inputs } = one(prod, "aws:lambda/function:Function", "prod-network-watch");
    const { assets } = inputs?.code as { assets: Readonly<Record<string, { text?: string }>> };
    const plan = assets[PLAN_FILE]?.text;
    assert.ok(plan, "the package has no plan");
    fs.writeFileSync(path.join(folder, PLAN_FILE), plan);
    fs.copyFileSync(bundleOf(NETWORK_WATCH), path.join(folder, "index.js"));
    prepareRuler();
  });

  after(() => {
    bus.stop();
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  /** Hands a log group's records to the function in its package, as Lambda does from the stream. */
  async function watch(records: readonly FlowRecord[], logGroup: string, owner: string): Promise<number> {
    const { inputs } = one(prod, "aws:lambda/function:Function", "prod-network-watch");
    const { variables } = inputs?.environment as { variables: Readonly<Record<string, string>> };
    const events = records.map((record, id) => ({ id: String(id), timestamp: 1, message: lineOf(record) }));
    const data = payload({ owner, logGroup, logStream: "eni-1", events });
    const child = spawn(
      path.join(nodeFolder(22), "node"),
      [path.join(root, "test/functions/support/invoke.js"), path.join(folder, "index.js")],
      {
        env: {
          ...variables,
          AWS_REGION: "eu-west-2",
          AWS_ACCESS_KEY_ID: "testing",
          AWS_SECRET_ACCESS_KEY: "testing",
          AWS_ENDPOINT_URL_EVENTBRIDGE: await endpoint(),
        },
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stdin.end(
      JSON.stringify({ Records: [{ eventSource: "aws:kinesis", kinesis: { data, sequenceNumber: "1" } }] }),
    );
    await new Promise((resolve) => child.once("close", resolve));
    const { value, error } = JSON.parse(out) as {
      value?: { findings: number; batchItemFailures: unknown[] };
      error?: string;
    };
    assert.equal(error, undefined);
    assert.deepEqual(value?.batchItemFailures, []);
    return value.findings;
  }

  let started: Promise<string> | undefined;
  const endpoint = (): Promise<string> => (started ??= bus.start());

  const groupOf = (network: string): string =>
    String(one(prod, "aws:cloudwatch/logGroup:LogGroup", `${network}-flow-logs`).outputs?.name);

  it("finds nothing in traffic that follows the groups of what is deployed", async () => {
    const conversations = hosts.conversations();
    const kinds = new Set(conversations.map(({ what }) => what));
    for (const kind of [
      "load balancer -> tasks",
      "tasks -> database",
      "tasks -> endpoint",
      "function -> search domain",
      "CloudFront -> load balancer",
      "tasks -> S3",
    ])
      assert.ok(kinds.has(kind), `no conversation ${kind}, of ${[...kinds].join(", ")}`);
    assert.equal(await watch(conversations.flatMap(recordsOf), groupOf("prod-booking"), "1"), 0);
    assert.deepEqual(bus.entries, []);
  });

  it("finds none of it on its way through a transit gateway's or another interface in between either", async () => {
    const records = hosts
      .conversations()
      .flatMap(({ from, to, port }) => [
        flow(from, "10.16.60.9", port, { pkt_srcaddr: from, pkt_dstaddr: to }),
        flow("10.16.60.9", to, port, { pkt_srcaddr: from, pkt_dstaddr: to }),
      ]);
    assert.equal(await watch(records, groupOf("prod-booking"), "1"), 0);
  });

  it("tells of traffic that breaks them, and triage tells the owner and the security team", async () => {
    const database = hosts.address("database");
    const tasks = hosts.address("tasks");
    const balancer = hosts.address("load balancer");
    const refused = { action: "REJECT" };
    const directory = all(org, "aws:ssm/parameter:Parameter")
      .map(({ inputs }) => ({ path: String(inputs?.name), json: String(inputs?.insecureValue) }))
      .map(({ path: name, json }) => accountFrom(name.slice(name.lastIndexOf("/") + 1), json));
    const booking = directory.find((account) => account?.name === "prod-booking");
    assert.ok(booking);
    const records = [
      ...recordsOf({ what: "", from: STRANGER, to: balancer, port: 443 }),
      ...recordsOf({ what: "", from: tasks, to: database, port: 22 }),
      ...recordsOf({ what: "", from: balancer, to: database, port: 5432 }),
      flow(tasks, STRANGER, 443),
      flow(tasks, database, 5432, refused),
      flow(balancer, database, 22, refused),
      // What no group is there for: the world at the door is refused all day.
      flow(STRANGER, balancer, 22, refused),
    ];
    assert.equal(await watch(records, groupOf("prod-booking"), booking.id), 6);
    const told = bus.entries.map(
      ({ Detail }) => JSON.parse(Detail) as { severity: string; description: string },
    );
    assert.deepEqual(
      told.map(({ severity }) => severity),
      ["high", "high", "medium", "medium", "medium", "medium"],
    );
    assert.match(
      told[0]?.description ?? "",
      /^192\.0\.2\.66 reached .* on tcp 443, but no ingress rule of prod-booking-load-balancer or prod-booking-web lets/,
    );
    assert.match(
      told.map(({ description }) => description).join("\n"),
      /refused tcp 5432 .* though the plan allows it/,
    );

    const busArn = one(org, "aws:cloudwatch/eventBus:EventBus", "LandingZone").outputs?.arn;
    for (const { EventBusName } of bus.entries) assert.equal(EventBusName, busArn);
    const events = bus.entries.map((entry, id) => ({
      id: String(id),
      source: entry.Source,
      "detail-type": entry.DetailType,
      account: String(busArn).split(":")[4],
      detail: JSON.parse(entry.Detail) as object,
    }));
    const rule = one(org, "aws:cloudwatch/eventRule:EventRule", "LandingZone-triage");
    const pattern = JSON.parse(String(rule.inputs?.eventPattern)) as EventPattern;
    assert.ok(matchingRules({ triage: pattern }, events).every((names) => names.includes("triage")));

    const published: string[] = [];
    for (const event of events)
      await triage(
        {
          claim: () => Promise.resolve({ state: "ours", saved: undefined }),
          finish: () => Promise.resolve(),
          save: () => Promise.resolve(),
          release: () => Promise.resolve(),
          count: () => Promise.resolve(1),
          account: (id) => Promise.resolve(directory.find((account) => account?.id === id)),
          publish: (topic) => Promise.resolve(void published.push(topic)),
          log: () => undefined,
          now: () => 0,
        },
        event,
        {
          policy: DEFAULT_POLICY,
          deploymentRoles: [],
          topics: { critical: "critical", high: "high", medium: "medium", low: "low" },
        },
      );
    assert.deepEqual([...new Set(published)].sort(), [booking.ownerTopicArn, "high", "medium"].sort());
    assert.equal(published.filter((topic) => topic === booking.ownerTopicArn).length, events.length);
  });

  it("has the variables that it is told by the stack, and no others", () => {
    const { inputs } = one(prod, "aws:lambda/function:Function", "prod-network-watch");
    const { variables } = inputs?.environment as { variables: object };
    assert.deepEqual(Object.keys(variables).sort(), [WATCH_ENV.bus, WATCH_ENV.groups].sort());
  });
});
