import { labelOf } from "../../test/proofs/model/documents";
import { type Accepted, nameOf } from "./accepted";
import { type CallerKind, KINDS } from "./callers";
import { type Group, groupsOf, namesOf } from "./cells";
import { type Harm, harmsIn } from "./harms";
import type { Fact, StoreAccess } from "./matrix";
import { VERBS } from "./verbs";

/** Heads of the columns, short enough for a line of a terminal. */
const HEADS: Readonly<Record<CallerKind, string>> = {
  "workload administrator": "workload",
  "network administrator": "network",
  "security administrator": "security",
  "log archive administrator": "archive",
  "management administrator": "managemt",
  "deployment role": "deploymt",
  "root user": "root",
  "break-glass role": "glass",
  "platform role": "platform",
  service: "service",
  stranger: "stranger",
};

const TITLES: Readonly<Record<string, string>> = {
  bucket: "buckets",
  "log-group": "log groups",
  trail: "trails",
  "flow-log": "flow logs",
  domain: "search domains",
  stream: "delivery streams",
  "data-stream": "data streams",
  destination: "log destinations",
  delivery: "delivery destinations",
  key: "keys of logs",
  recorder: "AWS Config recorders",
};

export const LEGEND = [
  "r read, w write, c change (settings, and how long it is kept), d delete, s stop; - nothing",
  "capitals: harm that nothing accepts; small letters: harm that is accepted, for the reasons below; ?: cannot be told before the deployment",
  "after @: by those of the store's own account alone",
  "workload, network, security, archive, managemt: administrators of those accounts; deploymt: the deployment role; glass: the break-glass role",
];

const WIDTH = 42;

/** Names in lines of at most `WIDTH` characters. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= WIDTH)
      lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(name);
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line},`));
}

/** The table as text: kinds of stores, and under each a row for all of which the same is to be said. */
export function tableOf(all: readonly StoreAccess[], accepted: readonly Accepted[]): string {
  const groups = groupsOf(all, accepted);
  const columns = KINDS.map((kind, column) => ({
    column,
    width: Math.max(HEADS[kind].length, ...groups.map(({ cells }) => cells[column]!.length)),
  }));
  const lineOf = (name: string, cells: readonly string[]): string =>
    [name.padEnd(WIDTH + 2), ...columns.map(({ column, width }) => (cells[column] ?? "").padEnd(width))]
      .join("  ")
      .trimEnd();
  const kinds = [...new Set(groups.map(({ kind }) => kind))];
  return [
    lineOf(
      "",
      KINDS.map((kind) => HEADS[kind]),
    ),
    ...kinds.flatMap((kind) => [
      TITLES[kind] ?? kind,
      ...groups
        .filter((group) => group.kind === kind)
        .flatMap(({ members, cells }) =>
          wrapped(namesOf(members.map(({ store }) => store))).map((name, line) =>
            lineOf(`  ${name}`, line === 0 ? cells : []),
          ),
        ),
    ]),
  ].join("\n");
}

const isPresent = (text: string): boolean => text !== "";
const actionsOf = (facts: readonly Fact[]): string =>
  [...new Set(facts.map(({ call }) => call.action))].sort().join(", ");

/** Those who may do something, in few words: all that is said of many accounts is said once. */
function whoOf(kind: CallerKind, harms: readonly Harm[]): string {
  const isRole = kind === "platform role" || kind === "service" || kind === "stranger";
  if (!isRole) return kind + (harms.every(({ fact }) => fact.caller.isOwn) ? " of the same account" : "");
  const names = harms.map(({ fact, store }) => fact.caller.who.replace(store.account.name, "*"));
  return `${kind} ${[...new Set(names)].sort().join(", ")}`;
}

/** Harms with one reason, or none, by who and what. */
function harmLines(harms: readonly Harm[]): string[] {
  const groups = new Map<string, Harm[]>();
  for (const harm of harms) {
    const { fact, store } = harm;
    const key = JSON.stringify([fact.caller.kind, fact.caller.isOwn, store.kind, fact.may]);
    groups.set(key, [...(groups.get(key) ?? []), harm]);
  }
  return [...groups.values()].map((some) => {
    const { fact, store } = some[0]!;
    const names = namesOf([...new Set(some.map(({ store }) => store))]).join(", ");
    const unsure = fact.may === "unknown" ? " (cannot be told before the deployment)" : "";
    return `  ${whoOf(fact.caller.kind, some)}: ${store.kind} ${names}: ${actionsOf(some.map(({ fact }) => fact))}${unsure}`;
  });
}

/** What harms and is not accepted. Empty when there is nothing. */
export function harmText(harms: readonly Harm[]): string {
  const bad = harms.filter(({ accepted }) => !accepted);
  return bad.length === 0 ? "" : ["Harm that nothing accepts", ...harmLines(bad)].join("\n");
}

/** What harms and is accepted, by its reason; and what loses nothing. */
export function acceptedText(harms: readonly Harm[]): string {
  const byReason = new Map<string, Harm[]>();
  for (const harm of harms) {
    if (harm.accepted)
      byReason.set(harm.accepted.reason, [...(byReason.get(harm.accepted.reason) ?? []), harm]);
  }
  const texts = [...byReason].map(([reason, some]) => ({ reason, some, accepted: some[0]!.accepted! }));
  const meant = texts.filter(({ accepted }) => !accepted.isNoLoss);
  const noLoss = texts.filter(({ accepted }) => accepted.isNoLoss);
  const kindsOf = (some: readonly Harm[]): string => {
    const kinds = new Set(some.map(({ fact }) => fact.caller.kind));
    return KINDS.filter((kind) => kinds.has(kind)).join(", ");
  };
  return [
    ...(meant.length > 0 ? ["Harm that is accepted, and why"] : []),
    ...meant.flatMap(({ reason, some, accepted }) => [
      `  ${reason}`,
      // Who may do all there is to do needs no list of it.
      ...(accepted.actions.includes("*")
        ? [`    ${kindsOf(some)}`]
        : harmLines(some).map((line) => `  ${line}`)),
    ]),
    ...(noLoss.length > 0 ? ["No loss, and why"] : []),
    ...noLoss.flatMap(({ reason, some }) => {
      const kinds = [...new Set(some.map(({ store }) => store.kind))];
      return [
        `  ${reason}`,
        ...kinds.map((kind) => {
          const of = some.filter(({ store }) => store.kind === kind);
          return `    ${kindsOf(of)}, ${TITLES[kind]}: ${actionsOf(of.map(({ fact }) => fact))}`;
        }),
      ];
    }),
  ].join("\n");
}

/** For each group, who may and who may not, and by which statements. */
export function whyText(all: readonly StoreAccess[], accepted: readonly Accepted[]): string {
  return groupsOf(all, accepted).map(whyOf).join("\n\n");
}

function whyOf({ kind, members }: Group): string {
  const { store, facts } = members[0]!;
  const others = members.length > 1 ? ` and ${members.length - 1} more like it` : "";
  const lines = KINDS.flatMap((caller) =>
    VERBS.flatMap((verb) =>
      [true, false].flatMap((isOwn) => {
        const of = facts.filter(
          (fact) => fact.caller.kind === caller && fact.call.verb === verb && fact.caller.isOwn === isOwn,
        );
        const [may, not] = [of.filter((fact) => fact.may !== "no"), of.filter((fact) => fact.may === "no")];
        const who = `${caller} of ${isOwn ? "the same" : "another"} account`;
        return [
          may.length === 0 ? "" : `  ${who} may ${verb} (${actionsOf(may)}): by ${reasons(may)}`,
          not.length === 0 ? "" : `  ${who} may not ${verb} (${actionsOf(not)}): ${reasons(not)}`,
        ].filter(isPresent);
      }),
    ),
  );
  return [`${kind} ${store.name} (account ${store.account.name})${others}`, ...lines].join("\n");
}

/** The statements that decide; where none speaks, the kinds of policies that would have to allow it. */
function reasons(facts: readonly Fact[]): string {
  const labels = facts.flatMap(({ may, verdict: { allows, denies, silent } }) => {
    const refs = may === "no" ? denies : allows;
    if (refs.length > 0) return refs.map(labelOf);
    return [`nothing allows it among: ${[...new Set(silent)].join(", ")}`];
  });
  return [...new Set(labels)].join("; ");
}

/** One JSON text a line: each store with each call that somebody may make, or of which it cannot be told. */
export function jsonLines(all: readonly StoreAccess[], accepted: readonly Accepted[]): string {
  const reasonsOf = new Map(harmsIn(all, accepted).map(({ fact, accepted }) => [fact, accepted?.reason]));
  return all
    .flatMap(({ store, facts }) =>
      facts
        .filter(({ may }) => may !== "no")
        .map((fact) =>
          JSON.stringify({
            store: nameOf(store),
            who: fact.caller.who,
            kind: fact.caller.kind,
            ownAccount: fact.caller.isOwn,
            verb: fact.call.verb,
            action: fact.call.action,
            where: fact.call.where,
            may: fact.may,
            ...(reasonsOf.has(fact) ? { accepted: reasonsOf.get(fact) ?? null } : {}),
            by: fact.verdict.allows.map(labelOf),
          }),
        ),
    )
    .join("\n");
}
