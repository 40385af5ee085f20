import { SEARCH_SETUP } from "./dashboards/contract";
import { SHIPPER } from "./flow-logs/contract";
import { HEARTBEAT } from "./heartbeat/contract";
import { type FunctionContract } from "./lib/aws-contract";
import { NETWORK_WATCH } from "./network-baseline/contract";
import { NETWORK_HABITS } from "./network-habits/contract";
import { FLOW_LOG_REPAIR, RECORDER_REPAIR, TRAIL_REPAIR } from "./repair/logging-contracts";
import { SECURITY_GROUP_REPAIR } from "./repair/security-groups/contract";
import { TRIAGE } from "./triage/contract";

/** The functions of detection and response, which the security account runs. */
export const DETECTION_CONTRACTS: readonly FunctionContract[] = [
  TRIAGE,
  HEARTBEAT,
  SECURITY_GROUP_REPAIR,
  TRAIL_REPAIR,
  RECORDER_REPAIR,
  FLOW_LOG_REPAIR,
];

/** The functions of an environment's search domain, which its network account runs. */
export const SEARCH_CONTRACTS: readonly FunctionContract[] = [SHIPPER, SEARCH_SETUP, NETWORK_HABITS];

/** The functions of an environment's network account that look at its traffic. */
export const NETWORK_CONTRACTS: readonly FunctionContract[] = [NETWORK_WATCH];

/** Every function, for the components that deploy them and the tool that bundles them. */
export const CONTRACTS: readonly FunctionContract[] = [
  ...DETECTION_CONTRACTS,
  ...SEARCH_CONTRACTS,
  ...NETWORK_CONTRACTS,
];
