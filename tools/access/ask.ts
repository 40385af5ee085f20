import * as crypto from "node:crypto";
import { definitionOf } from "../../test/proofs/harm";
import { checksOf } from "../../test/proofs/checks";
import type { Document, Policy, Statement } from "../../test/proofs/model/documents";
import { rootBucketActions } from "../../test/proofs/model/facts";
import type { AccessModel } from "../../test/proofs/model/model";
import type { Request } from "../../test/proofs/model/request";
import { type Mutation, Simulator, type Verdict } from "../../test/proofs/model/simulate";
import { isUnknown } from "./unknown";

/** Whether somebody may do something: `unknown` when a policy is not known before a deployment, and it may decide. */
export type May = "yes" | "no" | "unknown";

export interface Answer {
  readonly may: May;
  readonly verdict: Verdict;
}

/** More of a request's context than AWS fills by itself; null takes a key away. */
export type Context = Record<string, string | string[] | null>;

/** A request about which several actions are asked. */
interface Prepared {
  readonly request: Request;
  readonly policies: readonly Policy[];
  /** Whether who asks is of another account than the resource. */
  readonly isForeign: boolean;
  /** What makes two requests the same, but for the action. */
  readonly like: string;
  /** What makes two requests the same when who asks is of another account and nothing lets him in. */
  readonly abroad: string;
}

const patterns = new Map<string, RegExp>();

/** A pattern of actions as IAM reads it. */
function patternOf(text: string): RegExp {
  const known = patterns.get(text);
  if (known) return known;
  const escaped = text.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
  patterns.set(text, pattern);
  return pattern;
}

const spoken = new WeakMap<Statement, Map<string, boolean>>();

/** Whether a statement speaks of an action at all. */
export function speaksOf(statement: Statement, action: string): boolean {
  const answers = spoken.get(statement) ?? new Map<string, boolean>();
  spoken.set(statement, answers);
  let answer = answers.get(action);
  if (answer === undefined) {
    const { Action, NotAction } = statement;
    const isNamed = [Action ?? NotAction].flat().some((text) => patternOf(String(text)).test(action));
    answer = isNamed === (Action !== undefined);
    answers.set(action, answer);
  }
  return answer;
}

const digests = new WeakMap<Document, string>();

/** Tells a policy from any other, and from itself when it says something else. */
export function digestOf({ id, document }: Policy): string {
  let digest = digests.get(document);
  if (digest === undefined) {
    digest = crypto.createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 16);
    digests.set(document, digest);
  }
  return `${id} ${digest}`;
}

/** Whether a statement may be meant for somebody of an account, or for everybody. */
function mayMean({ Principal, NotPrincipal }: Statement, account: string | undefined): boolean {
  if (NotPrincipal !== undefined) return true;
  const text = JSON.stringify(Principal ?? "*");
  return text.includes('"*"') || (account !== undefined && text.includes(account));
}

/** The answer to who is of another account, when the resource's own policy has nothing for him. */
const notLetIn: Answer = {
  may: "no",
  verdict: { allowed: false, denies: [], allows: [], almost: [], silent: ["resource"] },
};

/**
 * Puts many questions to the simulator of the proofs, with all policies. Three things make it quick, and none changes an answer, which a test holds
 * against asking each by itself: statements that do not speak of the action are left out, once every policy has been taken whole one time, so
 * that a policy which is none is still an error; of actions that neither AWS nor any statement tells apart, one is asked; and of callers from
 * other accounts to whom the resource's own policy gives nothing, one.
 */
export class Asker {
  readonly #simulator: Simulator;
  readonly #keys: readonly string[];
  readonly #prepared = new Map<string, Prepared>();
  readonly #answers: Map<string, Promise<Answer>>;
  readonly #taken = new Set<string>();
  readonly #definitions = new Map<string, Promise<string>>();
  readonly #spoken = new Map<string, ReadonlySet<number>>();
  /** How many times the simulator was asked. */
  asked = 0;

  /** @param before one whose answers hold here too, where the policies are the same */
  constructor(
    readonly model: AccessModel,
    before?: Asker,
  ) {
    this.#answers = new Map(before ? before.#answers : []);
    this.#simulator = new Simulator(model);
    this.#keys = keysOf(model);
  }

  /**
   * Asks as a case of the proofs does.
   * @param context more of the request's context; null takes a key away
   * @param isTried whether the context is only tried: what the action does not have of it is left out
   * @throws when somebody or something is not there, or the simulator cannot tell
   */
  may(who: string, action: string, where: string, context: Context = {}, isTried = false): Promise<Answer> {
    const service = action.split(":", 1)[0]!;
    const key = JSON.stringify([who, where, service, context]);
    let prepared = this.#prepared.get(key);
    if (!prepared) {
      const row = { who, does: [action], where, why: "-", expect: "denied" as const, with: context };
      const { request } = checksOf(this.model, row)[0]!;
      prepared = this.#prepare(isTried ? { ...request, given: [] } : request);
      this.#prepared.set(key, prepared);
    }
    return this.#judge(prepared, action);
  }

  /** Decides one request. */
  judge(request: Request): Promise<Answer> {
    return this.#judge(this.#prepare(request), request.action);
  }

  #prepare(request: Request): Prepared {
    const { action, principal, owner, arn, context, given, unguarded, endpoint } = request;
    const policies = this.policiesOver(request);
    const service = action.split(":", 1)[0]!;
    const isForeign =
      principal.type !== "service" && (principal.account === undefined || principal.account.id !== owner.id);
    return {
      request,
      policies,
      isForeign,
      like: JSON.stringify([service, arn, principal.name, context, given, unguarded, endpoint?.name]),
      abroad: JSON.stringify([service, principal.type, request.policies.map(digestOf)]),
    };
  }

  async #judge(prepared: Prepared, action: string): Promise<Answer> {
    const { request, policies, isForeign, like, abroad } = prepared;
    if (isForeign && !this.#mayLetIn(request, action)) {
      const { may } = await this.#once(abroad, prepared, action);
      if (may !== "no") throw new Error(`${request.principal.name} is let into ${request.arn} by nothing`);
      return notLetIn;
    }
    const statements = policies.map(
      (policy) => `${digestOf(policy)} ${[...this.#spokenBy(policy, action)].join()}`,
    );
    // What a bucket's root user may do whatever its policy says goes by the action's name.
    const own = rootBucketActions.has(action.toLowerCase()) ? action : "";
    return this.#once(
      [like, await this.#definition(action), own, ...statements].join("\n"),
      prepared,
      action,
    );
  }

  #once(key: string, prepared: Prepared, action: string): Promise<Answer> {
    const known = this.#answers.get(key) ?? this.#decide(prepared, action);
    this.#answers.set(key, known);
    return known;
  }

  async #decide({ request, policies }: Prepared, action: string): Promise<Answer> {
    this.asked += 1;
    const isNew = policies.some((policy) => !this.#taken.has(digestOf(policy)));
    for (const policy of policies) this.#taken.add(digestOf(policy));
    const withSpoken: Mutation = ({ policy, index }) =>
      this.#spokenBy(policy, action).has(index) ? policy.document.Statement[index] : undefined;
    const verdict = await this.#simulator.judge({ ...request, action }, isNew ? undefined : withSpoken);
    if (!verdict.allowed) return { may: "no", verdict };
    return { may: policies.some(isUnknown) ? "unknown" : "yes", verdict };
  }

  /** Whether the resource's own policy has something that may be for somebody of another account. */
  #mayLetIn({ principal: { account }, policies }: Request, action: string): boolean {
    return policies.some((policy) =>
      [...this.#spokenBy(policy, action)].some((index) => {
        const statement = policy.document.Statement[index]!;
        return statement.Effect === "Allow" && mayMean(statement, account?.id);
      }),
    );
  }

  /** Every policy that the simulator is given for a request. */
  policiesOver({ principal, owner, policies, endpoint, unguarded }: Request): Policy[] {
    const { organization, endpoints } = this.model;
    const levels = unguarded
      ? []
      : [
          ...(principal.account ? organization.levels("service control", principal.account) : []),
          ...organization.levels("resource control", owner),
        ];
    const through = endpoint && endpoints.get(endpoint.name);
    return [
      ...levels.flatMap((level) => level.policies),
      ...principal.policies,
      ...[principal.boundary, principal.session, through].flatMap((policy) => policy ?? []),
      ...policies,
    ];
  }

  #definition(action: string): Promise<string> {
    const matters = (key: string): boolean => {
      const start = key.split("$", 1)[0]!.toLowerCase();
      return this.#keys.some((one) => one.startsWith(start));
    };
    const known = this.#definitions.get(action) ?? definitionOf(action, matters);
    this.#definitions.set(action, known);
    return known;
  }

  /** The statements of a policy that speak of an action, by their places. */
  #spokenBy({ id, document }: Policy, action: string): ReadonlySet<number> {
    const key = `${id}\0${action}`;
    let found = this.#spoken.get(key);
    if (!found) {
      found = new Set(document.Statement.flatMap((one, place) => (speaksOf(one, action) ? [place] : [])));
      this.#spoken.set(key, found);
    }
    return found;
  }
}

/** Every context key that some policy looks at, in small letters. */
function keysOf(model: AccessModel): string[] {
  const text = JSON.stringify(model.policies());
  // A key stands before a value in a condition, or in a variable anywhere.
  const found = text.matchAll(/[\w-]+:[\w-]+(?:[/:][^"\\}]*)?(?=\\?"\s*:|\})/g);
  return [...new Set([...found].map(([key]) => key.toLowerCase()))];
}
