import { type ResourceRemediation, Secret } from "@pulumi/policy";
import { bare } from "../analysis/from-policy";
import { type Json, type Props } from "../analysis/values";
import { type Evaluation } from "./evaluation";
import { isExempt } from "./exemptions";
import { parametersOf } from "./parameters";
import { type Policy } from "./policy";

/** The policy's remediation as the SDK has it, or undefined. The SDK runs it only at level `remediate`. */
export function remediationOf(evaluation: Evaluation, policy: Policy): ResourceRemediation | undefined {
  if (policy.kind !== "resource" || policy.remediate === undefined) return undefined;
  const { remediate, types } = policy;
  const applies = new Set(types);
  return (args) => {
    if (!applies.has(args.type)) return undefined;
    const settings = evaluation.settingsOf(policy);
    if (isExempt(settings?.exemptions ?? [], args.urn, new Date())) return undefined;
    const raw = bare(args.props) as Record<string, unknown>;
    const context = { parameters: parametersOf(policy.parameters, settings?.parameters) };
    const patch = remediate(revealed(raw) as Props, args.type, context);
    return patch === undefined ? undefined : merge(raw, patch);
  };
}

/** Puts the repaired properties in place; one that held a secret stays one. */
function merge(raw: Record<string, unknown>, patch: Props): Record<string, unknown> {
  const result: Record<string, unknown> = { ...raw };
  for (const [key, value] of Object.entries(patch))
    result[key] = holdsSecret(raw[key]) ? new Secret(value) : value;
  return result;
}

function holdsSecret(value: unknown): boolean {
  if (value instanceof Secret) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsSecret);
}

/** Secrets read as their values, so that a repair looks at what is there. */
function revealed(value: unknown): Json | undefined {
  if (value instanceof Secret) return revealed(value.value);
  if (Array.isArray(value)) return value.map((element) => revealed(element) ?? null);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, revealed(element)]));
  }
  return value as Json | undefined;
}
