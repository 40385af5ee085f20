import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { withTables } from "../../../../components/guardrails/page";
import { planOfOrganization } from "../../../../tools/guardrails/plan";

const page = readFileSync(path.join(__dirname, "..", "..", "..", "..", "docs", "guardrails.md"), "utf8");

describe("the page of guardrails", () => {
  it("has the tables of the plan (npm run docs:guardrails writes them)", () => {
    assert.equal(page, withTables(page, planOfOrganization()));
  });

  it("has every guardrail and every document", () => {
    for (const { name, sids } of planOfOrganization().policies) {
      for (const word of [name, ...sids]) assert.ok(page.includes(`| ${word} |`), word);
    }
  });
});
