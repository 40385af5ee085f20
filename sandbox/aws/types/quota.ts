import { quotaRefusal, type Quota } from "../facts/quotas";
import type { Call } from "../model/call";
import { refuse } from "../model/refusal";

/** Refuses one more when there are as many as the quota allows. @param count how many there would be */
export function withinQuota(call: Call, quota: Quota, count: number): void {
  const limit = call.quota(quota);
  if (count <= limit) return;
  const [code, text] = quotaRefusal(quota);
  refuse(code, `${text} (${count}; the quota ${quota} is ${limit}, SANDBOX_QUOTAS raises it)`);
}
