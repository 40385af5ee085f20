import { hashcode } from "../checks/hashcode";
import { isProps, objects, str, strings, type Props, type Value } from "../model/values";
import type { Functions } from "./function";

/** One value alone, several as a sorted list: as the real provider writes them. */
function oneOrMore(values: readonly string[]): Value {
  const [first, ...rest] = values;
  return rest.length === 0 && first !== undefined ? first : [...values].sort().reverse();
}

function principals(blocks: readonly Props[]): Value | undefined {
  if (blocks.length === 0) return undefined;
  const every = blocks.every((one) => str(one, "type") === "*" && strings(one, "identifiers").join() === "*");
  if (every) return "*";
  const byType: Record<string, string[]> = {};
  for (const one of blocks) (byType[str(one, "type") ?? ""] ??= []).push(...strings(one, "identifiers"));
  return Object.fromEntries(Object.entries(byType).map(([type, names]) => [type, oneOrMore(names)]));
}

function conditions(blocks: readonly Props[]): Value | undefined {
  if (blocks.length === 0) return undefined;
  const tests: Record<string, Record<string, Value>> = {};
  for (const one of blocks) {
    (tests[str(one, "test") ?? ""] ??= {})[str(one, "variable") ?? ""] = oneOrMore(strings(one, "values"));
  }
  return tests;
}

function statement(from: Props): Props {
  const list = (name: string): Value | undefined => {
    const values = strings(from, name);
    return values.length === 0 ? undefined : oneOrMore(values);
  };
  const parts: Record<string, Value | undefined> = {
    Sid: str(from, "sid"),
    Effect: str(from, "effect") ?? "Allow",
    Principal: principals(objects(from, "principals")),
    NotPrincipal: principals(objects(from, "notPrincipals")),
    Action: list("actions"),
    NotAction: list("notActions"),
    Resource: list("resources"),
    NotResource: list("notResources"),
    Condition: conditions(objects(from, "conditions")),
  };
  const made: Props = {};
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) made[name] = value;
  return made;
}

function statementsOf(text: string): Props[] {
  const document = JSON.parse(text) as Value;
  return isProps(document) ? objects(document, "Statement") : [];
}

/** Later statements take the place of earlier ones with the same Sid. */
function merge(statements: readonly Props[]): Props[] {
  const merged: Props[] = [];
  for (const one of statements) {
    const sid = str(one, "Sid") ?? "";
    const at = sid === "" ? -1 : merged.findIndex((other) => str(other, "Sid") === sid);
    if (at < 0) merged.push(one);
    else merged[at] = one;
  }
  return merged;
}

/** The document of the arguments, as JSON text. */
function policyDocument(args: Props): Props {
  const statements = merge([
    ...strings(args, "sourcePolicyDocuments").flatMap(statementsOf),
    ...objects(args, "statements").map(statement),
    ...strings(args, "overridePolicyDocuments").flatMap(statementsOf),
  ]);
  const id = str(args, "policyId");
  const document = {
    Version: str(args, "version") ?? "2012-10-17",
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements,
  };
  return {
    version: document.Version,
    id: String(hashcode(JSON.stringify(document))),
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
}

export const policyFunctions: Functions = {
  "aws:iam/getPolicyDocument:getPolicyDocument": ({ args }) => policyDocument(args),
};
