import { type Quota } from "./quota";

/** Logs, alarms, events and AWS Config. Read 2026-11. */
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html";
const CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html";
const EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const CONFIG = "https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html";
const CLOUDTRAIL = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html";

export const WATCHING_QUOTAS = {
  subscriptionFiltersPerGroup: { name: "subscription filters per log group", value: 2, source: LOGS },
  metricFiltersPerGroup: { name: "metric filters per log group", value: 100, source: LOGS },
  logResourcePoliciesPerRegion: {
    name: "resource policies of CloudWatch Logs per Region",
    value: 10,
    source: LOGS,
  },
  alarmsPerRegion: { name: "alarms per Region", value: 5000, adjustable: true, source: CLOUDWATCH },
  insightRulesPerRegion: {
    name: "Contributor Insights rules per Region",
    value: 100,
    adjustable: true,
    code: "L-DBD11BCC",
    source: CLOUDWATCH,
  },
  eventBusesPerRegion: {
    name: "event buses per Region",
    value: 100,
    adjustable: true,
    code: "L-658A4FD9",
    source: EVENTS,
  },
  rulesPerBus: {
    name: "rules per event bus",
    value: 300,
    adjustable: true,
    code: "L-244521F2",
    source: EVENTS,
  },
  targetsPerRule: { name: "targets per event rule", value: 5, source: EVENTS },
  configRulesPerRegion: { name: "AWS Config rules per Region", value: 1000, source: CONFIG },
  conformancePacksPerOrganisation: {
    name: "conformance packs per organisation",
    value: 50,
    source: CONFIG,
  },
  recordersPerRegion: { name: "configuration recorders per Region", value: 1, source: CONFIG },
  deliveryChannelsPerRegion: { name: "delivery channels per Region", value: 1, source: CONFIG },
  trailsPerRegion: { name: "trails per Region", value: 5, code: "L-1568E18E", source: CLOUDTRAIL },
} as const satisfies Record<string, Quota>;
