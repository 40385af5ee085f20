import { type ServicePlan } from "./service-plan";

/** What a metric belongs to; the component knows its dimensions once it is there. */
export type MetricSource = "loadBalancer" | "targets" | "tasks" | "database" | "webAcl" | "healthCheck";

/** A value that is crossed, or a band around what CloudWatch has learnt of the metric, in standard deviations. */
export type Limit =
  | { readonly kind: "above" | "below"; readonly value: number }
  | { readonly kind: "outside" | "aboveBand"; readonly deviations: number };

export interface AlarmPlan {
  /** Names the alarm; unique within the service. */
  readonly key: string;
  /** What it means, for whoever gets the mail. */
  readonly means: string;
  readonly source: MetricSource;
  readonly metric: string;
  readonly statistic: "Average" | "Sum" | "Maximum" | "Minimum" | "p95";
  readonly limit: Limit;
  /** Seconds of a period. */
  readonly period: number;
  /** Periods that have to be bad, of as many. */
  readonly periods: number;
  /** What no data means: nothing was called, or nothing is there any more. */
  readonly withoutData: "notBreaching" | "breaching" | "ignore";
}

/** What a plan of alarms depends on. */
export interface AlarmsContext {
  readonly edge: boolean;
  readonly healthCheck: boolean;
}

const gib = 1024 ** 3;

/**
 * Alarms of a service: failures, capacity that runs out, and behaviour that is new. Metrics: ELB, ECS, RDS, WAF and Route 53 user guides,
 * "CloudWatch metrics", read 2026-11; an alarm on a band costs three of the others.
 */
export function planAlarms(plan: ServicePlan, { edge, healthCheck }: AlarmsContext): AlarmPlan[] {
  const often = { period: 60, periods: 5, withoutData: "notBreaching" } as const;
  const slowly = { period: 300, periods: 3, withoutData: "notBreaching" } as const;
  return [
    {
      key: "errors",
      means: "The service answers with errors of its own (5xx).",
      source: "targets",
      metric: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      limit: { kind: "above", value: 10 },
      ...often,
    },
    {
      key: "unhealthy",
      means: "A container does not answer its health check.",
      source: "targets",
      metric: "UnHealthyHostCount",
      statistic: "Maximum",
      limit: { kind: "above", value: 0 },
      ...often,
    },
    {
      key: "none-healthy",
      means: "No container can take a request.",
      source: "targets",
      metric: "HealthyHostCount",
      statistic: "Minimum",
      limit: { kind: "below", value: 1 },
      ...often,
      withoutData: "breaching",
    },
    {
      key: "slow",
      means: "Answers take longer than they have been taking.",
      source: "loadBalancer",
      metric: "TargetResponseTime",
      statistic: "p95",
      limit: { kind: "aboveBand", deviations: 3 },
      ...slowly,
    },
    {
      key: "requests-unusual",
      means: "Far more or far fewer requests than at this time of the week before.",
      source: "loadBalancer",
      metric: "RequestCount",
      statistic: "Sum",
      limit: { kind: "outside", deviations: 4 },
      ...slowly,
    },
    {
      key: "cpu-full",
      means: `CPU stays high though up to ${plan.scaling.maxTasks} tasks may run: raise maxTasks or cpu.`,
      source: "tasks",
      metric: "CPUUtilization",
      statistic: "Average",
      limit: { kind: "above", value: 85 },
      ...slowly,
    },
    {
      key: "memory-full",
      means: "Containers are about to be stopped for want of memory.",
      source: "tasks",
      metric: "MemoryUtilization",
      statistic: "Maximum",
      limit: { kind: "above", value: 90 },
      ...slowly,
    },
    ...(plan.database ? databaseAlarms(plan.database.maxStorageGib) : []),
    ...(edge
      ? [
          {
            key: "blocked-unusual",
            means: "WAF blocks far more requests than before: somebody tries something.",
            source: "webAcl",
            metric: "BlockedRequests",
            statistic: "Sum",
            limit: { kind: "aboveBand", deviations: 4 },
            ...slowly,
          } as const,
        ]
      : []),
    ...(healthCheck
      ? [
          {
            key: "unreachable",
            means: "The public address does not answer from several continents.",
            source: "healthCheck",
            metric: "HealthCheckStatus",
            statistic: "Minimum",
            limit: { kind: "below", value: 1 },
            period: 60,
            periods: 3,
            withoutData: "breaching",
          } as const,
        ]
      : []),
  ];
}

function databaseAlarms(maxStorageGib: number): AlarmPlan[] {
  const slowly = { period: 300, periods: 3, withoutData: "notBreaching" } as const;
  return [
    {
      key: "database-cpu-full",
      means: "The database's CPU stays high: look at its slowest statements, or take a larger class.",
      source: "database",
      metric: "CPUUtilization",
      statistic: "Average",
      limit: { kind: "above", value: 80 },
      ...slowly,
    },
    {
      key: "database-storage-full",
      // RDS adds storage below a tenth of what is allocated: less than this says that it can add no more.
      means: `The database has less than 2 GiB left: raise maxStorageGib (${maxStorageGib}).`,
      source: "database",
      metric: "FreeStorageSpace",
      statistic: "Minimum",
      limit: { kind: "below", value: 2 * gib },
      ...slowly,
      withoutData: "breaching",
    },
    {
      key: "database-connections-unusual",
      means: "Far more connections to the database than before.",
      source: "database",
      metric: "DatabaseConnections",
      statistic: "Maximum",
      limit: { kind: "aboveBand", deviations: 4 },
      ...slowly,
    },
  ];
}
