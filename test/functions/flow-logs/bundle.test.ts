import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import * as path from "node:path";
import { SHIPPER, SHIPPER_NODE_OPTIONS } from "../../../functions/flow-logs/contract";
import { shipperEnvironment } from "../../../functions/flow-logs/settings";
import { NODES, nodeFolder, nodesAvailable } from "../../../tools/engine/nodes";
import { bundle } from "../../../tools/functions/build";
import { root } from "../../../tools/lib/paths";
import { NETWORKS } from "../../../tools/flows/sample/hosts";
import { LOG_GROUPS, sampleWeek } from "../../../tools/flows/sample/week";
import { ask, SEARCH_START_MS, searchNode } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";
import { subscription } from "../support/shipper";

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly node: string;
  readonly rss: number;
}

/** A queue service that takes every message and keeps its body. */
async function queue(): Promise<{ endpoint: string; bodies: string[]; close: () => void }> {
  const bodies: string[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.once("end", () => {
      const body = (JSON.parse(text) as { MessageBody: string }).MessageBody;
      bodies.push(body);
      // The SDK compares it with its own, as a check of the way there.
      const MD5OfMessageBody = createHash("md5").update(body).digest("hex");
      response
        .writeHead(200, { "content-type": "application/x-amz-json-1.0" })
        .end(JSON.stringify({ MessageId: "1", MD5OfMessageBody }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, bodies, close: () => server.close() };
}

describe("the shipper's bundle, as deployed", function () {
  this.timeout(120_000);
  let folder = "";
  before(async function () {
    this.timeout(SEARCH_START_MS);
    if (!nodesAvailable) this.skip();
    await withTemplates();
    fs.mkdirSync(path.join(root, ".search"), { recursive: true });
    // Below the repository, so that the SDK that the runtime brings is found in its packages.
    folder = fs.mkdtempSync(path.join(root, ".search", "bundle-"));
  });
  after(() => {
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  async function invoke(events: readonly object[], sqs: string): Promise<Answer[]> {
    const { file } = await bundle(SHIPPER.name, SHIPPER.entry, folder);
    const { endpoint } = await searchNode();
    const child = spawn(
      path.join(nodeFolder(22), "node"),
      [path.join(root, "test/functions/support/invoke.js"), file],
      {
        env: {
          NODE_OPTIONS: SHIPPER_NODE_OPTIONS,
          AWS_REGION: "eu-west-2",
          AWS_ACCESS_KEY_ID: "testing",
          AWS_SECRET_ACCESS_KEY: "testing",
          AWS_ENDPOINT_URL_SQS: sqs,
          ...shipperEnvironment({
            endpoint,
            poisonQueueUrl: `${sqs}/1/poison`,
            retryQueueUrl: `${sqs}/1/retry`,
            sources: [{ logGroupPrefix: LOG_GROUPS.flow, kind: "flow" }],
            networks: NETWORKS,
          }),
        },
        stdio: ["pipe", "pipe", "ignore"],
      },
    );
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stdin.end(events.map((event) => JSON.stringify(event)).join("\n"));
    await new Promise((resolve) => child.once("close", resolve));
    return out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);
  }

  it("is below 1 MB", async () => {
    const { bytes } = await bundle(SHIPPER.name, SHIPPER.entry, folder);
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  });

  it("stores the largest delivery there is within its 128 MB, signs, and puts poison on its queue", async () => {
    const { endpoint, bodies, close } = await queue();
    const records = sampleWeek("flow").flatMap((batch) => batch.events);
    // As many as pack to the 1 MB that an invocation may bring.
    const shift = 86_400_000 * 3650;
    const events = records.slice(0, 22_000).map((event, index) => ({
      ...event,
      id: `bundle-${index}`,
      timestamp: event.timestamp + shift,
      message:
        index === 5
          ? "poison"
          : event.message.replace(
              / (17\d{8}) (17\d{8}) /g,
              (_, a, b) => ` ${Number(a) + shift / 1000} ${Number(b) + shift / 1000} `,
            ),
    }));
    const event = subscription({ owner: "1", logGroup: LOG_GROUPS.flow, logStream: "s", events });
    const [first, second] = await invoke([event, event], endpoint);
    close();
    assert.deepEqual(first?.value, { batchItemFailures: [] }, first?.error);
    assert.deepEqual(second?.value, { batchItemFailures: [] }, second?.error);
    assert.equal(first?.node, NODES[22]);
    const most = Math.max(first?.rss ?? 0, second?.rss ?? 0) / 1024 / 1024;
    assert.ok(
      most < SHIPPER.memoryMegabytes,
      `${Math.round(most)} MB for ${JSON.stringify(event).length} bytes`,
    );
    assert.deepEqual(
      bodies.map((body) => (JSON.parse(body) as { reason: string }).reason),
      ["1 field where the format declares 29", "1 field where the format declares 29"],
    );
    await ask("POST", "/flow-2036*/_refresh");
    const { count } = await ask<{ count: number }>("GET", "/flow-2036*/_count");
    assert.equal(count, events.length - 1);
  });
});
