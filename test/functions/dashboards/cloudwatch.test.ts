import * as assert from "node:assert/strict";
import { networkDashboard } from "../../../functions/dashboards/cloudwatch-dashboard";
import { insightRules, type RuleBody, type RuleFilter } from "../../../functions/dashboards/insights-rules";
import { parseCommand, savedQueries } from "../../../functions/dashboards/saved-queries";
import { DEFAULT_FORMAT, fieldNamesOf, LANDING_ZONE_FORMAT } from "../../../functions/flow-logs/format";
import { INCIDENTS } from "../../../tools/flows/sample/incidents";
import { sampleWeek } from "../../../tools/flows/sample/week";

const rules = insightRules("lz", "/landing-zone/flow-logs", LANDING_ZONE_FORMAT);
const queries = savedQueries("landing-zone", LANDING_ZONE_FORMAT);

/** Whether a filter lets a value through, as the documentation of the rule syntax has it. */
function passes(filter: RuleFilter, value: string): boolean {
  if ("In" in filter) {
    return filter.In.includes(value);
  }
  if ("NotIn" in filter) {
    return !filter.NotIn.includes(value);
  }
  if ("StartsWith" in filter) {
    return filter.StartsWith.some((start) => value.startsWith(start));
  }
  return Number(value) > filter.GreaterThan;
}

/** The contributors of a rule over the sample week, largest first: what the documentation says the service does. */
function contributors(body: RuleBody): [string, number][] {
  const totals = new Map<string, number>();
  for (const batch of sampleWeek("flow")) {
    for (const { message } of batch.events) {
      const words = message.split(" ");
      const at = Object.fromEntries(
        Object.entries(body.Fields).map(([number, name]) => [name, words[Number(number) - 1] ?? ""]),
      );
      if (body.Contribution.Filters.every((filter) => passes(filter, at[filter.Match] ?? ""))) {
        const key = body.Contribution.Keys.map((name) => at[name]).join(" ");
        const value = body.Contribution.ValueOf === undefined ? 1 : Number(at[body.Contribution.ValueOf]);
        totals.set(key, (totals.get(key) ?? 0) + value);
      }
    }
  }
  return [...totals].sort((a, b) => b[1] - a[1]);
}

describe("Contributor Insights rules", function () {
  this.timeout(60_000);

  it("keep within the service's limits", () => {
    assert.equal(new Set(rules.map((rule) => rule.name)).size, rules.length);
    for (const { name, body } of rules) {
      assert.ok(body.Contribution.Keys.length <= 4, name);
      assert.ok(body.Contribution.Filters.length <= 4, name);
      assert.ok(Object.keys(body.Fields).length <= 20, name);
      for (const filter of body.Contribution.Filters) {
        assert.ok(!("In" in filter) || filter.In.length <= 10, name);
      }
    }
  });

  it("number the fields as the format has them", () => {
    const talkers = rules.find((rule) => rule.name === "lz-top-talkers");
    assert.deepEqual(talkers?.body.Fields, {
      "4": "srcaddr",
      "10": "bytes",
      "13": "action",
      "28": "flow-direction",
    });
  });

  it("refuse a format that lacks what they need, by name", () => {
    assert.throws(
      () => insightRules("lz", "g", DEFAULT_FORMAT),
      /needs flow-direction, which the format lacks/,
    );
  });

  const expected: [string, string][] = [
    ["admin-ports", `${INCIDENTS.intrusion.source} ${INCIDENTS.intrusion.host} 22`],
    ["top-talkers", INCIDENTS.leak.host],
    ["to-internet", `${INCIDENTS.leak.host} ${INCIDENTS.leak.to}`],
    ["skipped", "222222222222 eni-0bookingweb1"],
    ["refused-ports", "22"],
  ];
  for (const [name, contributor] of expected) {
    it(`${name} find what the week holds`, () => {
      const rule = rules.find((one) => one.name === `lz-${name}`);
      const found = contributors((rule as (typeof rules)[number]).body).slice(0, 30);
      const place = found.findIndex(([key]) => key === contributor);
      // The office's own log-ins stand beside the intruder's: a rule cannot tell them apart by address.
      assert.ok(name === "admin-ports" ? place >= 0 : place === 0, `${contributor} at ${place}`);
    });
  }
});

describe("saved queries", () => {
  it("cut the record into the fields of its format", () => {
    assert.equal(parseCommand("${srcaddr} ${tcp-flags}"), 'parse @message "* *" as srcaddr, tcp_flags');
  });

  for (const { name, query } of queries) {
    it(`${name} names no field that the format lacks`, () => {
      const known = new Set([
        ...fieldNamesOf(LANDING_ZONE_FORMAT).map((field) => field.replaceAll("-", "_")),
        ...[...query.matchAll(/ as (\w+)/g)].map((found) => found[1] as string),
        ..."parse as filter stats by sort desc asc limit in and not count sum max bin count_distinct".split(
          " ",
        ),
        ..."isIpv4InSubnet isValidIpv4 h s".split(" "),
      ]);
      const words = query
        .replace(/"[^"]*"/g, "")
        .replace(/@\w+/g, "")
        .match(/[A-Za-z_]\w*/g);
      assert.deepEqual(
        (words ?? []).filter((word) => !known.has(word)),
        [],
      );
    });
  }
});

describe("CloudWatch dashboard", () => {
  const body = networkDashboard({
    region: "eu-west-2",
    logGroup: "/landing-zone/flow-logs",
    rules,
    queries,
    shippedGroups: ["/landing-zone/flow-logs"],
  });

  it("shows every rule, every query and the shipper", () => {
    assert.equal(body.widgets.length, rules.length + queries.length + 1);
    const named = body.widgets.flatMap((widget) => {
      const rule = widget.properties["insightRule"] as { ruleName: string } | undefined;
      return rule ? [rule.ruleName] : [];
    });
    assert.deepEqual(
      named,
      rules.map((rule) => rule.name),
    );
  });

  it("stands within the grid, nothing on another", () => {
    const corners = body.widgets.map((widget) => `${widget.x} ${widget.y}`);
    assert.equal(new Set(corners).size, corners.length);
    assert.ok(body.widgets.every((widget) => widget.x + widget.width <= 24));
  });

  it("asks each query of the log group", () => {
    const log = body.widgets.filter((widget) => widget.type === "log");
    assert.ok(
      log.every((widget) =>
        String(widget.properties["query"]).startsWith("SOURCE '/landing-zone/flow-logs' | parse @message"),
      ),
    );
  });
});
