import assert from "node:assert/strict";
import { knownCases } from "./cases/known";
import { knownStackCases } from "./cases/stack-known";

/** The cases themselves run with all others, in policies.test.ts. */
describe("mistakes that peers made", () => {
  const all = [...knownCases, ...knownStackCases];

  it("are cases of this pack, each with where it was reported", () => {
    for (const { source, policy, title } of all)
      assert.match(source, /^[\w.-]+\/[\w.-]+#\d+$/, `${policy}: ${title}`);
    const titles = all.map(({ policy, title, source }) => `${policy} ${source} ${title}`);
    assert.equal(new Set(titles).size, titles.length);
  });

  it("are of both kinds: false alarms, and what was let pass", () => {
    const statuses = [
      ...knownCases.map(({ expect }) => expect),
      ...knownStackCases.flatMap(({ expect }) => Object.values(expect)),
    ];
    for (const status of ["compliant", "violation", "unknown", "notApplicable"] as const)
      assert.ok(statuses.includes(status), status);
    assert.ok(new Set(all.map(({ source }) => source)).size >= 80, "too few reports");
    assert.ok(new Set(all.map(({ policy }) => policy)).size >= 40, "too few policies");
  });
});
