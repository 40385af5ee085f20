import * as assert from "node:assert/strict";
import { indexTemplate, LOG_KINDS } from "../../../functions/dashboards/index-templates";
import { DEFAULT_LIFECYCLE, lifecyclePolicy } from "../../../functions/dashboards/lifecycle";
import { MAPPINGS } from "../../../functions/dashboards/mappings";
import { documentName, FLOW_LOG_FIELDS } from "../../../functions/flow-logs/fields";
import { NEWEST_FORMAT, parseFormat, TRANSIT_GATEWAY_FORMAT } from "../../../functions/flow-logs/format";
import { flowShaper } from "../../../functions/flow-logs/shape";
import { isProblem } from "../../../functions/flow-logs/record";
import { ask, SEARCH_START_MS, searchNode } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";

describe("index templates", function () {
  this.timeout(20_000);

  before(async function () {
    this.timeout(SEARCH_START_MS);
    await withTemplates();
  });

  it("maps every flow log field there is", () => {
    for (const { name } of FLOW_LOG_FIELDS) {
      assert.ok(documentName(name) in MAPPINGS.flow, name);
    }
  });

  const extremes = { number: "1", address: "2001:db8::1", text: "x" } as const;
  for (const [name, format] of [
    ["newest", NEWEST_FORMAT],
    ["transit gateway", TRANSIT_GATEWAY_FORMAT],
  ] as const) {
    it(`takes a record with every field of the ${name} format`, async () => {
      const { fields } = parseFormat(format);
      const message = fields.map((field) => extremes[field.kind]).join(" ");
      const event = { id: `all-${fields.length}`, timestamp: Date.UTC(2030, 0, 5), message };
      const batch = { owner: "1", logGroup: "/g", logStream: "s", events: [event] };
      const shaped = flowShaper(format, [])(event, batch, event.timestamp);
      assert.ok(!isProblem(shaped as never));
      const { index, id, source } = shaped as { index: string; id: string; source: object };
      const answer = await ask<{ result: string }>("PUT", `/${index}/_create/${id}`, source);
      assert.equal(answer.result, "created");
    });
  }

  for (const kind of LOG_KINDS) {
    it(`${kind}: refuses a field nobody planned`, async () => {
      const { endpoint } = await searchNode();
      const answer = await fetch(`${endpoint}/${kind}-2030.02.01/_doc`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ "@timestamp": 0, surprise: 1 }),
      });
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /strict_dynamic_mapping_exception/);
    });

    it(`${kind}: gives its indices the settings, the mapping and the alias`, async () => {
      const index = `${kind}-2030.02.02`;
      await ask("PUT", `/${index}`);
      const made = await ask<
        Record<string, { aliases: object; mappings: object; settings: { index: object } }>
      >("GET", `/${index}`);
      const { template } = indexTemplate(kind, { shards: 1, replicas: 0 });
      assert.deepEqual(made[index]?.aliases, template.aliases);
      assert.deepEqual(made[index]?.mappings, template.mappings);
      assert.equal((made[index]?.settings.index as { codec?: string }).codec, "best_compression");
    });
  }
});

describe("lifecycle policies", () => {
  for (const kind of LOG_KINDS) {
    it(`${kind}: every state is reached, and the last one deletes`, () => {
      const { policy } = lifecyclePolicy(kind, DEFAULT_LIFECYCLE[kind]);
      const reached = new Set([
        policy.default_state,
        ...policy.states.flatMap((state) => state.transitions.map((transition) => transition.state_name)),
      ]);
      assert.deepEqual(reached, new Set(policy.states.map((state) => state.name)));
      assert.deepEqual(Object.keys(policy.states.at(-1)?.actions[0] ?? {}), ["retry", "delete"]);
      assert.deepEqual(policy.ism_template[0]?.index_patterns, [`${kind}-*`]);
    });
  }

  it("goes through warm storage where there is some", () => {
    const { policy } = lifecyclePolicy("flow", { writeDays: 2, warmDays: 7, deleteDays: 90 });
    assert.deepEqual(
      policy.states.map((state) => [state.name, state.transitions[0]?.conditions.min_index_age]),
      [
        ["write", "2d"],
        ["merge", "7d"],
        ["warm", "90d"],
        ["delete", undefined],
      ],
    );
  });

  it("refuses days that do not grow", () => {
    assert.throws(
      () => lifecyclePolicy("flow", { writeDays: 3, warmDays: 3, deleteDays: 30 }),
      /flow: days must grow/,
    );
  });
});
