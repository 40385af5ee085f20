/**
 * Protection plans of GuardDuty that an administrator can switch on for all accounts of an organisation.
 *
 * Source: GuardDuty API reference, OrganizationFeatureConfiguration, read 2026-11. `EKS_RUNTIME_MONITORING` is left out: it may not be
 * set together with `RUNTIME_MONITORING`, which covers it.
 */
export const guardDutyFeatures = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;

/** Agents that `RUNTIME_MONITORING` can manage by itself. Source: OrganizationAdditionalConfiguration, read 2026-11. */
export const runtimeMonitoringAgents = [
  "EKS_ADDON_MANAGEMENT",
  "ECS_FARGATE_AGENT_MANAGEMENT",
  "EC2_AGENT_MANAGEMENT",
] as const;

export type GuardDutyFeature = (typeof guardDutyFeatures)[number];
