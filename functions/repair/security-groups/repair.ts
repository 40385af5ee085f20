import { type Account } from "../../lib/aws-directory";
import { isGone, wasRepeated } from "../../lib/aws-errors";
import { type Group, judge, type Verdict } from "./rules";
import { type Trigger } from "./trigger";

/** A group found open, as written to the archive before anything is changed. */
export interface Before {
  /** Where the record lies; the record of the outcome lies beside it. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly dryRun: boolean;
  readonly foundAt: string;
  readonly trigger: Trigger;
  readonly group: Group;
  readonly verdict: Verdict;
}

/** What the repair needs of the world. Tests and the handler bring their own. */
export interface World {
  /** The group with its rules; undefined when it is gone. */
  read(account: string, region: string, groupId: string): Promise<Group | undefined>;
  /** Revokes inbound rules by id. Rejects, having revoked none, when one of them is not there. */
  revoke(account: string, region: string, groupId: string, ruleIds: readonly string[]): Promise<void>;
  put(key: string, value: unknown): Promise<void>;
  /** Claims a piece of work until a time; false when another delivery has it. */
  claim(key: string, until: number): Promise<boolean>;
  list(prefix: string): Promise<readonly string[]>;
  /** Tells the owner; returns the mailbox. */
  tell(before: Before, account: Account): Promise<string>;
  now(): number;
}

export type Outcome = "repaired" | "dry-run" | "clean" | "gone" | "already-gone" | "duplicate";

/**
 * How long a delivery has a group to itself. One that died is taken over after that, within the two minutes in which Lambda delivers an
 * event a third time; one that is slower than this may be joined by another, and the owner told twice.
 */
export const LEASE_MS = 90_000;

/** The folder of all records of one trigger, by which a later delivery of it finds what an earlier one left unfinished. */
export function folderOf(trigger: Trigger): string {
  return `repairs/security-groups/${trigger.id}/`;
}

/**
 * Revokes those of the rules that are still there and returns the ids of those that are revoked by this repair as far as it can know. A rule or
 * group that has gone meanwhile is no error.
 *
 * @param begun whether a delivery before this one may have revoked some
 */
async function revokeAll(world: World, before: Before, begun: boolean): Promise<readonly string[]> {
  const { account, region, group, verdict } = before;
  const ids = verdict.offending.map(({ id }) => id);
  let ours = begun;
  try {
    await world.revoke(account, region, group.id, ids);
    return ids;
  } catch (error) {
    if (!isGone(error)) throw error;
    ours ||= wasRepeated(error);
  }
  // One of them has gone, and EC2 refused them all for it: the rest go one by one.
  const revoked: string[] = [];
  for (const id of ids) {
    try {
      await world.revoke(account, region, group.id, [id]);
      revoked.push(id);
    } catch (error) {
      if (!isGone(error)) throw error;
      // Who asked before and got no answer may have done it: the owner is rather told of somebody else's repair than never of ours.
      if (ours || wasRepeated(error)) revoked.push(id);
    }
  }
  return revoked;
}

/** Tells the owner and writes the outcome: the last two steps, which a retry repeats until both are done. */
async function conclude(
  world: World,
  before: Before,
  account: Account,
  revoked: readonly string[],
): Promise<void> {
  // Read first: between telling and writing that it was told nothing must stand that can fail for another reason.
  const group = await world.read(before.account, before.region, before.group.id);
  const told = await world.tell(before, account);
  await world.put(before.key.replace(/before\.json$/, "after.json"), {
    concludedAt: new Date(world.now()).toISOString(),
    dryRun: before.dryRun,
    revoked,
    told,
    group: group ?? null,
  });
}

/**
 * Does work on a group while no other delivery of the trigger does.
 * @param key of the record before
 * @returns what the work returns, or `duplicate` when another delivery has concluded it
 * @throws when another delivery is at it
 */
async function alone(world: World, key: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const place = key.slice(0, -"before.json".length);
  if (!(await world.claim(`${place}claim.json`, world.now() + LEASE_MS)))
    throw new Error("another delivery is repairing it");
  try {
    // Whoever had the claim may have concluded since we looked.
    return (await world.list(place)).includes(`${place}after.json`) ? "duplicate" : await work();
  } catch (error) {
    // Given up, so that the next delivery need not wait; if not even that can be written, it waits.
    await world.put(`${place}claim.json`, { until: 0 }).catch(() => undefined);
    throw error;
  }
}

/** Repairs one group. Doing it again does nothing: the rules are gone, and only a rule that we revoked is written about. */
export async function repairGroup(
  world: World,
  trigger: Trigger,
  account: Account,
  region: string,
  groupId: string,
  settings: { readonly ports: readonly number[]; readonly dryRun: boolean },
): Promise<Outcome> {
  const group = await world.read(account.id, region, groupId);
  if (group === undefined) return "gone";
  const verdict = judge(group, settings.ports, world.now());
  if (verdict.offending.length === 0) return "clean";
  const dryRun = settings.dryRun || trigger.dryRun;
  const before: Before = {
    key: `${folderOf(trigger)}${account.id}/${region}/${groupId}/before.json`,
    account: account.id,
    region,
    dryRun,
    foundAt: new Date(world.now()).toISOString(),
    trigger,
    group,
    verdict,
  };
  return alone(world, before.key, async () => {
    await world.put(before.key, before);
    const revoked = dryRun ? [] : await revokeAll(world, before, false);
    // Somebody else was quicker: a person, or the repair for another event. They tell the owner.
    if (!dryRun && revoked.length === 0) {
      await world.put(before.key.replace(/before\.json$/, "already-gone.json"), { foundAt: before.foundAt });
      return "already-gone";
    }
    await conclude(world, before, account, revoked);
    return dryRun ? "dry-run" : "repaired";
  });
}

/** Finishes a repair whose record was begun and not concluded: revokes what is still there, tells the owner, writes the outcome. */
export function resume(world: World, before: Before, account: Account): Promise<Outcome> {
  return alone(world, before.key, async () => {
    const revoked = before.dryRun ? [] : await revokeAll(world, before, true);
    await conclude(world, before, account, revoked);
    return before.dryRun ? "dry-run" : "repaired";
  });
}
