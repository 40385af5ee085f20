import { readTables, type Row } from "./cases";
import { type Check, checksOf } from "./checks";
import type { StatementRef } from "./model/documents";
import type { AccessModel } from "./model/model";
import { type Mutation, Simulator, type Verdict } from "./model/simulate";
import type { Mutant } from "./mutants";
import { complaint } from "./report";

interface Tried {
  readonly check: Check;
  readonly verdict: Verdict;
}

const keyOf = ({ policy, index }: StatementRef): string => `${policy.id}#${index}`;

/** Whether an action is one of those that a policy's pattern names. */
function matches(pattern: string, action: string): boolean {
  const expression = pattern.replaceAll(/[.+]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** All cases with their verdicts, and which statements each of them rests on. */
export class Trial {
  readonly #matched = new Map<string, Tried[]>();
  readonly #almost = new Map<string, Tried[]>();
  /** How many times the simulator was asked. */
  asked = 0;

  private constructor(private readonly simulator: Simulator) {}

  /** Decides every case once. @param rows those of all tables when left out */
  static async of(
    model: AccessModel,
    rows: readonly Row[] = readTables().flatMap((table) => table.rows),
  ): Promise<Trial> {
    const trial = new Trial(new Simulator(model));
    for (const row of rows) {
      for (const check of checksOf(model, row)) await trial.#decide(check);
    }
    return trial;
  }

  async #decide(check: Check): Promise<void> {
    const verdict = await this.#judge(check);
    const add = (index: Map<string, Tried[]>, ref: StatementRef): void => {
      const list = index.get(keyOf(ref));
      if (list) list.push({ check, verdict });
      else index.set(keyOf(ref), [{ check, verdict }]);
    };
    for (const ref of [...verdict.allows, ...verdict.denies]) add(this.#matched, ref);
    for (const ref of verdict.almost) add(this.#almost, ref);
  }

  #judge({ request }: Check, mutation?: Mutation): Promise<Verdict> {
    this.asked += 1;
    return this.simulator.judge(request, mutation);
  }

  /**
   * Whether some case fails when a policy is changed. Only cases whose answer can change are asked again: a statement that does not
   * match a request says nothing about it, there or not.
   */
  async notices({ ref, mutation, concerns, action }: Mutant): Promise<boolean> {
    const index = concerns === "matched" ? this.#matched : this.#almost;
    for (const { check } of index.get(keyOf(ref)) ?? []) {
      if (action !== undefined && !matches(action, check.request.action)) continue;
      if (complaint(check, await this.#judge(check, mutation)) !== undefined) return true;
    }
    return false;
  }

  /** Mutants that no case notices. */
  async survivors(mutants: readonly Mutant[]): Promise<string[]> {
    const survivors: string[] = [];
    for (const mutant of mutants) if (!(await this.notices(mutant))) survivors.push(mutant.label);
    return survivors;
  }
}
