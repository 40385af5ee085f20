import assert from "node:assert/strict";
import { checkVariables } from "../../../../components/functions/lambda-function";
import { fillStatements, functionStatements, plumbing } from "../../../../components/functions/statements";
import { CONTRACTS } from "../../../../functions/contracts";
import { type Statement } from "../../../../functions/lib/aws-contract";

const statement = (more: Partial<Statement>): Statement => ({
  Sid: "Test",
  Effect: "Allow",
  Action: ["sns:Publish"],
  Resource: ["<topic>"],
  ...more,
});

describe("the statements of a function", () => {
  it("have their placeholders filled in, in resources and conditions", () => {
    const [filled] = fillStatements(
      [
        statement({
          Resource: ["arn:<partition>:sns:<region>:1:<topic>"],
          Condition: { StringEquals: { "aws:ResourceOrgID": "<organization id>" } },
        }),
      ],
      { partition: "aws", region: "eu-west-2", topic: "high", "organization id": "o-1234567890" },
    );
    assert.deepEqual(filled, {
      ...statement({}),
      Resource: ["arn:aws:sns:eu-west-2:1:high"],
      Condition: { StringEquals: { "aws:ResourceOrgID": "o-1234567890" } },
    });
  });

  it("hold one resource for each value of a placeholder, and none for an empty list", () => {
    const [filled] = fillStatements([statement({ Resource: ["<severities>", "<owners>"] })], {
      severities: ["arn:a", "arn:b"],
      owners: [],
    });
    assert.deepEqual(filled?.Resource, ["arn:a", "arn:b"]);
  });

  for (const [what, values] of [
    ["a placeholder without a value", {}],
    ["resources of which nothing is left", { topic: [] }],
  ] as const)
    it(`are refused with ${what}`, () => {
      assert.throws(() => fillStatements([statement({})], values), /topic|Test/);
    });

  it("say of each contract what it says, no more and no less, when every placeholder is filled", () => {
    for (const { name, ownStatements, memberStatements } of CONTRACTS) {
      const all = [...ownStatements, ...memberStatements];
      const names = [...JSON.stringify(all).matchAll(/<([^<>]+)>/g)].map(
        ([, placeholder]) => placeholder ?? "",
      );
      const filled = fillStatements(all, Object.fromEntries(names.map((one) => [one, `(${one})`])));
      const asWritten = JSON.parse(JSON.stringify(all).replace(/<([^<>]+)>/g, "($1)")) as unknown;
      assert.deepEqual(filled, asWritten, name);
    }
  });

  it("get what Lambda needs beside the contract's, each once", () => {
    const service = plumbing({ logGroupArn: "arn:log", keyArn: "arn:key", deadLetterQueueArn: "arn:dead" });
    assert.deepEqual(
      service.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["WriteOwnLog", ["arn:log:*"]],
        ["UseTheKey", ["arn:key"]],
        ["PutAwayWhatFails", ["arn:dead"]],
      ],
    );
    const own = fillStatements([statement({ Sid: "UseTheKey", Resource: ["arn:own"] })], {});
    assert.deepEqual(
      functionStatements(own, service).map(({ Sid }) => Sid),
      ["UseTheKey", "WriteOwnLog", "PutAwayWhatFails"],
    );
  });
});

describe("the environment of a function", () => {
  const [contract] = CONTRACTS;
  assert.ok(contract);
  const required = contract.environment.filter((one) => one.required).map(({ name }) => name);

  it("is the contract's", () => {
    checkVariables(contract, required);
    assert.throws(() => checkVariables(contract, required.slice(1)), new RegExp(String(required[0])));
    assert.throws(() => checkVariables(contract, [...required, "TYPO"]), /TYPO/);
  });
});
