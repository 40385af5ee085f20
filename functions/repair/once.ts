import { type Claim } from "../lib/aws-ledger";
import { isPassing, messageOf } from "../lib/aws-errors";
import { MEMORY_SECONDS, mayTry, triesFrom } from "./back-off";
import { deploying, type Lock } from "./deployment";

/** One thing that should be on. */
export interface Work {
  /** What it is, unique: `trail#<account>#<region>#<name>`. Part of keys. */
  readonly key: string;
  /** In words, for people. */
  readonly what: string;
  readonly account: string;
  readonly region: string;
  /** Whether it is on; `gone` when it cannot be switched on for want of being there. */
  look(): Promise<"on" | "off" | "gone">;
  /** Switches it on. Rejects when it cannot. @param token the same for every try of one cause, by which a service may know a repetition */
  turnOn(token: string): Promise<void>;
}

/** What set the repair going: a delivery of an event, or a run by the clock. */
export interface Cause {
  readonly id: string;
  /** Who switched it off, when known. */
  readonly actor: string | undefined;
  readonly role: string | undefined;
}

export interface OnceWorld {
  claim(key: string, leaseSeconds: number): Promise<Claim>;
  finish(key: string): Promise<void>;
  release(key: string, saved?: string): Promise<void>;
  /** Saves how far a claimed piece of work has come, for who takes it up when its holder dies. */
  save(key: string, saved: string): Promise<void>;
  keep(key: string, value: string, keepSeconds: number): Promise<void>;
  kept(key: string): Promise<string | undefined>;
  locks(): Promise<readonly Lock[]>;
  put(key: string, value: unknown): Promise<void>;
  tell(subject: string, text: string): Promise<void>;
  now(): number;
}

export type OnceOutcome =
  "repaired" | "already-on" | "duplicate" | "gone" | "deployment" | "backing-off" | "given-up" | "failed";

const LEASE_SECONDS = 120;

/** Writes the record and tells the security team; a retry repeats both until they are done. */
async function conclude(
  world: OnceWorld,
  work: Work,
  cause: Cause,
  outcome: string,
  detail: string,
): Promise<void> {
  await world.put(`repairs/logging/${cause.id}/${work.key.replace(/[^A-Za-z0-9-]/g, "_")}.json`, {
    what: work.what,
    account: work.account,
    region: work.region,
    cause,
    outcome,
    detail,
    at: new Date(world.now()).toISOString(),
  });
  await world.tell(
    `${outcome}: ${work.what} in ${work.account}`,
    [
      `${work.what} in account ${work.account}, ${work.region}, was found switched off.`,
      `Switched off by: ${cause.actor ?? "not known (found by a check)"}`,
      `Outcome: ${outcome}. ${detail}`,
    ].join("\n"),
  );
}

/** As conclude, but once a day for one thing: runs by the clock would say the same every few minutes. */
async function concludeDaily(
  world: OnceWorld,
  work: Work,
  cause: Cause,
  outcome: string,
  detail: string,
): Promise<void> {
  const told = `told#${work.key}#${outcome}`;
  if ((await world.kept(told)) !== undefined) return;
  await conclude(world, work, cause, outcome, detail);
  await world.keep(told, outcome, MEMORY_SECONDS);
}

/** What is saved with a claim: that a try is under way, begun then (seconds since 1970), or that the outcome has been told. */
const TRYING = "trying:";
const TOLD = "told:";

/**
 * Switches one thing on again, once for one cause: a second delivery does nothing, a deployment in progress is left alone (the next run
 * by the clock looks again), repeated switching off is met with longer and longer waits and then with giving up and saying so. A delivery
 * after one that died goes on where that one was: it tells what was done and not told, and a try that was begun neither counts twice nor
 * waits for itself.
 * @throws when the service cannot answer now, or another delivery is at it: then the event is to come again
 */
export async function repairOnce(
  world: OnceWorld,
  work: Work,
  cause: Cause,
  deploymentRoles: readonly string[],
): Promise<OnceOutcome> {
  const claimed = `repair#${cause.id}#${work.key}`;
  const state = await work.look();
  // The usual case of a run by the clock: nothing to do, and nobody left to tell.
  if (state === "on" && (await world.kept(claimed)) === undefined) return "already-on";
  const claim = await world.claim(claimed, LEASE_SECONDS);
  if (claim.state !== "ours") {
    if (claim.state === "done") return "duplicate";
    throw new Error(`${work.key} is being repaired by another delivery`);
  }
  let saved = claim.saved;
  const end = async (outcome: OnceOutcome): Promise<OnceOutcome> => {
    await world.finish(claimed);
    return outcome;
  };
  /** Ends a claim whose outcome has been told; when that fails, the next delivery knows. */
  const endTold = (outcome: OnceOutcome): Promise<OnceOutcome> => {
    saved = TOLD + outcome;
    return end(outcome);
  };
  const endRepaired = async (): Promise<OnceOutcome> => {
    await conclude(world, work, cause, "Repaired", "It is on again.");
    return endTold("repaired");
  };
  try {
    if (saved?.startsWith(TOLD)) return await end(saved.slice(TOLD.length) as OnceOutcome);
    const began = saved?.startsWith(TRYING) ? Number(saved.slice(TRYING.length)) : undefined;
    if (state === "on") return began === undefined ? await end("already-on") : await endRepaired();
    // Before all else: what a deployment took away is missed by nobody.
    if (cause.role !== undefined && deploymentRoles.includes(cause.role)) return await end("deployment");
    if (state === "gone") {
      await concludeDaily(world, work, cause, "Not repaired", "It is not there any more: deploy it again.");
      return await endTold("gone");
    }
    if (deploying(await world.locks(), work.account, world.now()) !== undefined)
      return await end("deployment");

    const now = Math.floor(world.now() / 1000);
    const tries = triesFrom(await world.kept(`tries#${work.key}`), now);
    const verdict = began === undefined ? mayTry(tries, now) : "go";
    if (verdict === "give-up") {
      await concludeDaily(
        world,
        work,
        cause,
        "Given up",
        `It was switched on ${tries.length} times within a day. A person must look.`,
      );
      return await endTold("given-up");
    }
    if (verdict !== "go") return await end("backing-off");
    // Before it is on: who takes over from the dead may find it on, and must know that nobody was told.
    const at = began ?? now;
    saved = `${TRYING}${at}`;
    if (began === undefined) await world.save(claimed, saved);
    if (!tries.includes(at))
      await world.keep(`tries#${work.key}`, JSON.stringify([...tries, at]), MEMORY_SECONDS);
    try {
      await work.turnOn(claimed);
    } catch (error) {
      if (isPassing(error)) throw error;
      await conclude(world, work, cause, "Failed", messageOf(error));
      return await endTold("failed");
    }
    return await endRepaired();
  } catch (error) {
    await world.release(claimed, saved).catch(() => undefined);
    throw error;
  }
}
