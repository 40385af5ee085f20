import { type Policy } from "../lib/policy";
import { logBucketObjectLock } from "./logging/log-bucket-object-lock";
import { logBucketTlsOnly } from "./logging/log-bucket-tls-only";
import { vpcFlowLogsEnabled } from "./logging/vpc-flow-logs-enabled";
import { defaultSecurityGroupClosed } from "./network/default-security-group-closed";
import { noRemoteAdministrationFromAnywhere } from "./network/no-remote-administration-from-anywhere";
import { peeringOnlyHubSpoke } from "./network/peering-only-hub-spoke";
import { packHealth } from "./pack/pack-health";
import { requiredTags } from "./tags/required-tags";

/** Every policy of the pack. */
export const policies: readonly Policy[] = [
  packHealth,
  noRemoteAdministrationFromAnywhere,
  defaultSecurityGroupClosed,
  peeringOnlyHubSpoke,
  vpcFlowLogsEnabled,
  logBucketObjectLock,
  logBucketTlsOnly,
  requiredTags,
];

export { packHealth };
