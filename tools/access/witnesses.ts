import type { Policy, Statement } from "../../test/proofs/model/documents";
import type { AccessModel, Role } from "../../test/proofs/model/model";
import { type Context, speaksOf } from "./ask";
import type { Caller } from "./callers";
import type { Call, Store } from "./stores";

/** A request that is made after a statement which allows it: only so is a path or a condition met. */
export interface Witness {
  readonly caller: Caller;
  readonly call: Call;
  readonly with: Context;
}

/** Text that a pattern takes. */
const instance = (pattern: string): string =>
  pattern
    .replaceAll(/\$\{[*?$]\}/g, "x")
    .replaceAll("*", "x")
    .replaceAll("?", "a");

const list = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (one === undefined ? [] : [String(one)]));

/** Context in which a statement's conditions hold, as far as one can be made: of operators that say what must be, the first value. */
function contextFor({ Condition }: Statement, account: string): Witness["with"] {
  const context: Witness["with"] = {};
  for (const [operator, keys] of Object.entries(
    (Condition ?? {}) as Record<string, Record<string, unknown>>,
  )) {
    for (const [key, values] of Object.entries(keys)) {
      const name = operator.replace(/^For(All|Any)Values:/, "").replace(/IfExists$/, "");
      const [first = ""] = list(values);
      const own = list(values).find((one) => one.includes(account)) ?? first;
      if (name === "Null") {
        if (first === "true") context[key] = null;
      } else if (/^(StringEquals|StringLike|ArnEquals|ArnLike|Bool|StringEqualsIgnoreCase)$/.test(name)) {
        if (!/^aws:Principal(Arn|Account|Org)/i.test(key)) context[key] = instance(withAccount(own, account));
      }
    }
  }
  return context;
}

/** Policy variables for the caller's account. */
const withAccount = (text: string, account: string): string =>
  text.replaceAll(/\$\{aws:(SourceAccount|PrincipalAccount|ResourceAccount)\}/gi, account);

/** What follows a store's ARN in the resources of a statement; the given rest when a pattern takes the store itself, or all there is. */
function restsOf({ Resource, NotResource }: Statement, arn: string, rest: string, account: string): string[] {
  if (Resource === undefined) return NotResource === undefined ? [] : [rest];
  return list(Resource).flatMap((pattern) => {
    const text = withAccount(pattern, account);
    if (globOf(text).test(arn + rest)) return [rest];
    // Of objects a pattern may name some alone.
    const isNarrower = rest.startsWith("/") && text.startsWith(`${arn}/`);
    return isNarrower ? [instance(text.slice(arn.length))] : [];
  });
}

const globOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );

/** Calls of a store of which a statement speaks, at places that it names. */
function callsOn(statement: Statement, { calls, resource, kind, name }: Store, account: string): Call[] {
  if (!resource) return [];
  const own = `${kind}:${name}`;
  return calls
    .filter(({ action, where }) => where.startsWith(own) && speaksOf(statement, action))
    .flatMap((call) => {
      const rests = restsOf(statement, resource.arn, call.where.slice(own.length), account);
      return [...new Set(rests)].map((rest) => ({ ...call, where: own + rest }));
    });
}

function* allowing(policies: readonly Policy[]): Generator<Statement> {
  for (const { document } of policies) {
    for (const statement of document.Statement) if (statement.Effect === "Allow") yield statement;
  }
}

const servicesOf = ({ Principal }: Statement): string[] =>
  Principal !== null && typeof Principal === "object"
    ? list((Principal as { Service?: unknown }).Service)
    : [];

/** Whether a statement of a resource's policy names a role itself: its account alone leaves it to the role's own policies. */
const names = ({ Principal }: Statement, { arn }: Role): boolean =>
  Principal === "*" ||
  (Principal !== null &&
    typeof Principal === "object" &&
    list((Principal as { AWS?: unknown }).AWS).some((one) => one === "*" || one === arn));

/** Requests by which AWS's services use a store, after the statements of its policy that let them in. */
export function serviceWitnesses(
  store: Store,
  accountIds: readonly string[],
  nameOf: (id: string) => string,
): Witness[] {
  const found: Witness[] = [];
  for (const statement of allowing(store.resource?.policies ?? [])) {
    const text = JSON.stringify(statement);
    // On behalf of an account that the statement names; of the store's own when it names none.
    const behalf = accountIds.find((id) => text.includes(id)) ?? store.account.id;
    for (const service of servicesOf(statement)) {
      const who = `service:${service}@${nameOf(behalf)}`;
      const caller: Caller = { kind: "service", who, isOwn: behalf === store.account.id, like: who };
      for (const call of callsOn(statement, store, behalf)) {
        found.push({ caller, call, with: contextFor(statement, behalf) });
      }
    }
  }
  return found;
}

/** Requests by which roles of the stacks use a store, after the statements that let them: their own, and those that name them. */
export function roleWitnesses(model: AccessModel, store: Store): Witness[] {
  const found: Witness[] = [];
  for (const role of model.roles.values()) {
    const isBreakGlass = role.arn.endsWith("/LandingZoneBreakGlass");
    const caller: Caller = {
      kind: isBreakGlass ? "break-glass role" : "platform role",
      who: `role:${role.name}`,
      isOwn: role.accountId === store.account.id,
      like: `role:${role.name}`,
    };
    const naming = [...allowing(store.resource?.policies ?? [])].filter((statement) =>
      names(statement, role),
    );
    for (const statement of [...allowing(role.policies), ...naming]) {
      for (const call of callsOn(statement, store, role.accountId)) {
        found.push({ caller, call, with: contextFor(statement, role.accountId) });
      }
    }
  }
  return found;
}
