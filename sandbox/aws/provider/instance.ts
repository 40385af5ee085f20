import type { Caller } from "../model/call";
import { NotModelled, Refusal } from "../model/refusal";
import type { Props } from "../model/values";
import { callFunction } from "../functions";
import { check, homeOf, type Failure } from "./check";
import { callerOf, type Environment } from "./config";
import { difference, type Difference } from "./diff";
import { backoffMs, checkRetries, type Faults, type Operation } from "./faults";
import type { Proposal } from "./names";
import { create, known, read, remove, update, type World } from "./operations";
import { GLOBAL } from "../cloud/cloud";

/** A resource was made, but the call to make it failed: the engine keeps it in its state and finishes it at the next run. */
export class MadeButFailed extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Props,
  ) {
    super(message);
  }
}

/** What an instance needs of the daemon around it. */
export interface Host {
  readonly world: World;
  /** Something may have changed: write it soon. */
  readonly changed: () => void;
  readonly log: (line: string) => void;
  /** Ends this instance's plugin process, as a crash would. */
  readonly crash: () => void;
}

/** What a create, update or delete is about. */
export interface Subject {
  readonly urn: string;
  readonly token: string;
}

/** One configured provider: the calls of the engine, carried out on the cloud. */
export class ProviderInstance {
  private caller: Caller | undefined;
  private readonly latencyMs: number;

  constructor(
    private readonly host: Host,
    private readonly env: Environment,
    private readonly faults: Faults,
  ) {
    this.latencyMs = Number(env.SANDBOX_LATENCY_MS ?? 0) || 0;
  }

  version(): string {
    return this.host.world.shapes.version();
  }

  async configure(args: Props): Promise<void> {
    await this.suffer("configure", "aws:index/provider:Provider");
    this.caller = callerOf(args, this.env);
  }

  check(
    token: string,
    inputs: Props,
    olds: Props,
    logicalName: string,
    seed: string,
    proposal?: Proposal,
  ): { inputs: Props; failures: Failure[] } {
    const { model, shape } = known(this.host.world, token);
    return check({
      model,
      shape,
      caller: this.configured(),
      inputs,
      olds,
      logicalName,
      seed,
      ...(proposal && { proposal }),
    });
  }

  diff(token: string, olds: Props, oldInputs: Props, news: Props, ignored: readonly string[]): Difference {
    const { model, shape } = known(this.host.world, token);
    const home = homeOf(model, shape, news, this.configured());
    return difference(model, shape, olds, oldInputs, news, home === GLOBAL ? undefined : home, ignored);
  }

  async create(
    subject: Subject,
    inputs: Props,
    preview: boolean,
  ): Promise<{ id: string; properties: Props }> {
    const { urn, token } = subject;
    if (preview) return create(this.host.world, this.configured(), urn, token, inputs, true);
    return this.carryOut("create", subject, "", async (partial) => {
      const made = create(this.host.world, this.configured(), urn, token, inputs, false);
      if (partial !== undefined) throw new MadeButFailed(partial.message, made.id, made.properties);
      return made;
    });
  }

  async update(subject: Subject, id: string, inputs: Props, olds: Props, preview: boolean): Promise<Props> {
    const { urn, token } = subject;
    if (preview) return update(this.host.world, this.configured(), urn, token, id, inputs, olds, true);
    return this.carryOut("update", subject, id, async (partial) => {
      const properties = update(this.host.world, this.configured(), urn, token, id, inputs, olds, false);
      if (partial !== undefined) throw new MadeButFailed(partial.message, id, properties);
      return properties;
    });
  }

  async remove(subject: Subject, id: string, olds: Props): Promise<void> {
    await this.carryOut("delete", subject, id, async (partial) => {
      remove(this.host.world, this.configured(), subject.urn, subject.token, id, olds);
      if (partial !== undefined) throw partial;
    });
  }

  async read(
    subject: Subject,
    id: string,
    olds: Props,
    inputs: Props,
  ): Promise<{ properties: Props; inputs: Props } | undefined> {
    return this.carryOut("read", subject, id, async () =>
      read(this.host.world, this.configured(), subject.token, id, olds, inputs),
    );
  }

  async invoke(token: string, args: Props): Promise<Props> {
    await this.suffer("invoke", token);
    return callFunction(token, args, { cloud: this.host.world.cloud, caller: this.configured() });
  }

  private configured(): Caller {
    if (this.caller === undefined) throw new Error("sandbox: the provider has not been configured");
    return this.caller;
  }

  /** Runs an operation with its delays and faults, writes it to the log, and words its failure. */
  private async carryOut<T>(
    operation: Operation,
    { urn, token }: Subject,
    id: string,
    work: (partial: Refusal | undefined) => Promise<T>,
  ): Promise<T> {
    const name = urn.split("::").at(-1) ?? "";
    const where = `${this.caller?.account ?? "?"}/${this.caller?.region ?? "?"}`;
    const line = `${operation} ${token} ${name}${id === "" ? "" : ` ${id}`} ${where}`;
    try {
      const partial = await this.suffer(operation, token);
      const result = await work(partial);
      if (operation !== "read") this.host.log(`${line} ok`);
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.host.log(`${line} failed: ${message}`);
      if (error instanceof Refusal)
        throw new Error(`${operation} ${token} "${name}" in ${where}: ${message}`);
      if (error instanceof MadeButFailed || error instanceof NotModelled) throw error;
      this.host.log(error instanceof Error ? (error.stack ?? "") : "");
      throw error;
    } finally {
      this.host.changed();
    }
  }

  /** Waits as AWS would make one wait, and strikes the call with the faults of this run. */
  private async suffer(operation: Operation, token: string): Promise<Refusal | undefined> {
    let wait = this.latencyMs;
    let partial: Refusal | undefined;
    for (const effect of this.faults.strike(operation, token)) {
      switch (effect.kind) {
        case "crash":
          this.host.crash();
          return new Promise(() => {}); // nobody is left to answer
        case "delay":
          wait += effect.milliseconds;
          break;
        case "throttle":
          wait += backoffMs(effect.times);
          checkRetries(effect.times);
          break;
        case "partial":
          partial = new Refusal(effect.code, effect.text);
          break;
        case "fail":
          throw new Refusal(effect.code, effect.text);
      }
    }
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return partial;
  }
}
