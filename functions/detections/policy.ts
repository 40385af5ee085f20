import { listAt, numberAt, textsAt } from "../lib/events";
import { type Policy } from "./types";

/** What holds when nothing was configured: one year of logs, any Region, log buckets known by their names. */
export const DEFAULT_POLICY: Policy = { logBuckets: [], allowedRegions: [], minimumRetentionDays: 365 };

/** Words that, as a whole part of a bucket's name, say that it holds logs. */
const LOG_WORD =
  /(^|[-.])(access)?(logs?|logging|cloudtrail|trails?|audit|archive|config|flowlogs?|logarchive)([-.]|$)/;

/** True when a bucket holds logs: it is listed in the policy or, with no list, its name has a word for it. */
export function isLogBucket(policy: Policy, bucket: string | undefined): boolean {
  if (bucket === undefined) return false;
  return policy.logBuckets.length > 0
    ? policy.logBuckets.includes(bucket)
    : LOG_WORD.test(bucket.toLowerCase());
}

/**
 * A policy from the JSON of an environment variable; what is missing or unreadable keeps its default, so that a bad variable
 * weakens nothing.
 */
export function policyFrom(json: string | undefined): Policy {
  let value: unknown;
  try {
    value = JSON.parse(json ?? "{}");
  } catch {
    return DEFAULT_POLICY;
  }
  return {
    logBuckets:
      listAt(value, "logBuckets").length > 0 ? textsAt(value, "logBuckets") : DEFAULT_POLICY.logBuckets,
    allowedRegions: textsAt(value, "allowedRegions"),
    minimumRetentionDays: numberAt(value, "minimumRetentionDays") ?? DEFAULT_POLICY.minimumRetentionDays,
  };
}
