import { HEARTBEAT } from "./heartbeat/contract";
import { type FunctionContract } from "./lib/aws-contract";
import { FLOW_LOG_REPAIR, RECORDER_REPAIR, TRAIL_REPAIR } from "./repair/logging-contracts";
import { SECURITY_GROUP_REPAIR } from "./repair/security-groups/contract";
import { TRIAGE } from "./triage/contract";

/** Every function of detection and response, for the components that deploy them and the tool that bundles them. */
export const CONTRACTS: readonly FunctionContract[] = [
  TRIAGE,
  HEARTBEAT,
  SECURITY_GROUP_REPAIR,
  TRAIL_REPAIR,
  RECORDER_REPAIR,
  FLOW_LOG_REPAIR,
];
