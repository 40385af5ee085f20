import { type Broken, type Case } from "./broken";
import { DEVELOPMENT } from "./landing-zone";
import { loadBundle } from "./load-bundle";
import { type Repairs } from "./repairs";

/** What is done with each case of a repair, from its bundle. */
export interface CaseRuns {
  /** File of the bundle. */
  fileOf(one: Case): string;
  /** Invokes the bundle as a new start of the function does. */
  invoke(one: Case, event: unknown): Promise<Record<string, unknown>>;
  /** Breaks what the case repairs, with nothing remembered of earlier ones. */
  breakOne(one: Case, what: string): Promise<Broken>;
  /** How often somebody was told of the production account's things; the other has no recorder, which is told as well. */
  told(one: Case): number;
}

/** @param started the repairs, once they are there */
export function caseRuns(started: () => Repairs): CaseRuns {
  let serial = 0;
  const fileOf = ({ name }: Case): string => started().files[name] ?? "";
  const invoke = (one: Case, event: unknown): Promise<Record<string, unknown>> =>
    loadBundle<(event: unknown) => Promise<Record<string, unknown>>>(fileOf(one))(event);
  return {
    fileOf,
    invoke,
    async breakOne(one, what) {
      await started().forget();
      const broken = await one.breakOne(`${what}-${++serial}`, (event) => invoke(one, event));
      started().proxy.passed.length = 0;
      return broken;
    },
    told: ({ tells }) =>
      started().proxy.passed.filter(({ action, body }) => action === tells && !body.includes(DEVELOPMENT))
        .length,
  };
}
