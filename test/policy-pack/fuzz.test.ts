import assert from "node:assert/strict";
import fc from "fast-check";
import { type Json, type Props } from "../../policy-pack/analysis/values";
import { Evaluation } from "../../policy-pack/lib/evaluation";
import { packHealth, policies } from "../../policy-pack/policies";
import { cases, stackCases } from "./cases";
import { U, modelOf, resourceOf } from "./harness";

/** Types that some policy looks at, and properties that some policy reads. */
const types = [
  ...new Set([...cases, ...stackCases.flatMap(({ resources }) => resources)].map(({ type }) => type)),
];
const keys = [...new Set(cases.flatMap(({ props }) => Object.keys(props)))];

/** Values of no expected shape: null lists, numbers as text, unknowns anywhere, documents that are none, variables that run in circles. */
const odd = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(
      null,
      U,
      "",
      "-1",
      "0.0.0.0/0",
      "::/0",
      "22",
      "true",
      "*",
      "{}",
      "[]",
      "{",
      "${aws:${aws:x}}",
    ),
    fc.constantFrom<Json>(
      `{"Statement":[{"Effect":"Allow","Principal":{"AWS":[null,"*"]},"Action":[1],"Condition":{"Bool":null}}]}`,
    ),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...keys, "Statement", "__proto__", "constructor"), fc.string()),
      tie("value"),
      {
        maxKeys: 4,
      },
    ),
  ),
})).value;

const props: fc.Arbitrary<Props> = fc.dictionary(fc.constantFrom(...keys), odd, { maxKeys: 8 });

/** Good and bad properties of a real case, some of them made odd. */
const spoilt = fc.tuple(fc.constantFrom(...cases), fc.constantFrom(...keys), odd).chain(([one, key, value]) =>
  fc.constant({
    type: one.type,
    props: { ...one.props, [Object.keys(one.props)[0] ?? key]: value } as Props,
  }),
);

const anyResource = fc.oneof(fc.record({ type: fc.constantFrom(...types), props }), spoilt);

function failures(messages: readonly { message: string; policy: { name: string } }[]): string[] {
  return messages
    .filter(({ message }) => message.startsWith("The policy failed"))
    .map(({ policy, message }) => `${policy.name}: ${message}`);
}

describe("odd resources", () => {
  const evaluation = new Evaluation(policies, packHealth);

  it("crash no policy on one resource", () => {
    fc.assert(
      fc.property(anyResource, ({ type, props: given }) => {
        assert.deepEqual(failures(evaluation.checkResource(resourceOf(type, given))), []);
      }),
      { numRuns: 1500 },
    );
  });

  it("crash no policy on a stack", () => {
    const edges = fc.dictionary(
      fc.constantFrom(...keys),
      fc.array(fc.constantFrom("r0", "r1", "r2", "gone"), { maxLength: 3 }),
    );
    const stack = fc.array(fc.tuple(anyResource, edges), { maxLength: 6 });
    fc.assert(
      fc.property(stack, (list) => {
        const model = modelOf(
          list.map(([{ type, props: given }, own], index) => ({
            type,
            name: `r${index}`,
            props: given,
            edges: own,
          })),
        );
        assert.deepEqual(failures(evaluation.checkStack(model)), []);
      }),
      { numRuns: 300 },
    );
  });

  it("are judged in time that grows with their size, not faster", () => {
    const star = `${"*a".repeat(2000)}b`;
    const policy = JSON.stringify({
      Statement: Array.from({ length: 500 }, () => ({
        Effect: "Allow",
        Action: [star, "iam:PassRole"],
        Resource: "*",
      })),
    });
    const start = process.hrtime.bigint();
    evaluation.checkResource(resourceOf("aws:iam/policy:Policy", { policy }));
    evaluation.checkResource(resourceOf("aws:ec2/instance:Instance", { userData: "A".repeat(5_000_000) }));
    assert.ok(Number(process.hrtime.bigint() - start) / 1e6 < 2000);
  });
});
