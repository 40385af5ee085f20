import { setTimeout as sleep } from "node:timers/promises";
import { callDomain, environmentCredentials } from "./http";
import { type Transport } from "./send";

/**
 * How a function in Lambda reaches the search domain: signed with the credentials of its environment, by the real clock.
 *
 * @param where the domain's `https://…`, and its Region
 */
export function domainWorld({
  endpoint,
  region,
}: {
  readonly endpoint: string;
  readonly region: string;
}): Transport {
  const domain = { endpoint, region, credentials: () => environmentCredentials(process.env) };
  return {
    post: (path, body, timeoutMs) =>
      callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
    sleep: async (ms) => {
      await sleep(ms);
    },
    now: Date.now,
    random: Math.random,
  };
}
