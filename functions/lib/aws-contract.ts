/** A statement of a function's role. Resources may hold placeholders in angle brackets that the component fills in. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * What a function remembers, in the table that all of them share: it reads and writes entries of its own and no other's, whose key begins like
 * this or matches it. Otherwise one that reads what strangers wrote could tell a repair what to do.
 */
export function remembering(...keys: readonly string[]): Statement {
  return {
    Sid: "Remember",
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
    Resource: ["arn:<partition>:dynamodb:<region>:<account>:table/<STATE_TABLE>"],
    Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys } },
  };
}

/** An environment variable of a function. */
export interface Variable {
  readonly name: string;
  readonly required: boolean;
  readonly meaning: string;
}

/** All that a component must know to deploy a function. Pure data: importing it starts nothing. */
export interface FunctionContract {
  /** Also the name of the bundle in dist/functions. */
  readonly name: string;
  /** The source of the handler, from the repository's root; it exports `handler`. */
  readonly entry: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: readonly Variable[];
  /** What its own role may do in the account it runs in. */
  readonly ownStatements: readonly Statement[];
  /** What the role it assumes in every account may do there. */
  readonly memberStatements: readonly Statement[];
  /** Patterns of the rules on the security account's bus that invoke it. */
  readonly patterns: Readonly<Record<string, unknown>>;
  /** An EventBridge schedule expression, when it also runs by the clock. */
  readonly schedule: string | undefined;
}
