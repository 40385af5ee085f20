import { setTimeout as sleep } from "node:timers/promises";
import { LOCK_MS } from "../../functions/repair/deployment";
import { messageOf } from "../../functions/lib/aws-errors";
import { type DeploymentLock, LockedByAnother } from "./lock";

export interface HoldOptions {
  /** Told what happens, in a line each. */
  readonly say: (line: string) => void;
  /** How often the lock is renewed, in milliseconds: a third of its life, so that two renewals may fail. */
  readonly renewEveryMs?: number;
  /** How long to wait for another deployment to end, in milliseconds. */
  readonly waitMs?: number;
  /** How often to look whether it has, in milliseconds. */
  readonly lookEveryMs?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/**
 * Does work while a deployment's lock is held: takes it, renews it while the work runs, gives it back however the work ends. A lock that
 * cannot be renewed or given back is told of and stops nothing: a deployment cut off in the middle is worse than a repair beside it.
 * @throws what the work throws; LockedByAnother, or the service's error, when the lock cannot be taken, and the work is not begun then
 */
export async function holding<T>(
  lock: DeploymentLock,
  work: () => Promise<T>,
  options: HoldOptions,
): Promise<T> {
  const { say, renewEveryMs = LOCK_MS / 3 } = options;
  const until = await taken(lock, options);
  say(`Lock ${lock.parameter} taken until ${until.toISOString()}: no automatic repair meanwhile.`);
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renewing
      .then(() => lock.renew())
      .then(
        () => undefined,
        (error: unknown) =>
          say(`The lock could not be renewed, repairs may act once it ends: ${messageOf(error)}`),
      );
  }, renewEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // A renewal on its way would otherwise write the lock again after it was given back.
    await renewing;
    try {
      await lock.giveBack();
      say(`Lock ${lock.parameter} given back.`);
    } catch (error) {
      say(`The lock could not be given back, it ends by itself: ${messageOf(error)}`);
    }
  }
}

async function taken(
  lock: DeploymentLock,
  { say, waitMs = 0, lookEveryMs = 15_000, signal }: HoldOptions,
): Promise<Date> {
  const end = Date.now() + waitMs;
  for (let told = false; ; told = true) {
    try {
      return await lock.take();
    } catch (error) {
      if (!(error instanceof LockedByAnother) || Date.now() + lookEveryMs > end) throw error;
      if (!told) say(`Waiting: ${error.message}`);
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
