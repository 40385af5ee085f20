import assert from "node:assert/strict";
import { dynamodbEndpointPolicy } from "../../../../components/endpoints/dynamodb-endpoint-policy";
import { endpointActions } from "../../../../components/endpoints/endpoint-actions";
import { interfaceEndpointPolicy } from "../../../../components/endpoints/interface-endpoint-policy";
import { type Statement } from "../../../../components/policy-document";
import { interfaceEndpointServices, privateNamesOf } from "../../../../settings/facts/interface-endpoints";

const organizationId = "o-a1b2c3d4e5";
const place = { region: "eu-west-2", partition: "aws", organizationId } as const;

function statementsOf(policy: string): Statement[] {
  return (JSON.parse(policy) as { Statement: Statement[] }).Statement;
}

/** Prefixes of actions that are not the service's own name. */
const prefixes: Readonly<Record<string, string>> = {
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  "guardduty-data": "guardduty",
  "kinesis-firehose": "firehose",
  "kinesis-streams": "kinesis",
  monitoring: "cloudwatch",
};

describe("policies of interface endpoints", () => {
  for (const service of interfaceEndpointServices) {
    it(`of ${service} admit its own actions, by the organisation, to the organisation's resources`, () => {
      const [own, ...rest] = statementsOf(interfaceEndpointPolicy({ service, ...place }));
      assert.deepEqual(own!.Condition, {
        StringEquals: { "aws:PrincipalOrgID": organizationId, "aws:ResourceOrgID": organizationId },
      });
      const prefix = `${prefixes[service] ?? service}:`;
      for (const action of own!.Action) {
        assert.ok(action.startsWith(prefix), action);
        assert.match(action, /^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
      }
      assert.ok(own!.Action.length > 0);
      assert.deepEqual(
        rest.map(({ Sid }) => Sid),
        service === "ssm" ? ["OrganisationReadsWhatAwsPublishes"] : [],
      );
    });
  }

  it("let no host change who may do what, or delete what it did not make", () => {
    const actions = Object.values(endpointActions).flat();
    const deletes = ["ec2messages:DeleteMessage", "sqs:DeleteMessage"];
    assert.deepEqual(
      actions.filter(
        (action) =>
          !deletes.includes(action) &&
          /:(Delete|Create(?!LogStream|.*Channel)|.*Policy$|Tag|Untag)/.test(action),
      ),
      // Session tags are no tags of a resource.
      ["sts:TagSession"],
    );
  });

  it("of Systems Manager read AWS's documents and public parameters, which are in no organisation", () => {
    const [, ofAws] = statementsOf(interfaceEndpointPolicy({ service: "ssm", ...place }));
    assert.deepEqual(ofAws!.Resource, [
      "arn:aws:ssm:eu-west-2::document/AWS*",
      "arn:aws:ssm:eu-west-2::document/Amazon*",
      "arn:aws:ssm:eu-west-2::parameter/aws/service/*",
    ]);
    assert.deepEqual(ofAws!.Condition, { StringEquals: { "aws:PrincipalOrgID": organizationId } });
  });

  it("admit more actions when they are asked for, each once", () => {
    const [own] = statementsOf(
      interfaceEndpointPolicy({
        service: "sns",
        ...place,
        moreActions: ["sns:ListTopics", "sns:Publish"],
      }),
    );
    assert.deepEqual(own!.Action, ["sns:GetTopicAttributes", "sns:Publish", "sns:ListTopics"]);
  });

  it("of DynamoDB's gateway name the account's tables, and items only", () => {
    const [own, ...rest] = statementsOf(dynamodbEndpointPolicy({ accountId: "210000000111", ...place }));
    assert.equal(own!.Resource, "arn:aws:dynamodb:eu-west-2:210000000111:table/*");
    assert.deepEqual(Object.keys(own!.Condition!.StringEquals!), ["aws:PrincipalOrgID", "aws:ResourceOrgID"]);
    assert.ok(!own!.Action.includes("dynamodb:DeleteTable"));
    assert.deepEqual(rest, []);
  });
});

describe("private names of interface endpoints", () => {
  const names: Array<[Parameters<typeof privateNamesOf>[0], string[]]> = [
    ["logs", ["logs.eu-west-2.amazonaws.com"]],
    ["ecr.api", ["api.ecr.eu-west-2.amazonaws.com"]],
    ["ecr.dkr", ["dkr.ecr.eu-west-2.amazonaws.com", "*.dkr.ecr.eu-west-2.amazonaws.com"]],
    ["kinesis-firehose", ["firehose.eu-west-2.amazonaws.com"]],
  ];
  for (const [service, expected] of names) {
    it(`of ${service} are ${expected.join(" and ")}`, () =>
      assert.deepEqual(privateNamesOf(service, "eu-west-2", "amazonaws.com"), expected));
  }

  it("end in the partition's suffix, and all lie in the first one's zone", () => {
    for (const service of interfaceEndpointServices) {
      const [zone, ...others] = privateNamesOf(service, "cn-north-1", "amazonaws.com.cn");
      assert.match(zone!, /\.cn-north-1\.amazonaws\.com\.cn$/);
      for (const name of others) assert.ok(name.endsWith(`.${zone}`), name);
    }
  });
});
