import { checksOf } from "../../test/proofs/checks";
import type { AccessModel } from "../../test/proofs/model/model";
import { principalOf } from "../../test/proofs/model/principals";
import { Simulator } from "../../test/proofs/model/simulate";
import { decision } from "../../test/proofs/report";
import { Asker, type May } from "./ask";
import { Problems } from "./files";
import { isUnknown } from "./unknown";

/** A question as a case of the proofs puts it. */
export interface Question {
  readonly who: string;
  readonly does: readonly string[];
  readonly where: string;
  /** Texts `KEY=VALUE`: more of the request's context, or other than AWS would fill; without a value the key is taken away. */
  readonly with: readonly string[];
  /** Logical name of the VPC endpoint on the way. */
  readonly through?: string;
  readonly withoutGuardrails: boolean;
}

export interface Told {
  readonly action: string;
  readonly may: May;
  readonly text: string;
}

function contextOf(pairs: readonly string[]): Record<string, string | string[] | null> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (key === undefined) throw new Error("it must be KEY=VALUE");
      return [key, value === "" ? null : value!];
    }),
  );
}

const SAYS: Readonly<Record<May, string>> = {
  yes: "allowed",
  no: "denied",
  unknown: "cannot be told before the deployment",
};

/** Answers a question, an answer for each action, from all statements as they stand. @throws when it cannot be understood */
export async function answer(model: AccessModel, question: Question): Promise<Told[]> {
  const { who, does, where, through, withoutGuardrails } = question;
  const row = { who, does: [...does], where, why: "it is asked", expect: "allowed" as const };
  const problems: string[] = [];
  const attempt = (what: string, part: () => unknown): void => {
    try {
      part();
    } catch (error) {
      problems.push(`${what}: ${(error as Error).message}`);
    }
  };
  attempt(`--who ${who}`, () => principalOf(model, who));
  for (const action of does.filter((one) => !/^[a-z0-9-]+:\w+$/.test(one))) {
    problems.push(`--does ${action}: it must be SERVICE:ACTION, such as s3:GetObject`);
  }
  attempt(`--where ${where}`, () => checksOf(model, { ...row, who: "anonymous" }));
  for (const pair of question.with) attempt(`--with ${pair}`, () => contextOf([pair]));
  if (through !== undefined)
    attempt(`--through ${through}`, () => model.resources.get(`endpoint:${through}`));
  if (problems.length > 0) throw new Problems(problems);
  const checks = checksOf(model, {
    ...row,
    with: contextOf(question.with),
    ...(through === undefined ? {} : { through }),
    ...(withoutGuardrails ? { without: "guardrails" as const } : {}),
  });
  const simulator = new Simulator(model);
  const asker = new Asker(model);
  return Promise.all(
    checks.map(async ({ request }): Promise<Told> => {
      const verdict = await simulator.judge(request);
      const open = asker.policiesOver(request).filter(isUnknown);
      const may = !verdict.allowed ? "no" : open.length > 0 ? "unknown" : "yes";
      const { principal, action, arn, owner } = request;
      const account = principal.account ? ` (account ${principal.account.name})` : "";
      return {
        action,
        may,
        text: [
          `${SAYS[may]}: ${who} ${action} ${where}`,
          `  who    ${principal.value ?? "anybody"}${account}`,
          `  where  ${arn} (account ${owner.name})`,
          ...(may === "unknown"
            ? ["  not known yet", ...open.map(({ id }) => `    ${id}`)]
            : decision(verdict)),
        ].join("\n"),
      };
    }),
  );
}
