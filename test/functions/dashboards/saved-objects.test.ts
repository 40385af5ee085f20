import * as assert from "node:assert/strict";
import { MAPPINGS } from "../../../functions/dashboards/mappings";
import { type Panel } from "../../../functions/dashboards/panel";
import { PANELS } from "../../../functions/dashboards/panels";
import { queryText, savedObjects, savedObjectsFile } from "../../../functions/dashboards/saved-objects";
import { visualizationState } from "../../../functions/dashboards/visualization";

/** The types whose values can be divided into buckets, and those that can be summed. */
const SUMMABLE = new Set(["long", "integer", "short", "byte", "date"]);

function fieldsOf(panel: Panel): string[] {
  return [
    ...panel.where.map((condition) => condition.field),
    ...panel.splits.flatMap((split) => (split.by === "value" ? [split.field] : ["@timestamp"])),
    ...panel.metrics.flatMap((metric) => (metric.field === undefined ? [] : [metric.field])),
  ];
}

describe("dashboards as saved objects", () => {
  const objects = savedObjects();

  it("has an index pattern and a dashboard a kind, and every panel once", () => {
    const count = (type: string): number => objects.filter((object) => object.type === type).length;
    assert.deepEqual(
      [count("index-pattern"), count("dashboard"), count("visualization")],
      [3, 3, PANELS.length],
    );
    assert.equal(new Set(objects.map((object) => object.id)).size, objects.length);
  });

  it("refers only to what it brings", () => {
    const known = new Set(objects.map((object) => `${object.type} ${object.id}`));
    for (const object of objects) {
      for (const reference of object.references) {
        assert.ok(known.has(`${reference.type} ${reference.id}`), `${object.id} refers to ${reference.id}`);
      }
    }
  });

  it("puts no panel on another, and none beyond the grid", () => {
    for (const { attributes } of objects.filter((object) => object.type === "dashboard")) {
      const taken = new Set<string>();
      const panels = JSON.parse(attributes["panelsJSON"] as string) as {
        gridData: { x: number; y: number; w: number; h: number };
      }[];
      for (const { gridData } of panels) {
        assert.ok(gridData.x + gridData.w <= 48);
        for (let x = gridData.x; x < gridData.x + gridData.w; x += 1) {
          for (let y = gridData.y; y < gridData.y + gridData.h; y += 1) {
            assert.ok(!taken.has(`${x} ${y}`), `${x} ${y} is taken twice`);
            taken.add(`${x} ${y}`);
          }
        }
      }
    }
  });

  for (const panel of PANELS) {
    it(`${panel.id} uses fields that exist and can do what is asked`, () => {
      const mapping = MAPPINGS[panel.kind];
      for (const field of fieldsOf(panel)) {
        assert.ok(field in mapping, field);
        assert.notEqual(mapping[field]?.type, "text");
      }
      for (const metric of panel.metrics.filter((one) => one.of === "sum" || one.of === "max")) {
        assert.ok(SUMMABLE.has(mapping[metric.field ?? ""]?.type ?? ""), metric.field);
      }
    });
  }

  it("asks in Dashboards' language what the search asks", () => {
    const panel = PANELS.find((one) => one.id === "trail-without-mfa") as Panel;
    assert.equal(queryText(panel), 'mfa: 0 and read_only: 0 and user_type: ("IAMUser" or "Root")');
    const not = PANELS.find((one) => one.id === "flow-to-internet") as Panel;
    assert.match(queryText(not), /and not src_network: "internet"$/);
  });

  it("orders a split by the metric the search orders it by", () => {
    const { aggs } = visualizationState(PANELS.find((one) => one.id === "flow-port-scans") as Panel);
    assert.deepEqual(
      aggs.map(({ id, type, schema }) => [id, type, schema]),
      [
        ["1", "cardinality", "metric"],
        ["2", "cardinality", "metric"],
        ["3", "count", "metric"],
        ["4", "terms", "bucket"],
      ],
    );
    assert.equal(aggs[3]?.params["orderBy"], "1");
  });

  it("is a file of one object a line", () => {
    const lines = savedObjectsFile().trimEnd().split("\n");
    assert.equal(lines.length, objects.length);
    assert.deepEqual(JSON.parse(lines[0] as string), objects[0]);
  });
});
