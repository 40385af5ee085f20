import { isWholeWorld } from "./addresses";
import { type Condition, type Statement, isAnyone } from "./documents";
import { UNKNOWN, type Unknown } from "./values";

/**
 * Condition keys that tie a request to known callers or networks, so that a principal `*` is no longer anyone.
 * Source: AWS, "The meaning of public", S3 user guide, and the global condition keys of the IAM user guide (2026-11).
 */
const NARROWING_KEYS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "elasticfilesystem:accesspointarn",
  "kms:calleraccount",
  "lambda:functionurlauthtype",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

const NARROWING_OPERATORS: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
]);

/**
 * True when a statement allows anyone at all: principal `*` in either form, or a NotPrincipal, with no condition that narrows it.
 * A Deny never does. Unknown when the answer hangs on a part that is not known.
 */
export function allowsAnyone(statement: Statement): boolean | Unknown {
  if (statement.effect === "Deny") return false;
  const open = isAnyone(statement.principals) || statement.notPrincipals !== undefined;
  const maybeOpen = open || (statement.principals?.some(({ value }) => value === UNKNOWN) ?? false);
  if (!maybeOpen) return false;
  if (statement.conditions === UNKNOWN) return UNKNOWN;
  const narrowings = statement.conditions.map(narrows);
  if (narrowings.includes(true)) return false;
  if (narrowings.includes(UNKNOWN) || !open || statement.effect === UNKNOWN) return UNKNOWN;
  return true;
}

function narrows(condition: Condition): boolean | Unknown {
  // IfExists and ForAllValues hold for a request that lacks the key: they narrow nothing.
  if (condition.ifExists || condition.set === "all") return false;
  if (condition.operator === "ipaddress" && condition.key === "aws:sourceip") {
    if (condition.values.some((value) => value !== UNKNOWN && isWholeWorld(value))) return false;
    return condition.values.includes(UNKNOWN) ? UNKNOWN : condition.values.length > 0;
  }
  // A mount target is in a subnet: whoever reaches it is in the network.
  if (condition.operator === "bool" && condition.key === "elasticfilesystem:accessedviamounttarget") {
    if (condition.values.includes(UNKNOWN)) return UNKNOWN;
    return condition.values.length > 0 && condition.values.every((value) => value === "true");
  }
  if (!NARROWING_KEYS.has(condition.key) || !NARROWING_OPERATORS.has(condition.operator)) return false;
  if (condition.values.some((value) => value !== UNKNOWN && !namesSomebody(condition.key, value)))
    return false;
  return condition.values.includes(UNKNOWN) ? UNKNOWN : condition.values.length > 0;
}

/**
 * False for a pattern that anyone can come to match, by making a role, an account or a resource of such a name: only what AWS gives out tells
 * one from another. An ARN needs its account, or, where its kind has none (a bucket), its name.
 */
function namesSomebody(key: string, value: string): boolean {
  if (!/[*?]/.test(value)) return true;
  if (key.endsWith("arn")) return namesAccount(value);
  // An organisation's id and all below it; a role's id and all its sessions.
  if (key.endsWith("orgpaths")) return /^o-[a-z0-9]{10,32}\//.test(value);
  if (key === "aws:userid") return /^[A-Z0-9]{16,128}(:|$)/.test(value);
  return false;
}

/** True when every ARN of such a pattern is of one account, or of one name where the kind of resource has no account in it. */
export function namesAccount(pattern: string): boolean {
  const [, , service = "", , account = "", ...name] = pattern.split(":");
  if (/^\d{12}$/.test(account) || account === "aws") return true;
  return account === "" && !/[*?]/.test(service) && !/^([*?]|$)/.test(name.join(":"));
}

/** True for a resource pattern that takes in all there is: a star, or an ARN of stars. */
export function isEverything(resource: string): boolean {
  return /^(\*+|arn:(\*|aws[a-z-]*)(:\*+)+)$/.test(resource);
}

/** True when a statement allows every action on everything: a full administrator. */
export function allowsEverything(statement: Statement): boolean | Unknown {
  if (statement.effect === "Deny") return false;
  const actions =
    statement.actions?.some((action) => action !== UNKNOWN && /^\*+(:\*+)?$/.test(action)) ?? false;
  const resources = statement.resources?.some((one) => one !== UNKNOWN && isEverything(one)) ?? false;
  if (actions && resources) return statement.effect === UNKNOWN ? UNKNOWN : true;
  const maybeActions = actions || (statement.actions?.includes(UNKNOWN) ?? false);
  const maybeResources = resources || (statement.resources?.includes(UNKNOWN) ?? false);
  return maybeActions && maybeResources ? UNKNOWN : false;
}
