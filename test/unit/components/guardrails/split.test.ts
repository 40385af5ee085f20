import assert from "node:assert/strict";
import fc from "fast-check";
import { minimise, minimiseMerged } from "../../../../components/guardrails/minimise";
import { GuardrailQuotaError, split } from "../../../../components/guardrails/split";
import { type Conditions, type PolicyStatement } from "../../../../components/guardrails/statement";
import { type GuardrailType, policyQuotas } from "../../../../settings/facts/policy-quotas";
import { glob } from "../../../../policy-pack/analysis/documents";
import { listOf, padded, statementsOf } from "./support";

const ACTIONS = ["s3:GetObject", "s3:GetBucketPolicy", "s3:PutObject", "ec2:RunInstances", "iam:PassRole"];
const PATTERNS = [...ACTIONS, "S3:getobject", "s3:Get*", "s3:*", "*"];
const RESOURCES = ["arn:aws:s3:::a", "arn:aws:s3:::a/x", "arn:aws:iam::1:role/b"];
const RESOURCE_PATTERNS = [...RESOURCES, "*", "arn:aws:s3:::a*"];
const CONDITIONS: ReadonlyArray<Conditions | undefined> = [
  undefined,
  { Bool: { "aws:SecureTransport": "false" } },
  { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/A", "arn:*:iam::*:role/B"] } },
  { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/A"] } },
];

const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 6 });

const statement: fc.Arbitrary<PolicyStatement> = fc
  .record({
    sid: fc.stringMatching(/^[A-Z][a-z]{1,8}$/),
    why: fc.constant("because"),
    effect: fc.constantFrom("Allow" as const, "Deny" as const),
    what: fc.oneof(
      some(PATTERNS).map((actions) => ({ actions })),
      some(PATTERNS).map((notActions) => ({ notActions })),
    ),
    resources: fc.option(some(RESOURCE_PATTERNS), { nil: undefined }),
    conditions: fc.constantFrom(...CONDITIONS),
  })
  .map(({ what, resources, conditions, ...rest }) => ({
    ...rest,
    ...what,
    ...(resources && { resources }),
    ...(conditions && { conditions }),
  }));
const statements = fc.array(statement, { minLength: 1, maxLength: 40 });
const writing = fc.constantFrom("named" as const, "merged" as const);
const type = fc.constantFrom<GuardrailType>("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY");

interface Said {
  readonly effect: string;
  readonly actions?: readonly string[] | undefined;
  readonly notActions?: readonly string[] | undefined;
  readonly resources: readonly string[];
  readonly conditions: string;
}

/** For each call, what the statements say of it: effects and the conditions under which they hold. */
function meaning(said: readonly Said[]): string[][] {
  const any = (patterns: readonly string[], text: string): boolean =>
    patterns.some((pattern) => glob(pattern.toLowerCase(), text.toLowerCase()));
  return ACTIONS.flatMap((action) =>
    RESOURCES.map((resource) => {
      const here = said.filter(
        ({ actions, notActions, resources }) =>
          any(resources, resource) && (actions ? any(actions, action) : !any(notActions ?? [], action)),
      );
      return [...new Set(here.map(({ effect, conditions }) => `${effect} ${conditions}`))].sort();
    }),
  );
}

/** A list of one and a text are the same to AWS. */
function conditionText(conditions: unknown): string {
  return JSON.stringify(conditions ?? {}, (_, value: unknown) =>
    Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value,
  );
}

function asWritten(contents: readonly string[]): Said[] {
  return contents.flatMap(statementsOf).map((one) => ({
    effect: one.Effect,
    actions: one.Action === undefined ? undefined : listOf(one.Action),
    notActions: one.NotAction === undefined ? undefined : listOf(one.NotAction),
    resources: listOf(one.Resource),
    conditions: conditionText(one.Condition),
  }));
}

function asMeant(given: readonly PolicyStatement[]): Said[] {
  return given.map((one) => ({
    ...one,
    resources: one.resources ?? ["*"],
    conditions: conditionText(one.conditions),
  }));
}

describe("minimising statements", () => {
  it("loses nothing and adds nothing", () => {
    fc.assert(
      fc.property(statements, (given) => {
        assert.deepEqual(meaning(asWritten([minimise(given)])), meaning(asMeant(given)));
        assert.deepEqual(meaning(asWritten([minimiseMerged(given)])), meaning(asMeant(given)));
      }),
      { numRuns: 300 },
    );
  });

  it("never makes a document longer", () => {
    fc.assert(
      fc.property(statements, (given) => {
        const plain = JSON.stringify({
          Version: "2012-10-17",
          Statement: given.map(({ sid, effect, actions, notActions, resources, conditions }) => ({
            Sid: sid,
            Effect: effect,
            Action: actions,
            NotAction: notActions,
            Resource: resources ?? ["*"],
            Condition: conditions,
          })),
        });
        assert.ok(minimise(given).length <= plain.length);
        assert.ok(minimiseMerged(given).length <= minimise(given).length);
      }),
    );
  });

  const deny = (sid: string, rest: Partial<PolicyStatement>): PolicyStatement => ({
    sid,
    why: "because",
    effect: "Deny",
    ...rest,
  });

  it("writes one text for a list of one, and drops what a pattern covers, whatever its case", () => {
    const [written] = statementsOf(
      minimise([
        deny("A", { actions: ["s3:GetObject", "S3:getObject", "s3:Get*", "s3:PutObject", "s3:Put*"] }),
      ]),
    );
    assert.deepEqual(written, { Sid: "A", Effect: "Deny", Action: ["s3:Get*", "s3:Put*"], Resource: "*" });
  });

  it("merges what differs in actions or in resources only, under a Sid of both", () => {
    const merged = statementsOf(
      minimiseMerged([
        deny("A", { actions: ["x:A"], resources: ["arn:1"] }),
        deny("B", { actions: ["x:B"], resources: ["arn:1"] }),
        deny("C", { actions: ["x:C"], resources: ["arn:2"] }),
        deny("D", { notActions: ["x:D"], resources: ["arn:1"] }),
        deny("E", { notActions: ["x:E"], resources: ["arn:1"] }),
      ]),
    );
    assert.deepEqual(
      merged.map(({ Sid, Action, Resource }) => [Sid, Action, Resource]),
      [
        ["AB", ["x:A", "x:B"], "arn:1"],
        ["C", "x:C", "arn:2"],
        // What all but x:D and what all but x:E is, is everything: they must not become one.
        ["D", undefined, "arn:1"],
        ["E", undefined, "arn:1"],
      ],
    );
  });
});

describe("splitting statements over documents", () => {
  // Statements large enough that several documents are needed.
  const large = fc
    .array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 25 })
    .map((sizes) => sizes.map((size, index) => padded(`S${index}`, size)));

  it("loses nothing, and keeps every document within the size", () => {
    fc.assert(
      fc.property(fc.oneof(statements, large), type, writing, (given, ofType, write) => {
        const documents = split("test", ofType, given, write);
        assert.deepEqual(
          meaning(asWritten(documents.map(({ content }) => content))),
          meaning(asMeant(given)),
        );
        assert.deepEqual(documents.flatMap(({ sids }) => sids).sort(), given.map(({ sid }) => sid).sort());
        for (const { content } of documents) assert.ok(content.length <= policyQuotas[ofType].maxCharacters);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves every statement where it is when another is added at the end", () => {
    fc.assert(
      fc.property(large, fc.integer({ min: 1, max: 4000 }), type, writing, (given, size, ofType, write) => {
        const before = split("test", ofType, given, write).map(({ sids }) => sids);
        const after = split("test", ofType, [...given, padded("Last", size)], write).map(({ sids }) =>
          sids.filter((sid) => sid !== "Last"),
        );
        assert.deepEqual(
          after.filter((sids) => sids.length > 0),
          before,
        );
      }),
    );
  });

  it("keeps the order within each document", () => {
    fc.assert(
      fc.property(large, type, (given, ofType) => {
        for (const { sids, content } of split("test", ofType, given, "named")) {
          const places = sids.map((sid) => given.findIndex((one) => one.sid === sid));
          assert.deepEqual(
            places,
            [...places].sort((a, b) => a - b),
          );
          assert.deepEqual(
            statementsOf(content).map(({ Sid }) => Sid),
            sids,
          );
        }
      }),
    );
  });

  it("needs no second document for what fits into one", () => {
    const { maxCharacters } = policyQuotas.SERVICE_CONTROL_POLICY;
    const room = maxCharacters - minimise([padded("A", 0), padded("B", 0)]).length;
    const of = (size: number) =>
      split("test", "SERVICE_CONTROL_POLICY", [padded("A", 5), padded("B", size)], "named");
    assert.equal(of(room - 5).length, 1);
    assert.equal(of(room - 4).length, 2);
  });

  it("refuses a statement that is larger than a document, and says what each costs", () => {
    assert.throws(
      () => split("mine", "RESOURCE_CONTROL_POLICY", [padded("Small", 10), padded("Huge", 5200)], "named"),
      (error: unknown) => {
        assert.ok(error instanceof GuardrailQuotaError);
        assert.match(
          error.message,
          /Statement Huge of "mine" alone takes 53\d\d characters; .* may have 5120/,
        );
        assert.match(error.message, /^ +53\d\d {2}Huge\n +1\d\d {2}Small$/m);
        return true;
      },
    );
  });

  it("refuses a Sid that AWS would refuse", () => {
    assert.throws(
      () => split("mine", "SERVICE_CONTROL_POLICY", [padded("No-Hyphens", 1)], "named"),
      /letters and digits/,
    );
  });
});
