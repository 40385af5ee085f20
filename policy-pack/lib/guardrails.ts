import { type Carried, meets } from "../analysis/conditions";
import {
  type Condition,
  type Document,
  type Statement,
  coversAction,
  glob,
  hasUnknownStatement,
  knownStatements,
} from "../analysis/documents";
import { UNKNOWN } from "../analysis/values";
import { DEPLOYMENT_REQUEST, GLOBAL_REGION, GLOBAL_SERVICES } from "./facts/deployment-request";
import { type Outcome, allOf, compliant, notApplicable, unknown, violation } from "./outcome";

/**
 * Whether a service or resource control policy would lock the deployment out: a Deny of what it needs, on everything, under conditions that each
 * of its requests meets. A condition that a request cannot be told to meet (on a tag, an address, what it changes) only narrows the denial.
 */
export function judgeGuardrail(
  document: Document,
  needed: readonly string[],
  roles: readonly string[],
): Outcome {
  if (document.kind === "unknown") return unknown("content");
  if (document.kind !== "document") return notApplicable("it has no document that can be read");
  const outcomes = knownStatements(document).map((statement, index) =>
    judgeStatement(
      statement,
      statement.sid ? `Statement "${statement.sid}"` : `Statement ${index + 1}`,
      needed,
      roles,
    ),
  );
  if (hasUnknownStatement(document)) outcomes.push(unknown("content"));
  return allOf(compliant, ...outcomes);
}

function judgeStatement(
  statement: Statement,
  name: string,
  needed: readonly string[],
  roles: readonly string[],
): Outcome {
  if (statement.effect === "Allow") return compliant;
  const { conditions } = statement;
  const unreadable = [...(statement.actions ?? []), ...(statement.resources ?? [])].includes(UNKNOWN);
  const denied = needed.filter(
    (action) => coversAction(statement, action) && coversService(statement, action),
  );
  if (denied.length === 0) return unreadable ? unknown(name) : compliant;
  if (conditions === UNKNOWN || statement.effect === UNKNOWN) return unknown(name);
  // Without a role by name, whoever is exempt is taken to be the deployment.
  return allOf(
    compliant,
    ...(roles.length === 0 ? [undefined] : roles).map((role): Outcome => {
      const bound = denied.map((action) => [action, binds(conditions, action, role)] as const);
      const lost = bound.flatMap(([action, binding]) => (binding === true ? [action] : []));
      if (lost.length > 0) return violation(messageOf(name, lost, role, conditions));
      return bound.some(([, binding]) => binding === UNKNOWN) ? unknown(name) : compliant;
    }),
  );
}

/** Whether every request for the action meets the conditions; unknown when a value that is not known yet decides. */
function binds(
  conditions: readonly Condition[],
  action: string,
  role: string | undefined,
): boolean | typeof UNKNOWN {
  const truths = conditions.map((condition) => meets(condition, carriedBy(action, role, condition)));
  if (truths.includes(false)) return false;
  const open = conditions.filter((_, index) => truths[index] === undefined);
  if (open.length === 0) return true;
  return open.every(({ values }) => values.includes(UNKNOWN)) ? UNKNOWN : false;
}

function messageOf(
  name: string,
  lost: readonly string[],
  role: string | undefined,
  conditions: readonly Condition[],
): string {
  if (conditions.some(({ key }) => key === "aws:requestedregion")) {
    return `${name} denies the global services too: they are called in ${GLOBAL_REGION}, which it does not allow.`;
  }
  const list = lost.slice(0, 5).join(", ") + (lost.length > 5 ? ` and ${lost.length - 5} more` : "");
  const exempt = conditions.find(
    ({ key, operator }) => key === "aws:principalarn" && operator.includes("not"),
  );
  if (exempt && role !== undefined) {
    const values = exempt.values.filter((value) => value !== UNKNOWN).join(", ");
    return `${name} denies ${list} to ${role}: it exempts ${values}, which that role's ARN does not match.`;
  }
  return `${name} denies ${list} to every principal, the deployment's own roles among them.`;
}

/** What the deployment's request for an action carries under the condition's key. */
function carriedBy(action: string, role: string | undefined, { key, operator, values }: Condition): Carried {
  const negated = operator.includes("not");
  if (key === "aws:principalarn") {
    // A role that is not named: one that is exempt, and none that is singled out.
    if (role === undefined) return negated ? { kind: "matches" } : { kind: "value", text: "" };
    return {
      kind: "value",
      text: sampleOf(
        role,
        values.find((value) => value !== UNKNOWN),
      ),
    };
  }
  if (key === "aws:requestedregion") {
    if (GLOBAL_SERVICES.includes(action.split(":")[0] ?? "")) return { kind: "value", text: GLOBAL_REGION };
    // A deployment works in the Regions that a list allows; which those are that a list forbids, it does not say.
    return negated ? { kind: "matches" } : undefined;
  }
  const value = DEPLOYMENT_REQUEST[key];
  if (value === undefined) return undefined;
  if (value === "absent") return { kind: "absent" };
  return value === "own" ? { kind: "matches" } : { kind: "value", text: value };
}

/** An ARN such as the pattern of a role stands for: of an account that no exemption would name, in the partition of what it is compared with. */
function sampleOf(role: string, compared: string | undefined): string {
  const parts = role.split(":");
  const partition = compared?.split(":")[1] ?? "";
  if (parts[1] === "*") parts[1] = /^[a-z-]+$/.test(partition) ? partition : "aws";
  if (parts[4] === "*") parts[4] = "000000000000";
  return parts.join(":").replaceAll(/[*?]/g, "x");
}

/** Whether a statement's resources leave nothing of the action's service: all of it, or all of one type of resource. */
function coversService({ resources, notResources }: Statement, action: string): boolean {
  if (!resources) return notResources !== undefined;
  const service = action.split(":")[0] ?? "";
  return resources.some((resource) => {
    if (resource === UNKNOWN) return false;
    if (resource === "*") return true;
    const [arn, , of = "", region = "", account = "", ...rest] = resource.split(":");
    const everywhere = [region, account].every((part) => part === "" || part === "*");
    // Without an account (S3) what comes first is a name, not a type.
    const all = account === "" ? /^\*(\/\*)?$/ : /^(\*|[\w-]+[:/]\*)$/;
    return arn === "arn" && glob(of, service) && everywhere && all.test(rest.join(":"));
  });
}
