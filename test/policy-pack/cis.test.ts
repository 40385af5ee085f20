import assert from "node:assert/strict";
import {
  CIS_RECOMMENDATIONS,
  CIS_VERSIONS,
  type CisRecommendation,
  cis,
} from "../../policy-pack/lib/facts/cis";
import { frameworkOf } from "../../policy-pack/lib/frameworks";
import { policies } from "../../policy-pack/policies";

const recommendations = Object.entries(CIS_RECOMMENDATIONS) as [
  keyof typeof CIS_RECOMMENDATIONS,
  CisRecommendation,
][];

/** Numbers of one version, as the table holds them. */
function numbersOf(index: number): string[] {
  return recommendations.flatMap(([, { numbers }]) => numbers[index] ?? []);
}

/** How many recommendations each version has, by section. Source: the benchmark's tables of contents, read 2026-11. */
const SECTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "3.0.0": { 1: 22, 2: 9, 3: 9, 4: 16, 5: 6 },
  "4.0.0": { 1: 22, 2: 9, 3: 9, 4: 16, 5: 8 },
  "5.0.0": { 1: 21, 2: 9, 3: 9, 4: 16, 5: 8 },
  "6.0.0": { 2: 21, 3: 9, 4: 9, 5: 16, 6: 8 },
  "7.0.0": { 2: 26, 3: 9, 4: 10, 5: 16, 6: 9 },
};

describe("the CIS benchmark", () => {
  CIS_VERSIONS.forEach((version, index) => {
    it(`has every recommendation of ${version} once`, () => {
      const numbers = numbersOf(index);
      assert.equal(new Set(numbers).size, numbers.length);
      const sections: Record<string, number> = {};
      for (const number of numbers) {
        assert.match(number, /^[1-6](\.[1-9]\d?){1,2}$/);
        const [section = ""] = number.split(".");
        sections[section] = (sections[section] ?? 0) + 1;
      }
      assert.deepEqual(sections, SECTIONS[version]);
    });
  });

  it("has no policy with an id that its version lacks, nor with the same id twice", () => {
    for (const { name, controls } of policies) {
      const ids = controls.cis ?? [];
      assert.equal(new Set(ids).size, ids.length, name);
      for (const id of ids) {
        const [version = "", number = ""] = id.split("/");
        const index = CIS_VERSIONS.findIndex((one) => one === version);
        assert.ok(index >= 0 && numbersOf(index).includes(number), `${name}: ${id}`);
      }
    }
  });

  it("has for every recommendation a policy, or a reason why none can judge it", () => {
    for (const [name, { notJudged }] of recommendations) {
      const ids = new Set(cis(name));
      const answered = policies.some(({ controls }) => controls.cis?.some((id) => ids.has(id)));
      assert.equal(answered, notJudged === undefined, name);
      if (notJudged !== undefined) assert.match(notJudged, /^[A-Z].{20,}\.$/);
    }
  });

  it("gives ids by version, oldest first", () => {
    assert.deepEqual(cis("password-length", "no-anyone"), [
      "3.0.0/1.8",
      "4.0.0/1.8",
      "5.0.0/1.7",
      "6.0.0/2.7",
      "7.0.0/2.8",
      "7.0.0/2.21",
    ]);
  });

  it("tells Pulumi Cloud one version, the newest", () => {
    const framework = frameworkOf({ cis: cis("password-length", "no-anyone") });
    assert.equal(framework?.version, "7.0.0");
    assert.equal(framework.specification, "2.8, 2.21");
    assert.equal(frameworkOf({ fsbp: ["EC2.13"], cis: cis("cifs") })?.specification, "EC2.13");
  });
});
