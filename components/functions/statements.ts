import { type Statement as ContractStatement } from "../../functions/lib/aws-contract";
import { type Statement } from "../policy-document";

/** What stands for each placeholder: one text, or several where a list of resources may hold them. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

const PLACEHOLDER = /<([^<>]+)>/g;

/** One text for each choice of values, as a placeholder with several stands for all of them. */
function filled(text: string, values: Values): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].reduce<readonly string[]>(
    (texts, [whole, name = ""]) => {
      const value = values[name];
      if (value === undefined) throw new Error(`no value for ${whole} in ${text}`);
      const choices = typeof value === "string" ? [value] : value;
      return texts.flatMap((one) => choices.map((choice) => one.replace(whole, () => choice)));
    },
    [text],
  );
}

function single(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}

function filledCondition(condition: ContractStatement["Condition"], values: Values): Statement["Condition"] {
  if (condition === undefined) return undefined;
  const value = (texts: string | readonly string[]): string | readonly string[] =>
    typeof texts === "string" ? single(filled(texts, values)) : texts.flatMap((text) => filled(text, values));
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, texts]) => [key, value(texts)])),
    ]),
  );
}

/**
 * The statements of a contract with their placeholders filled in. A placeholder that stands for an empty list takes its resource with it.
 * @throws when a placeholder has no value, or nothing is left of a statement's resources: a role must get neither too little nor `*`
 */
export function fillStatements(
  statements: readonly ContractStatement[],
  values: Values,
): readonly Statement[] {
  return statements.map(({ Condition, ...statement }) => {
    const Resource = statement.Resource.flatMap((resource) => filled(resource, values));
    if (Resource.length === 0) throw new Error(`nothing is left of the resources of ${statement.Sid}`);
    const condition = filledCondition(Condition, values);
    return { ...statement, Resource, ...(condition === undefined ? {} : { Condition: condition }) };
  });
}

/** What a function's service needs of its role beside the contract: its log group, its key, its dead letters. */
export function plumbing({
  logGroupArn,
  keyArn,
  deadLetterQueueArn,
}: {
  readonly logGroupArn: string;
  readonly keyArn: string;
  readonly deadLetterQueueArn: string | undefined;
}): readonly Statement[] {
  return [
    {
      Sid: "WriteOwnLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${logGroupArn}:*`],
    },
    { Sid: "UseTheKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [keyArn] },
    ...(deadLetterQueueArn === undefined
      ? []
      : [
          {
            Sid: "PutAwayWhatFails",
            Effect: "Allow",
            Action: ["sqs:SendMessage"],
            Resource: [deadLetterQueueArn],
          } as const,
        ]),
  ];
}

/** What Lambda does with a function's role to put the function into a VPC. */
const INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * What the role of a function in a VPC needs, and that its code may do none of it: Lambda works with the function's own role before there
 * is an interface that a statement could name. Sources: AWSLambdaVPCAccessExecutionRole; Lambda developer guide, "Giving Lambda functions
 * access to resources in an Amazon VPC" (`lambda:SourceFunctionArn`), read 2026-11.
 */
export function interfaceStatements(place: {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}): readonly Statement[] {
  return [
    { Sid: "EnterTheVpc", Effect: "Allow", Action: INTERFACE_ACTIONS, Resource: "*" },
    {
      Sid: "ButNotByItsCode",
      Effect: "Deny",
      Action: INTERFACE_ACTIONS,
      Resource: "*",
      Condition: {
        ArnLike: {
          "lambda:SourceFunctionArn": `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:*`,
        },
      },
    },
  ];
}

/** A contract's statements and the plumbing, each once: triage's contract names the key itself. */
export function functionStatements(
  own: readonly Statement[],
  service: readonly Statement[],
): readonly Statement[] {
  const named = new Set(own.map(({ Sid }) => Sid));
  return [...own, ...service.filter(({ Sid }) => !named.has(Sid))];
}
