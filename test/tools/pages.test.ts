import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { pages, withTables } from "../../tools/pages/tables";

describe("pages with tables", () => {
  for (const page of pages) {
    it(`${page} is as \`npm run docs:tables\` writes it`, () => {
      const text = readFileSync(path.join(root, page), "utf8");
      assert.equal(withTables(text), text);
    });
  }

  it("take no table that nobody knows, and no page without one", () => {
    assert.throws(() => withTables("<!-- rulse -->\n<!-- /rulse -->"), /no table rulse/);
    assert.throws(() => withTables("# A page"), /no marks/);
  });
});
