import {
  changes,
  evaluatedPolicies,
  lastPhase,
  messages,
  operations,
  type Operation,
  type Violation,
  violations,
} from "../../../tools/cli/events";
import type { PulumiRun } from "../../../tools/cli/pulumi";

/** How a command of the real CLI went, with what tests ask for most. */
export interface Outcome extends PulumiRun {
  /** Everything it printed. */
  readonly text: string;
  /** Steps of the last phase, in the order in which they began. */
  readonly operations: readonly Operation[];
  /** Steps that change something: all but `same`, `read` and `refresh`. */
  readonly changed: readonly Operation[];
  /** Number of resources by operation, as the engine counts them. */
  readonly changes: Readonly<Record<string, number>>;
  readonly policyViolations: readonly Violation[];
  /** Names of the policies that were evaluated, sorted. */
  readonly policies: readonly string[];
  /** Error messages, each once. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Lines the program printed, and other information. */
  readonly messages: readonly string[];
}

const QUIET = new Set(["same", "read", "refresh", "discard", "read-discard"]);

/** Makes an outcome of a run. */
export function outcome(run: PulumiRun): Outcome {
  const events = lastPhase(run.events);
  const steps = operations(events);
  return {
    ...run,
    text: run.stdout + run.stderr,
    operations: steps,
    changed: steps.filter(({ op }) => !QUIET.has(op)),
    changes: changes(events),
    policyViolations: violations(events),
    policies: evaluatedPolicies(events),
    errors: messages(run.events, "error"),
    warnings: messages(run.events, "warning"),
    messages: messages(run.events, "info"),
  };
}

/** The outcome of a command that must succeed; an error with all it printed when it did not. */
export function success(result: Outcome): Outcome {
  if (result.code !== 0) throw new Error(`pulumi ended with ${result.code}:\n${result.text}`);
  return result;
}
