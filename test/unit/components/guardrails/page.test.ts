import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { withTables } from "../../../../components/guardrails/page";
import { examplePlan } from "../../../../tools/guardrails/example";

const page = readFileSync(path.join(__dirname, "..", "..", "..", "..", "docs", "guardrails.md"), "utf8");

describe("the page of guardrails", () => {
  it("has the tables of the plan (npm run docs:guardrails writes them)", () => {
    assert.equal(page, withTables(page, examplePlan()));
  });

  it("has every guardrail and every document", () => {
    for (const { name, sids } of examplePlan().policies) {
      for (const word of [name, ...sids]) assert.ok(page.includes(`| ${word} |`), word);
    }
  });
});
