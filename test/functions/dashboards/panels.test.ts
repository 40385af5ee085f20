import * as assert from "node:assert/strict";
import { indexPattern } from "../../../functions/dashboards/index-templates";
import { type Panel } from "../../../functions/dashboards/panel";
import { panelQuery, type TimeRange } from "../../../functions/dashboards/panel-query";
import { panelRows, type PanelRow } from "../../../functions/dashboards/panel-rows";
import { PANELS } from "../../../functions/dashboards/panels";
import { INCIDENTS } from "../../../tools/flows/sample/incidents";
import { WEEK } from "../../../tools/flows/sample/week";
import { ask, SEARCH_START_MS } from "../support/opensearch";
import { withSampleWeek } from "../support/sample-indices";

async function rowsOf(id: string, range: TimeRange = WEEK): Promise<readonly PanelRow[]> {
  const panel = PANELS.find((one) => one.id === id) as Panel;
  const path = `/${indexPattern(panel.kind)}/_search`;
  return panelRows(panel, await ask("POST", path, panelQuery(panel, range)));
}

/** The rows whose first key is that one. */
function under(rows: readonly PanelRow[], key: string | number): PanelRow[] {
  return rows.filter((row) => row.keys[0] === key);
}

function hour(ofWeek: number): number {
  return WEEK.from + ofWeek * 3600 * 1000;
}

describe("dashboard panels over a week of traffic in a real OpenSearch", function () {
  this.timeout(20_000);

  before(async function () {
    this.timeout(SEARCH_START_MS);
    await withSampleWeek();
  });

  for (const panel of PANELS) {
    it(`${panel.id}: ${panel.question}`, async () => {
      const rows = await rowsOf(panel.id);
      assert.ok(rows.length > 0, "the week has something to show in every panel");
      assert.ok(rows.every((row) => row.keys.length === panel.splits.length));
      const empty = await rowsOf(panel.id, { from: Date.UTC(2020, 0, 1), to: Date.UTC(2020, 0, 2) });
      assert.equal(empty.length, 0, "a week without records shows nothing");
    });
  }

  it("rejects over time shows the port scan in its own three hours", async () => {
    const booking = under(await rowsOf("flow-rejects"), "booking");
    const peak = booking.reduce((most, row) => ((row.values[0] ?? 0) > (most.values[0] ?? 0) ? row : most));
    assert.equal(peak.keys[1], hour(Math.floor(INCIDENTS.scan.hour / 3) * 3));
    assert.ok((peak.values[0] as number) >= INCIDENTS.scan.ports);
    assert.equal(booking.length, 56, "every interval of the week is there, empty ones too");
  });

  it("port scans names the scanner first, with each port it tried", async () => {
    const [first, second] = (await rowsOf("flow-port-scans")) as [PanelRow, PanelRow];
    assert.deepEqual(first.keys, [INCIDENTS.scan.source]);
    // Distinct counts are estimates, exact to a few per cent at this size.
    assert.ok(Math.abs((first.values[0] as number) - INCIDENTS.scan.ports) <= INCIDENTS.scan.ports * 0.03);
    assert.ok((second.values[0] as number) < 20);
  });

  it("public addresses to admin ports shows the one that got in, before all that were refused", async () => {
    const rows = await rowsOf("flow-admin-ports");
    const accepted = under(rows, "ACCEPT");
    assert.deepEqual(
      accepted.map((row) => row.keys),
      [["ACCEPT", 22, INCIDENTS.intrusion.source]],
    );
    assert.equal(rows[0], accepted[0]);
    assert.ok(under(rows, "REJECT").length >= 5);
  });

  it("top talkers and bytes to the internet put the leak first", async () => {
    const [talker] = await rowsOf("flow-top-talkers");
    assert.deepEqual(talker?.keys, [INCIDENTS.leak.host]);
    const [sink] = await rowsOf("flow-to-internet");
    assert.deepEqual(sink?.keys, [INCIDENTS.leak.to]);
    assert.equal(sink?.values[0], INCIDENTS.leak.bytes);
  });

  it("the matrix counts each flow once and shows no spoke reaching another", async () => {
    const cells = (await rowsOf("flow-matrix")).map((row) => row.keys.join(">"));
    assert.ok(cells.includes("booking>hub") && cells.includes("hub>booking"));
    const spokes = ["booking", "payments", "reports"];
    const crossing = cells.filter((cell) => {
      const [from, to] = cell.split(">") as [string, string];
      return from !== to && spokes.includes(from) && spokes.includes(to);
    });
    // The tried connection leaves payments before booking refuses it, so its 60 bytes a time do show.
    assert.deepEqual(crossing, ["payments>booking"]);
    const refused = await rowsOf("flow-matrix-refused");
    const tried = refused.find((row) => row.keys.join(">") === "payments>booking");
    assert.equal(tried?.values[0], 4 * (INCIDENTS.sideways.toHour - INCIDENTS.sideways.fromHour));
  });

  it("ports in use are the services', not the callers'", async () => {
    const ports = (await rowsOf("flow-ports")).map((row) => row.keys[0]);
    assert.deepEqual(new Set(ports), new Set([443, 8080, 5432, 6514, 22, 123]));
  });

  it("logging health shows the silent account at zero, and the records AWS skipped", async () => {
    const silent = (await rowsOf("flow-health")).filter((row) => row.values[0] === 0);
    // Hours 98 to 106 without a record hold the two whole intervals that begin at 99 and 102.
    assert.deepEqual(
      silent.map((row) => row.keys),
      [99, 102].map((at) => ["444444444444", hour(at)]),
    );
    const status = (await rowsOf("flow-health-status")).map((row) => row.keys.join(" "));
    assert.ok(status.includes("222222222222 SKIPDATA") && status.includes("444444444444 NODATA"));
  });

  it("auth.log shows the guesses, then the log-in by password that followed them", async () => {
    const [guesser] = await rowsOf("auth-sources");
    assert.deepEqual(guesser?.keys, [INCIDENTS.intrusion.source]);
    const logins = (await rowsOf("auth-logins")).map((row) => row.keys.join(" "));
    assert.ok(logins.includes(`ubuntu password ${INCIDENTS.intrusion.source}`));
    assert.ok(
      logins.every((login) => login.includes("password") === login.includes(INCIDENTS.intrusion.source)),
    );
    const commands = (await rowsOf("auth-sudo")).map((row) => String(row.keys[1]));
    assert.ok(commands.some((command) => command.includes("/usr/bin/curl")));
  });

  it("the trail shows root, the refused StopLogging and nobody else without a second factor", async () => {
    const [root] = await rowsOf("trail-root");
    assert.deepEqual(root?.keys, ["333333333333", "CreateAccessKey", "203.0.113.66"]);
    const refused = (await rowsOf("trail-errors")).map((row) => row.keys[1]);
    const fromOutside = ["DescribeInstances", "GetSecretValue", "ListBuckets", "StopLogging"];
    assert.equal(refused.length, 3, "three of the four, as the panel shows");
    assert.ok(refused.every((call) => fromOutside.includes(String(call))));
    const bare = await rowsOf("trail-without-mfa");
    assert.deepEqual(
      bare.map((row) => row.keys[0]),
      ["arn:aws:iam::333333333333:root"],
    );
  });
});
