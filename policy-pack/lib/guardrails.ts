import {
  type Condition,
  type Document,
  type Statement,
  covers,
  coversAction,
  glob,
  hasUnknownStatement,
  knownStatements,
} from "../analysis/documents";
import { UNKNOWN } from "../analysis/values";
import { type Outcome, allOf, compliant, notApplicable, unknown, violation } from "./outcome";

/**
 * Whether a service control policy would lock the deployment out: a Deny of what it needs, on everything, for everybody. A condition that
 * exempts principals, or that narrows the denial to certain requests, keeps the way open; but a Region guardrail which leaves out the Region of
 * the global services must let these pass by NotAction.
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
  const everywhere =
    statement.resources?.some((resource) => resource === "*") ?? statement.notResources !== undefined;
  if (!everywhere) return statement.resources?.includes(UNKNOWN) ? unknown(name) : compliant;
  const denied = needed.filter((action) => coversAction(statement, action));
  if (denied.length === 0) return statement.actions?.includes(UNKNOWN) ? unknown(name) : compliant;
  if (statement.conditions === UNKNOWN || statement.effect === UNKNOWN) return unknown(name);
  const { conditions } = statement;
  if (conditions.some((condition) => exempts(condition, roles))) return compliant;
  const region = conditions.find(
    ({ key, operator }) => key === "aws:requestedregion" && operator.includes("not"),
  );
  if (region) return judgeRegions(statement, region, name);
  // Any other condition narrows the denial to some requests; those that only name principals to deny do not free the others.
  const narrowed = conditions.some(({ key }) => !key.startsWith("aws:principal"));
  if (narrowed) return compliant;
  if (conditions.length > 0 && !conditions.some(({ operator }) => operator.includes("not"))) return compliant;
  const list = denied.slice(0, 5).join(", ") + (denied.length > 5 ? ` and ${denied.length - 5} more` : "");
  return violation(`${name} denies ${list} to every principal, the deployment's own roles among them.`);
}

/** A condition under which the denial does not bind certain principals. */
function exempts({ key, operator, values }: Condition, roles: readonly string[]): boolean {
  if (!key.startsWith("aws:principal") || !operator.includes("not")) return false;
  if (roles.length === 0 || key !== "aws:principalarn") return values.length > 0;
  return roles.every((role) =>
    values.some((value) => value !== UNKNOWN && (covers(value, role) || glob(role, value))),
  );
}

/** The Region in which the global services (IAM, Organizations, CloudFront, Route 53) are called. */
const GLOBAL_REGION = "us-east-1";

function judgeRegions(statement: Statement, region: Condition, name: string): Outcome {
  if (region.values.includes(UNKNOWN)) return unknown(name);
  if (region.values.includes(GLOBAL_REGION)) return compliant;
  const passes = ["iam:CreateRole", "sts:GetCallerIdentity"].every(
    (action) => !coversAction(statement, action),
  );
  return passes
    ? compliant
    : violation(
        `${name} denies the global services too: they are called in ${GLOBAL_REGION}, which it does not allow.`,
      );
}
