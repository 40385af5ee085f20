import assert from "node:assert/strict";
import { memberRoles } from "../../../../components/detection/member-roles-plan";
import { RESPONDER_ROLES, type Responder } from "../../../../components/detection/names";
import { CONTRACTS } from "../../../../functions/contracts";

const account = {
  accountId: "210000000111",
  partition: "aws",
  organizationId: "o-a1b2c3d4e5",
  securityAccountId: "210000000003",
};
const responders = Object.keys(RESPONDER_ROLES) as Responder[];

describe("the roles that functions assume in an account", () => {
  it("are there for every function that works in other accounts", () => {
    const working = CONTRACTS.filter(({ memberStatements }) => memberStatements.length > 0);
    assert.deepEqual([...responders].sort(), working.map(({ name }) => name).sort());
  });

  it("may do what the contract says and nothing else", () => {
    for (const { responder, statements } of memberRoles(account, responders)) {
      const contract = CONTRACTS.find(({ name }) => name === responder);
      const actions = contract?.memberStatements.map(({ Sid, Action }) => [Sid, Action]);
      assert.deepEqual(
        statements.map(({ Sid, Action }) => [Sid, Action]),
        actions,
      );
      assert.doesNotMatch(JSON.stringify(statements), /[<>]/, responder);
    }
  });

  it("close groups and hand on roles of this account only", () => {
    const text = JSON.stringify(memberRoles(account, responders));
    assert.match(text, /arn:aws:ec2:\*:210000000111:security-group\/\*/);
    assert.match(text, /arn:aws:iam::210000000111:role\/\*-flow-logs-\*/);
  });

  it("trust one role of the security account, within the organisation", () => {
    for (const { responder, trust } of memberRoles(account, responders)) {
      const { Statement } = JSON.parse(trust) as { Statement: Array<Record<string, unknown>> };
      assert.deepEqual(Statement, [
        {
          Sid: "OneFunctionOfTheSecurityAccount",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210000000003:root" },
          Action: "sts:AssumeRole",
          Condition: {
            ArnEquals: {
              "aws:PrincipalArn": `arn:aws:iam::210000000003:role/${RESPONDER_ROLES[responder].own}`,
            },
            StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          },
        },
      ]);
    }
  });

  it("have names that the guardrails protect, no two alike", () => {
    const names = Object.values(RESPONDER_ROLES).flatMap(({ own, member }) => [own, member]);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^LandingZone\w{1,53}$/);
  });
});
