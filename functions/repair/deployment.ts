import { GetParametersByPathCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { isObject, textAt, textsAt } from "../lib/events";

/**
 * How a deployment says that it is under way: while it runs, tools/deployment-lock keeps the parameter `<DEPLOYMENT_PATH>/<stack>` with
 * `{"until":"2026-03-31T12:00:00Z","accounts":["111122223333"]}` ("*" for all), and deletes it after. The time bounds what a pipeline
 * that died leaves behind.
 */
export interface Lock {
  readonly stack: string;
  readonly value: string;
}

/** How far ahead a deployment sets the end of its lock, in milliseconds; one that takes longer sets it anew. */
export const LOCK_MS = 30 * 60_000;

/** How far the clocks of who writes a lock and who reads it may lie apart. */
const SKEW_MS = 5 * 60_000;

/** The accounts that a lock holds repairs back in, and until when, in milliseconds since 1970. */
export interface Hold {
  readonly until: number;
  readonly accounts: readonly string[];
}

/**
 * What a lock's value says, when it counts at a time: it has not ended, and does not claim more than a deployment would. Switching off repairs
 * must not be as easy as writing one parameter once. Undefined when it does not count. Pure.
 */
export function holdOf(value: string, now: number): Hold | undefined {
  let lock: unknown;
  try {
    lock = JSON.parse(value);
  } catch {
    return undefined;
  }
  const until = Date.parse(textAt(lock, "until") ?? "");
  const counts = isObject(lock) && until > now && until <= now + LOCK_MS + SKEW_MS;
  return counts ? { until, accounts: textsAt(lock, "accounts") } : undefined;
}

/** The stack that is being deployed into an account now, if one is. Pure. */
export function deploying(locks: readonly Lock[], account: string, now: number): string | undefined {
  return locks.find(({ value }) => {
    const accounts = holdOf(value, now)?.accounts ?? [];
    return accounts.includes("*") || accounts.includes(account);
  })?.stack;
}

/** The locks below a path, on however many pages the service gives them. */
export async function readLocks(ssm: SSMClient, path: string): Promise<readonly Lock[]> {
  const locks: Lock[] = [];
  let token: string | undefined;
  do {
    const page = await ssm.send(new GetParametersByPathCommand({ Path: path, NextToken: token }));
    for (const { Name, Value } of page.Parameters ?? [])
      locks.push({ stack: Name?.split("/").pop() ?? "", value: Value ?? "" });
    token = page.NextToken;
  } while (token);
  return locks;
}
