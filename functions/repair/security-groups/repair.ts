import { type Account } from "../../lib/aws-directory";
import { isGone } from "../../lib/aws-errors";
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
  /** Tells the owner; returns the mailbox. */
  tell(before: Before, account: Account): Promise<string>;
  now(): number;
}

export type Outcome = "repaired" | "dry-run" | "clean" | "gone" | "already-gone";

/** The folder of all records of one trigger, by which a later delivery of it finds what an earlier one left unfinished. */
export function folderOf(trigger: Trigger): string {
  return `repairs/security-groups/${trigger.id}/`;
}

/** Revokes those of the rules that are still there and returns their ids. A rule or group that has gone meanwhile is no error. */
async function revokeAll(world: World, before: Before): Promise<readonly string[]> {
  const { account, region, group, verdict } = before;
  const ids = verdict.offending.map(({ id }) => id);
  try {
    await world.revoke(account, region, group.id, ids);
    return ids;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  // One of them has gone, and EC2 refused them all for it: the rest go one by one.
  const revoked: string[] = [];
  for (const id of ids) {
    try {
      await world.revoke(account, region, group.id, [id]);
      revoked.push(id);
    } catch (error) {
      if (!isGone(error)) throw error;
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
  const told = await world.tell(before, account);
  const group = await world.read(before.account, before.region, before.group.id);
  await world.put(before.key.replace(/before\.json$/, "after.json"), {
    concludedAt: new Date(world.now()).toISOString(),
    dryRun: before.dryRun,
    revoked,
    told,
    group: group ?? null,
  });
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
  await world.put(before.key, before);
  const revoked = dryRun ? [] : await revokeAll(world, before);
  // Somebody else, or another delivery of the event, was quicker; they tell the owner.
  if (!dryRun && revoked.length === 0) {
    await world.put(before.key.replace(/before\.json$/, "already-gone.json"), { foundAt: before.foundAt });
    return "already-gone";
  }
  await conclude(world, before, account, revoked);
  return dryRun ? "dry-run" : "repaired";
}

/** Finishes a repair whose record was begun and not concluded: revokes what is still there, tells the owner, writes the outcome. */
export async function resume(world: World, before: Before, account: Account): Promise<Outcome> {
  const revoked = before.dryRun ? [] : await revokeAll(world, before);
  await conclude(world, before, account, revoked);
  return before.dryRun ? "dry-run" : "repaired";
}
