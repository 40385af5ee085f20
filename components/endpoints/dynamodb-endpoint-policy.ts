import { policyDocument } from "../policy-document";

/** What applications do to items; tables are made by their stacks, which do not run behind the endpoint. */
const itemActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
] as const;

/**
 * Policy of a DynamoDB gateway endpoint: the organisation's principals work on items of the tables of one account and Region.
 * A gateway endpoint takes no principal but `*`, so the conditions narrow it (PrivateLink guide, "Gateway endpoints for
 * Amazon DynamoDB", read 2026-11).
 */
export function dynamodbEndpointPolicy(args: {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly organizationId: string;
}): string {
  const { accountId, region, partition, organizationId } = args;
  return policyDocument([
    {
      Sid: "TablesOfTheWorkload",
      Effect: "Allow",
      Principal: "*",
      Action: itemActions,
      Resource: `arn:${partition}:dynamodb:${region}:${accountId}:table/*`,
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": organizationId, "aws:ResourceOrgID": organizationId },
      },
    },
  ]);
}
