import { type Conditions, type Exempt, type Guardrail, type PolicyStatement } from "./statement";

/** Names, or patterns of names with `*`, of the roles that guardrails leave out. All are roles without a path. */
export type GuardrailRoles = Readonly<Record<Exempt, string>>;

/**
 * ARN pattern of a role in every account and partition. `aws:PrincipalArn` holds a session's role, not the session (IAM user guide, "AWS global
 * condition context keys", read 2026-11), so this is what an exemption must name.
 */
export function roleArn(name: string): string {
  return `arn:*:iam::*:role/${name}`;
}

/** The statement of a guardrail: its own conditions, and the condition that leaves the exempt roles out. */
export function denial(
  { denies: _, exempt, ...guardrail }: Guardrail,
  roles: GuardrailRoles,
): PolicyStatement {
  return {
    ...guardrail,
    effect: "Deny",
    ...(exempt.length > 0 || guardrail.conditions
      ? { conditions: withExemption(guardrail.conditions ?? {}, exempt, roles) }
      : {}),
  };
}

function withExemption(own: Conditions, exempt: readonly Exempt[], roles: GuardrailRoles): Conditions {
  if (exempt.length === 0) return own;
  if (own.ArnNotLike?.["aws:PrincipalArn"]) {
    throw new Error("A guardrail says whom it exempts by `exempt`, not by a condition of its own.");
  }
  const arns = exempt.map((role) => roleArn(roles[role])).sort();
  return { ...own, ArnNotLike: { ...own.ArnNotLike, "aws:PrincipalArn": arns } };
}
