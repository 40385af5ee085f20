/**
 * Physical names by which the parts of detection find each other across accounts, Regions and stacks. They are fixed, against the rule of
 * auto-naming, because a trust policy, a bus policy or a bucket policy must name what another stack makes; the guardrails protect
 * everything that is called `LandingZone…`.
 */

/** The bus of the security account that every account's rules send to. */
export const BUS_NAME = "LandingZoneDetection";

/** The role by which an account's rules send to it. */
export const FORWARDING_ROLE = "LandingZoneEventForwarding";

/** Role that may start the repairs by hand, through their SSM Automation documents. */
export const AUTOMATION_ROLE = "LandingZoneAutomation";

/** Parameters of the security account: one an account, and one a deployment under way. */
export const DIRECTORY_PATH = "/landing-zone/accounts";
export const DEPLOYMENT_PATH = "/landing-zone/deployments";

/** Roles of the functions that work in other accounts, by the function's name. */
export interface ResponderRoles {
  /** The function's own, in the security account. */
  readonly own: string;
  /** The one it assumes, in every account it works in. */
  readonly member: string;
}

export const RESPONDER_ROLES = {
  heartbeat: { own: "LandingZoneHeartbeatFunction", member: "LandingZoneHeartbeat" },
  "repair-security-groups": {
    own: "LandingZoneRepairSecurityGroupsFunction",
    member: "LandingZoneRepairSecurityGroups",
  },
  "repair-trail": { own: "LandingZoneRepairTrailFunction", member: "LandingZoneRepairTrail" },
  "repair-recorder": { own: "LandingZoneRepairRecorderFunction", member: "LandingZoneRepairRecorder" },
  "repair-flow-logs": { own: "LandingZoneRepairFlowLogsFunction", member: "LandingZoneRepairFlowLogs" },
} as const satisfies Record<string, ResponderRoles>;

export type Responder = keyof typeof RESPONDER_ROLES;

/** Role of triage, which works in no other account. */
export const TRIAGE_ROLE = "LandingZoneTriageFunction";
