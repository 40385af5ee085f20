import * as assert from "node:assert/strict";
import { readTables } from "./cases";
import { checksOf } from "./checks";
import type { AccessModel } from "./model/model";
import { Simulator } from "./model/simulate";
import { accessModel } from "./proven";
import { complaint, explain } from "./report";

describe("who may do what, as the stacks are deployed", function () {
  this.timeout(60_000);
  let model: AccessModel;
  let simulator: Simulator;

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(600_000);
    model = await accessModel();
    simulator = new Simulator(model);
  });

  for (const { file, title, rows } of readTables()) {
    describe(`${title} (${file})`, () => {
      rows.forEach((row, number) => {
        it(`${number + 1}. ${row.who} ${row.does.join(", ")} ${row.where}: ${row.expect}`, async () => {
          const complaints: string[] = [];
          for (const check of checksOf(model, row)) {
            const verdict = await simulator.judge(check.request);
            const wrong = complaint(check, verdict);
            if (wrong !== undefined) complaints.push(explain(check, verdict, wrong));
          }
          assert.equal(complaints.length, 0, `\n${complaints.join("\n\n")}`);
        });
      });
    });
  }

  it("has enough of them", () => {
    const rows = readTables().flatMap((table) => table.rows);
    assert.ok(rows.length >= 150, `${rows.length} cases`);
  });
});
