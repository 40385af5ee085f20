import { type Policy, type Severity } from "../detections/types";
import { type Account } from "../lib/aws-directory";
import { type Claim } from "../lib/aws-ledger";
import { counterOf, decide, type Decision, isExpected, topicsFor, type TriageSettings } from "./decide";
import { type Message, messageFor } from "./message";
import { type Signal } from "./signal";
import { signalsOf } from "./signals";

/** What triage needs of the world. */
export interface TriageWorld {
  claim(key: string, leaseSeconds: number): Promise<Claim>;
  finish(key: string): Promise<void>;
  release(key: string, saved?: string): Promise<void>;
  /** Saves how far a claimed piece of work has come, for who takes it up when its holder dies. */
  save(key: string, saved: string): Promise<void>;
  count(key: string, keepSeconds: number): Promise<number>;
  /** The account, or undefined when it is not known. */
  account(id: string): Promise<Account | undefined>;
  publish(topicArn: string, message: Message): Promise<void>;
  log(line: Readonly<Record<string, unknown>>): void;
  now(): number;
}

export interface ProcessSettings extends TriageSettings {
  readonly policy: Policy;
  readonly topics: Readonly<Record<Severity, string>>;
}

/** Longer than the function may run, so that a claim lapses only when its holder is dead. */
export const LEASE_SECONDS = 90;

/** What an unfinished try hands to the next: the count it drew and the topics it has told. */
interface Progress {
  readonly count: number;
  readonly told: readonly string[];
}

const textOf = (progress: Progress): string => JSON.stringify(progress);

function progressFrom(saved: string | undefined): Progress | undefined {
  return saved === undefined ? undefined : (JSON.parse(saved) as Progress);
}

async function send(
  world: TriageWorld,
  signal: Signal,
  decision: Extract<Decision, { action: "send" }>,
  settings: ProcessSettings,
  told: string[],
): Promise<void> {
  const key = claimOf(signal);
  // Before anything is told: one who takes over from the dead must neither count again nor decide otherwise.
  await world.save(key, textOf({ count: decision.count, told }));
  const account = await world.account(signal.account);
  const message = messageFor(signal, decision, account, world.now());
  for (const topic of topicsFor(decision.severity, account, settings.topics)) {
    if (told.includes(topic)) continue;
    await world.publish(topic, message);
    told.push(topic);
    // After each: between two topics no one is told twice for the other's sake.
    await world.save(key, textOf({ count: decision.count, told }));
  }
}

const claimOf = ({ key }: Signal): string => `signal#${key}`;

/** Sees to one signal, once: a delivery that finds it done does nothing; one that finds it in work rejects, to come again. */
async function see(world: TriageWorld, signal: Signal, settings: ProcessSettings): Promise<void> {
  const claim = await world.claim(claimOf(signal), LEASE_SECONDS);
  if (claim.state !== "ours") {
    if (claim.state === "done") return;
    throw new Error(`${signal.key} is being seen to by another delivery`);
  }
  const progress = progressFrom(claim.saved);
  const told = [...(progress?.told ?? [])];
  let count = progress?.count;
  try {
    if (count === undefined) {
      const counter = counterOf(signal);
      count = isExpected(signal, settings) ? 0 : await world.count(counter.key, counter.keepSeconds);
    }
    const decision = decide(signal, count, settings);
    if (decision.action === "send") await send(world, signal, decision, settings, told);
    world.log({
      signal: signal.id,
      key: signal.key,
      account: signal.account,
      attempt: signal.attempt,
      ...decision,
    });
    await world.finish(claimOf(signal));
  } catch (error) {
    const saved = count === undefined ? undefined : textOf({ count, told });
    await world.release(claimOf(signal), saved).catch(() => undefined);
    throw error;
  }
}

/** Triages one EventBridge event. Rejects when a signal of it could not be seen to; the others have been. */
export async function triage(world: TriageWorld, event: unknown, settings: ProcessSettings): Promise<void> {
  const failures: unknown[] = [];
  for (const signal of signalsOf(event, settings.policy, world.now())) {
    try {
      await see(world, signal, settings);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
