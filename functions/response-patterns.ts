import { CONTRACTS } from "./contracts";
import { type ResponsePattern } from "./detections/account-rules";

/** What the functions that look and repair must hear of from every account. Triage takes all that arrives. */
export const RESPONSE_PATTERNS: readonly ResponsePattern[] = CONTRACTS.filter(
  ({ name }) => name !== "triage",
).flatMap(({ patterns }) => Object.values(patterns) as readonly ResponsePattern[]);
