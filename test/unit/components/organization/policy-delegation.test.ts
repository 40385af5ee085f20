import assert from "node:assert/strict";
import { policyDelegation } from "../../../../components/organization/policy-delegation-plan";

interface Written {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: { readonly AWS: string };
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string[]>>>>;
}

const { Statement } = JSON.parse(
  policyDelegation({
    partition: "aws",
    managementAccountId: "210000000001",
    organizationId: "o-a1b2c3d4e5",
    accountId: "261566335703",
    types: ["TAG_POLICY", "BACKUP_POLICY"],
  }),
) as { Statement: Written[] };
const actionsOf = ({ Action }: Written): string[] => [Action].flat();
const changes = (action: string): boolean => !/:(Describe|List)/.test(action);

describe("what is delegated of the organisation's policies", () => {
  it("is for one account", () => {
    for (const { Effect, Principal } of Statement) {
      assert.equal(Effect, "Allow");
      assert.deepEqual(Principal, { AWS: "arn:aws:iam::261566335703:root" });
    }
  });

  it("is of the types named, in every statement that changes anything", () => {
    for (const statement of Statement.filter((one) => actionsOf(one).some(changes))) {
      assert.deepEqual(statement.Condition, {
        StringEquals: { "organizations:PolicyType": ["TAG_POLICY", "BACKUP_POLICY"] },
      });
    }
  });

  it("names policies of these types, and no other, where one is changed or attached", () => {
    const policies = Statement.flatMap(({ Resource }) => [Resource].flat()).filter((arn) =>
      arn.includes(":policy/"),
    );
    assert.deepEqual([...new Set(policies)].sort(), [
      "arn:aws:organizations::210000000001:policy/o-a1b2c3d4e5/backup_policy/*",
      "arn:aws:organizations::210000000001:policy/o-a1b2c3d4e5/tag_policy/*",
    ]);
  });

  it("holds nothing that moves accounts, switches a type or delegates further", () => {
    const allowed = Statement.flatMap(actionsOf);
    assert.deepEqual(allowed.filter(changes).sort(), [
      "organizations:AttachPolicy",
      "organizations:CreatePolicy",
      "organizations:DeletePolicy",
      "organizations:DetachPolicy",
      "organizations:UpdatePolicy",
    ]);
    assert.equal(new Set(allowed).size, allowed.length);
  });
});
