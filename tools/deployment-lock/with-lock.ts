import * as os from "node:os";
import { messageOf } from "../../functions/lib/aws-errors";
import { type HoldOptions, holding } from "./hold";
import { DeploymentLock, LockedByAnother } from "./lock";
import { type LockPlace, type NoLock } from "./place";
import { lockClient } from "./session";
import { findPlace, type StackTarget } from "./settings";

/** How a person goes on without the lock, knowing what that means. */
const WITHOUT = "WITHOUT_LOCK=1 goes on without it; automatic repairs may then act against the deployment.";

/** Why no lock is taken in an environment; undefined where one is. */
export function exemptBy(env: NodeJS.ProcessEnv): string | undefined {
  if (env.SANDBOX || env.SANDBOX_CLOUD) return "there is none in the sandbox";
  return env.WITHOUT_LOCK ? "WITHOUT_LOCK is set, so automatic repairs may act meanwhile" : undefined;
}

/** Who holds the lock, in words. */
export function whoIsThis(env: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return server && repository && run
    ? `${server}/${repository}/actions/runs/${run}`
    : `${os.userInfo().username}@${os.hostname()}`;
}

/**
 * Does work on a stack while its deployment lock is held, where there is one to hold.
 * @throws Error that says what to do when the lock cannot be taken; the work is not begun then
 */
export async function withDeploymentLock<T>(
  target: StackTarget,
  work: () => Promise<T>,
  options: HoldOptions,
): Promise<T> {
  const { stack, env } = target;
  const begin = (): Promise<T> => {
    if (options.signal?.aborted) throw new Error("Asked to end before it began; nothing was done.");
    return work();
  };
  const exempt = exemptBy(env);
  const place: LockPlace | NoLock = exempt === undefined ? await findPlace(target) : { because: exempt };
  if ("because" in place) {
    options.say(`No deployment lock: ${place.because}.`);
    return begin();
  }
  const { accounts, accountId } = place;
  const lock = new DeploymentLock(lockClient(place), { stack, accounts, by: whoIsThis(env) });
  let begun = false;
  try {
    return await holding(
      lock,
      () => {
        begun = true;
        return begin();
      },
      options,
    );
  } catch (error) {
    if (begun) throw error;
    throw error instanceof LockedByAnother
      ? new Error(`${error.message}\nNothing was done.`)
      : new Error(
          `The lock ${lock.parameter} in account ${accountId} could not be taken, nothing was done: ${messageOf(error)}\n${WITHOUT}`,
        );
  }
}
