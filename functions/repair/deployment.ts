import { GetParametersByPathCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { isObject, textAt, textsAt } from "../lib/events";

/**
 * How a deployment says that it is under way: before `pulumi up` the pipeline writes the parameter `<DEPLOYMENT_PATH>/<stack>` with
 * `{"until":"2026-03-31T12:00:00Z","accounts":["111122223333"]}` ("*" for all), and deletes it after. The time bounds what a pipeline
 * that died leaves behind.
 */
export interface Lock {
  readonly stack: string;
  readonly value: string;
}

/** A lock counts for this long at most, whatever it says: switching off repairs must not be as easy as writing one parameter. */
const LONGEST_MS = 4 * 3_600_000;

/** The stack that is being deployed into an account now, if one is. Pure. */
export function deploying(locks: readonly Lock[], account: string, now: number): string | undefined {
  return locks.find(({ value }) => {
    let lock: unknown;
    try {
      lock = JSON.parse(value);
    } catch {
      return false;
    }
    const until = Date.parse(textAt(lock, "until") ?? "");
    const accounts = textsAt(lock, "accounts");
    return (
      isObject(lock) &&
      until > now &&
      until <= now + LONGEST_MS &&
      (accounts.includes("*") || accounts.includes(account))
    );
  })?.stack;
}

/** The locks below a path. */
export async function readLocks(ssm: SSMClient, path: string): Promise<readonly Lock[]> {
  const { Parameters } = await ssm.send(new GetParametersByPathCommand({ Path: path }));
  return (Parameters ?? []).map(({ Name, Value }) => ({
    stack: Name?.split("/").pop() ?? "",
    value: Value ?? "",
  }));
}
