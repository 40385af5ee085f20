import assert from "node:assert/strict";
import { type Changes, devWith, problemsOf } from "../settings-of";

describe("the settings of AWS Config", () => {
  it("may be left out: the service-linked role, seven years, no more Regions", () =>
    assert.deepEqual(devWith({ awsConfig: undefined }).awsConfig, {
      role: "serviceLinked",
      retentionDays: 2557,
      regions: [],
    }));

  it("may be given in part", () =>
    assert.deepEqual(devWith({ awsConfig: { regions: ["us-east-1"] } }).awsConfig, {
      role: "serviceLinked",
      retentionDays: 2557,
      regions: ["us-east-1"],
    }));

  const wrong: Array<[name: string, changes: Changes, path: string, allowed: RegExp]> = [
    [
      "a Region that does not exist",
      { awsConfig: { regions: ["eu-west-9"] } },
      "regions[0]",
      /an AWS Region/,
    ],
    ["the stack's own Region", { awsConfig: { regions: ["eu-west-2"] } }, "regions[0]", /not at all/],
    [
      "a Region twice",
      { awsConfig: { regions: ["us-east-1", "us-east-1"] } },
      "regions[1]",
      /each Region once/,
    ],
    ["a retention of 29 days", { awsConfig: { retentionDays: 29 } }, "retentionDays", /30 to 2557/],
    ["a retention of 2,558 days", { awsConfig: { retentionDays: 2558 } }, "retentionDays", /30 to 2557/],
    ["a role of another kind", { awsConfig: { role: "mine" } }, "role", /existing or custom/],
  ];
  for (const [name, changes, path, allowed] of wrong) {
    it(`refuse ${name}`, () => {
      const [problem, ...more] = problemsOf(changes);
      assert.deepEqual(more, []);
      assert.equal(problem!.path, `landing-zone:awsConfig.${path}`);
      assert.match(problem!.allowed, allowed);
    });
  }

  it("refuse Regions of which none records IAM", () => {
    const problems = problemsOf({
      region: "eu-central-2",
      "network.availabilityZones": ["eu-central-2a", "eu-central-2b"],
      awsConfig: { regions: ["eu-south-2"] },
    });
    assert.deepEqual(
      problems.map(({ path }) => path),
      ["landing-zone:awsConfig.regions"],
    );
    assert.match(problems[0]!.allowed, /a Region that records IAM/);
    assert.deepEqual(
      problemsOf({
        region: "eu-central-2",
        "network.availabilityZones": ["eu-central-2a", "eu-central-2b"],
        awsConfig: { regions: ["eu-west-1"] },
      }),
      [],
    );
  });
});
