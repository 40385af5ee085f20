import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { checksOf } from "./checks";
import { type StatementRef } from "./model/documents";
import type { AccessModel } from "./model/model";
import {
  type Mutant,
  together,
  statementsOf,
  withoutCondition,
  withoutDeniedAction,
  withoutStatement,
} from "./mutants";
import { Simulator } from "./model/simulate";
import { accessModel } from "./proven";
import { globOf, isAbout, readReviewed } from "./reviewed";
import { Trial } from "./trial";

interface Question {
  readonly who: string;
  readonly does: string;
  readonly where: string;
  readonly through?: string;
  readonly says: string;
}

describe("what the proofs notice", function () {
  this.timeout(600_000);
  const reviewed = readReviewed();
  let model: AccessModel;
  let trial: Trial;
  let statements: StatementRef[];

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(600_000);
    model = await accessModel();
    statements = statementsOf(model.policies());
    trial = await Trial.of(model);
  });

  const kinds: Readonly<Record<string, (refs: readonly StatementRef[]) => Mutant[]>> = {
    "a statement that is gone": withoutStatement,
    "a condition that is gone": withoutCondition,
    "an action that is no longer denied": withoutDeniedAction,
  };
  const survivors = new Set<string>();

  for (const [what, mutantsOf] of Object.entries(kinds)) {
    it(`is ${what}, wherever it stood`, async () => {
      const mutants = mutantsOf(statements);
      assert.ok(mutants.length > 0, "there is nothing to take out");
      const unseen = await trial.survivors(mutants);
      for (const label of unseen) survivors.add(label);
      const unjustified = unseen.filter((label) => !reviewed.some((entry) => isAbout(entry, label)));
      assert.equal(
        unjustified.length,
        0,
        `no case notices ${unjustified.length} of ${mutants.length} changes:\n  ${unjustified.join("\n  ")}`,
      );
    });
  }

  it("is all but what has been reviewed, and the review still holds", async () => {
    for (const entry of reviewed) {
      const labels = [...survivors].filter((label) => isAbout(entry, label));
      assert.ok(labels.length > 0, `${entry.survivor} is noticed now: take it off the reviewed list`);
      if ("coveredBy" in entry.because) await covered(entry.because.coveredBy, labels);
      else if ("cannotAsk" in entry.because) await unanswered(entry.because.cannotAsk);
      else {
        const { file, text } = entry.because.testedBy;
        assert.ok(fs.readFileSync(path.join(root, file), "utf8").includes(text), `${file} has no ${text}`);
      }
    }
  });

  async function covered(by: readonly string[], labels: readonly string[]): Promise<void> {
    const mutants = Object.values(kinds).flatMap((mutantsOf) => mutantsOf(statements));
    const covering = mutants.filter(({ label }) => by.some((pattern) => globOf(pattern).test(label)));
    assert.ok(covering.length > 0, `there is no ${by.join(", ")}`);
    for (const mutant of mutants.filter(({ label }) => labels.includes(label))) {
      const others = covering.filter(({ ref }) => ref !== mutant.ref);
      assert.ok(
        await trial.notices(together(mutant, others)),
        `${mutant.label} is not covered by ${by.join(", ")}`,
      );
    }
  }

  async function unanswered({ says, does, ...row }: Question): Promise<void> {
    const [check] = checksOf(model, { ...row, does: [does], why: says, expect: "allowed" });
    await assert.rejects(new Simulator(model).judge(check!.request), (error: Error) =>
      error.message.includes(says),
    );
  }
});
