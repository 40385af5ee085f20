import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DEPLOYMENT_PATH } from "../../components/detection/names";
import { holdOf, LOCK_MS } from "../../functions/repair/deployment";
import { textAt } from "../../functions/lib/events";

/** What a deployment writes: what the repairs read (see functions/repair/deployment.ts), and for people who holds it. */
interface Written {
  readonly until: string;
  readonly accounts: readonly string[];
  /** Tells this run from every other. */
  readonly holder: string;
  /** Who, in words: a run of the pipeline, or a person at a machine. */
  readonly by: string;
  readonly since: string;
}

/** Another deployment holds the lock. */
export class LockedByAnother extends Error {
  override readonly name = "LockedByAnother";
}

export interface LockOptions {
  /** Name of the stack, which is also the parameter's. */
  readonly stack: string;
  /** Accounts in which repairs are held back. */
  readonly accounts: readonly string[];
  readonly by: string;
  readonly now?: () => number;
  /** How long to wait after taking over what somebody left behind before looking whose it is, in milliseconds. */
  readonly settleMs?: number;
}

/** A stack's deployment lock in the security account: one parameter. */
export class DeploymentLock {
  readonly parameter: string;
  private readonly holder = randomUUID();
  private readonly now: () => number;
  private since = "";

  constructor(
    private readonly ssm: SSMClient,
    private readonly options: LockOptions,
  ) {
    this.parameter = `${DEPLOYMENT_PATH}/${options.stack}`;
    this.now = options.now ?? Date.now;
  }

  /**
   * Takes the lock. One that has ended, or that no repair respects, is nobody's.
   * @returns until when it holds
   * @throws LockedByAnother, or the service's error
   */
  async take(): Promise<Date> {
    this.since = new Date(this.now()).toISOString();
    try {
      return await this.put(false);
    } catch (error) {
      if (!(error instanceof ParameterAlreadyExists)) throw error;
    }
    const found = await this.read();
    if (found !== undefined && holdOf(found, this.now()) !== undefined) throw this.another(found);
    await this.remove();
    let until: Date;
    try {
      until = await this.put(false);
    } catch (error) {
      if (!(error instanceof ParameterAlreadyExists)) throw error;
      throw this.another((await this.read()) ?? "");
    }
    // Two that find the same leftover at one instant may each remove what they find: who wrote last has it.
    await sleep(this.options.settleMs ?? 2000);
    const now = (await this.read()) ?? "";
    if (!this.isOurs(now)) throw this.another(now);
    return until;
  }

  /**
   * Moves the lock's end.
   * @returns until when it holds now
   * @throws LockedByAnother when somebody else has it meanwhile, or the service's error
   */
  async renew(): Promise<Date> {
    const found = await this.read();
    if (found !== undefined && !this.isOurs(found) && holdOf(found, this.now()) !== undefined)
      throw this.another(found);
    return this.put(true);
  }

  /** Gives the lock back; does nothing when it is not ours, or gone. */
  async giveBack(): Promise<void> {
    const found = await this.read();
    if (found !== undefined && this.isOurs(found)) await this.remove();
  }

  private async put(overwrite: boolean): Promise<Date> {
    const until = new Date(this.now() + LOCK_MS);
    const value: Written = {
      until: until.toISOString(),
      accounts: this.options.accounts,
      holder: this.holder,
      by: this.options.by,
      since: this.since,
    };
    await this.ssm.send(
      new PutParameterCommand({
        Name: this.parameter,
        Type: "String",
        Value: JSON.stringify(value),
        Overwrite: overwrite,
      }),
    );
    return until;
  }

  private async read(): Promise<string | undefined> {
    try {
      const { Parameter } = await this.ssm.send(new GetParameterCommand({ Name: this.parameter }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  private async remove(): Promise<void> {
    try {
      await this.ssm.send(new DeleteParameterCommand({ Name: this.parameter }));
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error;
    }
  }

  private isOurs(value: string): boolean {
    return fieldOf(value, "holder") === this.holder;
  }

  private another(value: string): LockedByAnother {
    const by = fieldOf(value, "by") ?? "somebody";
    const since = fieldOf(value, "since") ?? "an unknown time";
    const until = fieldOf(value, "until") ?? "an unknown time";
    return new LockedByAnother(
      `${this.options.stack} is being deployed by ${by} since ${since}; the lock holds until ${until} unless it is renewed.`,
    );
  }
}

function fieldOf(value: string, field: string): string | undefined {
  try {
    return textAt(JSON.parse(value), field);
  } catch {
    return undefined;
  }
}
