import { type Account } from "../../lib/aws-directory";
import { messageOf } from "../../lib/aws-errors";
import { isObject } from "../../lib/events";
import { type Before, folderOf, type Outcome, repairGroup, resume, type World } from "./repair";
import { type Trigger } from "./trigger";

/** What a run over one or many groups needs beyond the repair of one. */
export interface SweepWorld extends World {
  accounts(): Promise<ReadonlyMap<string, Account>>;
  /** Ids of the groups in an account and Region that have an inbound rule from a whole-world block. */
  groups(account: string, region: string): Promise<readonly string[]>;
  get(key: string): Promise<unknown>;
}

export interface SweepSettings {
  readonly ports: readonly number[];
  readonly dryRun: boolean;
  /** Environments in which the rule holds; accounts of others are left alone. */
  readonly environments: readonly string[];
  /** Region to look in for an account whose entry names none. */
  readonly defaultRegion: string;
}

export interface SweepResult {
  readonly outcomes: readonly {
    readonly account: string;
    readonly region: string;
    readonly groupId: string;
    readonly outcome: Outcome;
  }[];
  /** Accounts outside the environments, and ones the directory does not know. */
  readonly skipped: readonly string[];
  readonly failures: readonly string[];
}

const isBefore = (value: unknown): value is Before =>
  isObject(value) &&
  isObject(value["group"]) &&
  isObject(value["verdict"]) &&
  typeof value["key"] === "string";

/** Carries out a trigger: first what an earlier delivery of it left unfinished, then the groups it names. One failure stops no other. */
export async function sweep(
  world: SweepWorld,
  trigger: Trigger,
  settings: SweepSettings,
): Promise<SweepResult> {
  const outcomes: SweepResult["outcomes"][number][] = [];
  const failures: string[] = [];
  const skipped: string[] = [];
  const accounts = await world.accounts();
  const guarded = async (what: string, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      failures.push(`${what}: ${messageOf(error)}`);
    }
  };

  const keys = new Set(await world.list(folderOf(trigger)));
  const concluded = new Set<string>();
  for (const key of [...keys].filter((name) => name.endsWith("/before.json"))) {
    const place = key.slice(0, -"before.json".length);
    if (keys.has(`${place}after.json`) || keys.has(`${place}already-gone.json`)) {
      concluded.add(place.slice(folderOf(trigger).length));
      continue;
    }
    await guarded(key, async () => {
      const before = await world.get(key);
      const account = isBefore(before) ? accounts.get(before.account) : undefined;
      if (!isBefore(before) || account === undefined) throw new Error("the record cannot be resumed");
      const outcome = await resume(world, before, account);
      outcomes.push({ account: account.id, region: before.region, groupId: before.group.id, outcome });
      concluded.add(place.slice(folderOf(trigger).length));
    });
  }

  const { target } = trigger;
  const inScope = [...accounts.values()].filter(({ environment }) =>
    settings.environments.includes(environment),
  );
  const chosen = target.account === undefined ? inScope : inScope.filter(({ id }) => id === target.account);
  if (target.account !== undefined && chosen.length === 0) skipped.push(target.account);
  for (const account of chosen) {
    const known = account.regions.length > 0 ? account.regions : [settings.defaultRegion];
    for (const region of target.region === undefined ? known : [target.region])
      await guarded(`${account.id} ${region}`, async () => {
        const ids = target.groupId === undefined ? await world.groups(account.id, region) : [target.groupId];
        for (const groupId of ids) {
          // What this very trigger has already repaired stays as its owner may have set it since.
          if (concluded.has(`${account.id}/${region}/${groupId}/`)) continue;
          await guarded(`${account.id} ${region} ${groupId}`, async () => {
            const outcome = await repairGroup(world, trigger, account, region, groupId, settings);
            outcomes.push({ account: account.id, region, groupId, outcome });
          });
        }
      });
  }
  return { outcomes, skipped, failures };
}
