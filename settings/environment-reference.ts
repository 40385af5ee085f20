import { type Completed } from "./organization-reference";
import { type Problem, isSecretField, show } from "./problems";
import { isRecord } from "./read";
import { type WorkloadStackSettings } from "./schema/workload-stack";

type Raw = Readonly<Record<string, unknown>>;

/** Outputs of an environment's stack that the stacks of its workloads read. */
export const environmentOutputs = ["forWorkloads"] as const;

/** Name of the environment's stack that a workload's settings refer to; undefined when they are no workload's, or refer to none. */
export function environmentStackOf(raw: Raw): string | undefined {
  const { stack, environmentStack } = raw;
  return stack === "workload" && typeof environmentStack === "string" ? environmentStack : undefined;
}

/**
 * Completes a workload's settings, before they are validated, by what the stack of its environment offers: its own settings, checked when that
 * was deployed, and what the workload joins.
 * @param outputs of the environment's stack that were asked for; undefined when it has none of them
 */
export function completeFromEnvironment(raw: Raw, outputs: Raw | undefined): Completed {
  const stack = String(environmentStackOf(raw));
  const offered = outputs?.forWorkloads;
  if (raw.environment !== undefined) return { raw, notes: new Map() };
  if (!isRecord(offered)) {
    const note = {
      found: `nothing: stack ${show(stack)} has not been deployed, or offers nothing to stacks of workloads`,
      allowed: `a workload with \`ownStack: true\` in Pulumi.${stack}.yaml, and \`pulumi up --stack ${stack}\` before this stack`,
    };
    return { raw, notes: new Map([["environment", note]]) };
  }
  const { settings, parts } = offered;
  const { deployment } = raw;
  const whole = isRecord(settings) && deployment !== undefined ? { ...settings, deployment } : settings;
  return { raw: { ...raw, environment: { settings: whole, parts } }, notes: new Map() };
}

/** What the schema cannot see of a workload's own stack. */
export function checkWorkloadStack({
  environment,
  environmentStack,
  workload,
}: WorkloadStackSettings): Problem[] {
  const own = environment.settings.workloads.filter(({ ownStack }) => ownStack).map(({ name }) => name);
  if (own.includes(workload)) return [];
  return [
    {
      path: "workload",
      found: show(workload),
      allowed: `a workload with \`ownStack: true\` in Pulumi.${environmentStack}.yaml as it was deployed last: ${own.join(", ")}`,
    },
  ];
}

/** Settings without the fields that are secret, for an output. */
export function withoutSecrets<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutSecrets) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isSecretField(key))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  ) as T;
}
