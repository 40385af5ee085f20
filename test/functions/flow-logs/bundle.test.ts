import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { SHIPPER } from "../../../functions/flow-logs/contract";
import { NODES, nodesAvailable } from "../../../tools/engine/nodes";
import { bundle } from "../../../tools/functions/build";
import { root } from "../../../tools/lib/paths";
import { LOG_GROUPS, sampleWeek } from "../../../tools/flows/sample/week";
import { ask, SEARCH_START_MS } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";
import { subscription } from "../support/shipper";
import { invokeShipper, queueService } from "../support/shipper-bundle";

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

  it("is below 1 MB", async () => {
    const { bytes } = await bundle(SHIPPER.name, SHIPPER.entry, folder);
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  });

  it("stores the largest delivery there is within its 128 MB, signs, and puts poison on its queue", async () => {
    const { endpoint, bodies, close } = await queueService();
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
    const [first, second] = await invokeShipper(folder, [event, event], endpoint, [
      { logGroupPrefix: LOG_GROUPS.flow, kind: "flow" },
    ]);
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
