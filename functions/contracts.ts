import { type FunctionContract } from "./lib/aws-contract";
import { SECURITY_GROUP_REPAIR } from "./repair/security-groups/contract";
import { TRIAGE } from "./triage/contract";

/** Every function of detection and response, for the components that deploy them and the tool that bundles them. */
export const CONTRACTS: readonly FunctionContract[] = [TRIAGE, SECURITY_GROUP_REPAIR];
