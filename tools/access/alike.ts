import type { Policy } from "../../test/proofs/model/documents";
import type { AccessModel } from "../../test/proofs/model/model";
import { administratorOf } from "./callers";
import type { Store } from "./stores";

/** A pattern of a policy as text, and part by part as ARNs are compared. */
interface Pattern {
  readonly whole: RegExp;
  readonly parts: RegExp;
}

const patterns = new Map<string, Pattern>();

function patternOf(text: string): Pattern {
  const known = patterns.get(text);
  if (known) return known;
  const escaped = text.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("?", ".");
  const made = {
    whole: new RegExp(`^${escaped.replaceAll("*", ".*")}$`, "i"),
    parts: new RegExp(`^${escaped.replaceAll("*", "[^:]*")}$`, "i"),
  };
  patterns.set(text, made);
  return made;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

/** Every text by which a policy's statements tell resources apart. */
function patternsIn(policies: readonly Policy[]): string[] {
  const texts = policies.flatMap(({ document }) =>
    document.Statement.flatMap(({ Resource, NotResource, Condition }) =>
      textsIn([Resource, NotResource, Condition]),
    ),
  );
  return [...new Set(texts)];
}

/** Whether and how each pattern takes a text. */
const taken = (texts: readonly string[], of: string): string =>
  texts
    .map((text) => {
      const { whole, parts } = patternOf(text);
      return (whole.test(of) ? 1 : 0) + (parts.test(of) ? 2 : 0);
    })
    .join("");

/**
 * What an answer about a store may rest on, as text: where it is, what its own policies say, and which of all patterns take its ARN and tags. Two
 * stores of which it is the same differ in their names and accounts only: of these one is asked about.
 */
export class Likeness {
  readonly #overAll: readonly string[];
  readonly #overAllText: string;

  constructor(private readonly model: AccessModel) {
    this.#overAll = patternsIn(model.organization.policies);
    this.#overAllText = JSON.stringify(model.organization.policies);
  }

  /** Every policy that may concern a store, as text. */
  spokenOf(store: Store): string {
    return this.#overAllText + JSON.stringify(this.#policiesOf(store));
  }

  of(store: Store): string {
    const { kind, account, region, resource } = store;
    const policies = this.#policiesOf(store);
    const texts = [...this.#overAll, ...patternsIn(policies)];
    const arns = resource
      ? ["", "/an-object", "/_search", "/logs", ":log-stream:one"].map((rest) => resource.arn + rest)
      : [];
    const tags = Object.entries((resource?.outputs.tagsAll ?? {}) as Record<string, string>).filter(([key]) =>
      this.spokenOf(store).includes(`ResourceTag/${key}`),
    );
    return JSON.stringify([
      kind,
      administratorOf(account),
      account.path,
      region,
      store.calls.map(({ verb, action }) => `${verb} ${action}`),
      withoutNames(store, JSON.stringify(policies.map(({ document }) => document))),
      arns.map((arn) => taken(texts, arn)),
      tags.map(([key, value]) => [key, taken(texts, value)]),
    ]);
  }

  /** Policies on a store, and on the key without which it is not read. */
  #policiesOf({ resource, calls }: Store): Policy[] {
    const keys = new Set(calls.flatMap(({ also }) => also?.where ?? []));
    return [
      ...(resource?.policies ?? []),
      ...[...keys].flatMap((key) => this.model.resources.get(key).policies),
    ];
  }
}

/** Text in which a store's own name and account stand for any. */
function withoutNames({ resource, account }: Store, text: string): string {
  const names: [string, string][] = [
    [resource?.arn ?? "", "{arn}"],
    [account.id, "{account}"],
    [account.name, "{account name}"],
  ];
  return names.reduce((done, [name, stands]) => (name === "" ? done : done.replaceAll(name, stands)), text);
}
