import type { LoggedEvent } from "./event-log";

/** What a run does, or would do, to one resource. */
export interface Operation {
  /** create, update, replace, delete, same, read, ... as the engine names it. */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Logical name: the last part of the URN. */
  readonly name: string;
  /** URN of the component it lies in; empty at the top. */
  readonly parent: string;
  /** Properties that differ. */
  readonly diffs: readonly string[];
  /** Properties that force a replacement. */
  readonly replaceKeys: readonly string[];
}

/** A policy that did not hold. */
export interface Violation {
  readonly policy: string;
  readonly pack: string;
  /** advisory, mandatory, ... as the engine names the level. */
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

/** Colour marks such as `<{%reset%}>`, which the log keeps. */
const MARKS = /<\{%.*?%\}>/g;

/** A message of the engine without colours. */
export function plain(message: string): string {
  return message.replace(MARKS, "").trim();
}

/** The steps of a run, in the order in which they began. The halves of a replacement are left out: it has a step itself. */
export function operations(events: readonly LoggedEvent[]): Operation[] {
  return events.flatMap(({ resourcePreEvent }) => {
    const metadata = resourcePreEvent?.metadata;
    if (!metadata || /-replaced$|^(create|delete|read)-replacement$/.test(metadata.op)) return [];
    return [
      {
        op: metadata.op,
        urn: metadata.urn,
        type: metadata.type,
        name: metadata.urn.slice(metadata.urn.lastIndexOf("::") + 2),
        parent: metadata.new?.parent ?? metadata.old?.parent ?? "",
        diffs: metadata.diffs ?? [],
        replaceKeys: metadata.keys ?? [],
      },
    ];
  });
}

/** The policies that did not hold. */
export function violations(events: readonly LoggedEvent[]): Violation[] {
  return events.flatMap(({ policyEvent }) =>
    policyEvent
      ? [
          {
            policy: policyEvent.policyName,
            pack: policyEvent.policyPackName,
            level: policyEvent.enforcementLevel,
            urn: policyEvent.resourceUrn ?? "",
            message: plain(policyEvent.message),
          },
        ]
      : [],
  );
}

/** Names of all policies that were evaluated, sorted. */
export function evaluatedPolicies(events: readonly LoggedEvent[]): string[] {
  const names = new Set<string>();
  for (const event of events) {
    const summary = event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent;
    for (const name of [...(summary?.passed ?? []), ...(summary?.failed ?? [])]) names.add(name);
  }
  return [...names].sort();
}

/** Messages of a level, each once and without colours. */
export function messages(events: readonly LoggedEvent[], level: "error" | "warning" | "info"): string[] {
  const found = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === level ? [plain(diagnosticEvent.message)] : [],
  );
  return [...new Set(found)];
}

/** How many resources a run created, updated and so on, as the engine counts them at the end. */
export function changes(events: readonly LoggedEvent[]): Readonly<Record<string, number>> {
  const summary = events.filter((event) => event.summaryEvent !== undefined).at(-1);
  return { ...summary?.summaryEvent?.resourceChanges };
}

/** The events of the last phase alone: `up` previews first and then does it, and logs both. */
export function lastPhase(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const start = events.findLastIndex((event, index) => event.summaryEvent && index < events.length - 1);
  const rest = events.slice(start + 1);
  return rest.some(({ summaryEvent, resourcePreEvent }) => summaryEvent ?? resourcePreEvent) ? rest : events;
}
