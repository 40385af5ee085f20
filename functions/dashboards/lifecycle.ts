import { type LogKind } from "../flow-logs/shape";
import { indexPattern } from "./index-templates";

/** How long indices stay in each state, in days since their creation. */
export interface Lifecycle {
  /** Until then an index is written to: logs come up to 14 days late, but seldom more than two. */
  readonly writeDays: number;
  /** From then on in UltraWarm, where the domain has it; undefined leaves it on the data nodes. */
  readonly warmDays?: number;
  /** From then on gone from the domain. The log archive in S3 keeps its own, longer and locked. */
  readonly deleteDays: number;
}

export const DEFAULT_LIFECYCLE: Readonly<Record<LogKind, Lifecycle>> = {
  flow: { writeDays: 2, deleteDays: 30 },
  auth: { writeDays: 2, deleteDays: 90 },
  trail: { writeDays: 2, deleteDays: 90 },
};

type Action = Readonly<Record<string, object>>;

interface State {
  readonly name: string;
  readonly actions: readonly Action[];
  readonly transitions: readonly {
    readonly state_name: string;
    readonly conditions: { readonly min_index_age: string };
  }[];
}

/** The body of `PUT _plugins/_ism/policies/NAME`. */
export interface LifecyclePolicy {
  readonly policy: {
    readonly description: string;
    readonly default_state: string;
    readonly states: readonly State[];
    readonly ism_template: readonly {
      readonly index_patterns: readonly string[];
      readonly priority: number;
    }[];
  };
}

export function policyName(kind: LogKind): string {
  return `landing-zone-${kind}`;
}

/**
 * The Index State Management policy of a kind: write, merge, warm if wanted, delete. Written from the documentation of the ISM
 * plugin; the embedded node of the tests has no plugins, so the tests check its form and its order, not its running.
 *
 * @throws Error when the days are not in order
 */
export function lifecyclePolicy(kind: LogKind, days: Lifecycle): LifecyclePolicy {
  const order = [0, days.writeDays, ...(days.warmDays === undefined ? [] : [days.warmDays]), days.deleteDays];
  if (order.some((day, index) => index > 0 && !(day > (order[index - 1] as number)))) {
    throw new Error(`lifecycle of ${kind}: days must grow from writing to deletion, got ${order.join(", ")}`);
  }
  const retry = { count: 5, backoff: "exponential", delay: "10m" };
  const after = (state: string, day: number): State["transitions"] => [
    { state_name: state, conditions: { min_index_age: `${day}d` } },
  ];
  const warm: State[] =
    days.warmDays === undefined
      ? []
      : [
          {
            name: "warm",
            actions: [{ retry, warm_migration: {} }],
            transitions: after("delete", days.deleteDays),
          },
        ];
  return {
    policy: {
      description: `${kind} logs: merged after ${days.writeDays} days, gone after ${days.deleteDays}`,
      default_state: "write",
      states: [
        { name: "write", actions: [], transitions: after("merge", days.writeDays) },
        {
          name: "merge",
          // Late records still come, so the index is merged but not closed to writing.
          actions: [{ retry, force_merge: { max_num_segments: 1 } }],
          transitions:
            days.warmDays === undefined ? after("delete", days.deleteDays) : after("warm", days.warmDays),
        },
        ...warm,
        { name: "delete", actions: [{ retry, delete: {} }], transitions: [] },
      ],
      ism_template: [{ index_patterns: [indexPattern(kind)], priority: 100 }],
    },
  };
}
