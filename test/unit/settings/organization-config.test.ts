import assert from "node:assert/strict";
import { planOfConfig, unrecordedAccounts } from "../../../stacks/organization/config";
import { orgProblemsOf, orgWith } from "../settings-of";

describe("the settings of the organisation's AWS Config", () => {
  it("may be left out: no environment recorded yet, all rules that are on by themselves", () =>
    assert.deepEqual(orgWith({ awsConfig: undefined }).awsConfig, {
      role: "serviceLinked",
      retentionDays: 2557,
      recordedEnvironments: [],
      withoutRules: [],
      withRules: [],
    }));

  const wrong: ReadonlyArray<readonly [what: string, awsConfig: unknown, path: string, allowed: RegExp]> = [
    [
      "an unknown environment",
      { recordedEnvironments: ["dve"] },
      "recordedEnvironments[0]",
      /did you mean dev/,
    ],
    ["an environment twice", { recordedEnvironments: ["dev", "dev"] }, "recordedEnvironments[1]", /once/],
    [
      "a rule's identifier for its name",
      { withoutRules: ["INCOMING_SSH_DISABLED"] },
      "withoutRules[0]",
      /restricted-ssh/,
    ],
  ];
  for (const [what, awsConfig, path, allowed] of wrong)
    it(`refuse ${what}`, () => {
      const [problem, ...more] = orgProblemsOf({ awsConfig });
      assert.deepEqual(more, []);
      assert.equal(problem?.path, `landing-zone:awsConfig.${path}`);
      assert.match(problem.allowed, allowed);
    });

  it("name rules that there are, or the stack ends before it registers anything", () => {
    assert.throws(
      () => planOfConfig(orgWith({ awsConfig: { withRules: ["restricted-shh"] } })),
      /no rule is named restricted-shh/,
    );
    const plan = planOfConfig(orgWith({ awsConfig: { withoutRules: ["vpc-vpn-2-tunnels-up"] } }));
    assert.ok(!plan.rules.some(({ name }) => name === "vpc-vpn-2-tunnels-up"));
  });

  it("leave out of the rules every account that nobody records", () => {
    const none = unrecordedAccounts(orgWith({ awsConfig: undefined }));
    assert.deepEqual(
      none.sort(),
      [
        ...["dev", "prod"].flatMap((environment) =>
          ["booking", "casework", "network", "reports"].map((name) => `${environment}-${name}`),
        ),
        "retired-prototype",
      ].sort(),
    );
    assert.deepEqual(unrecordedAccounts(orgWith({ awsConfig: { recordedEnvironments: ["dev", "prod"] } })), [
      "retired-prototype",
    ]);
  });
});
