import { refuse } from "../model/refusal";

/** Operations a fault can strike. */
const OPERATIONS = ["create", "read", "update", "delete", "invoke", "configure", "*"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a fault does to a call. */
type Effect =
  | { readonly kind: "fail"; readonly code: string; readonly text: string }
  | { readonly kind: "partial"; readonly code: string; readonly text: string }
  | { readonly kind: "throttle"; readonly times: number }
  | { readonly kind: "delay"; readonly milliseconds: number }
  | { readonly kind: "crash" };

interface Rule {
  readonly operation: Operation;
  /** Matches type or function tokens. */
  readonly token: RegExp;
  /** Which of the matching calls, counted from 1. */
  readonly strikes: (call: number) => boolean;
  readonly effect: Effect;
}

/** Longest the real provider's retries are made to last here, in milliseconds, whatever their number. */
const LONGEST_BACKOFF_MS = 2_000;
/** Retries of a throttled call before the real SDK gives up (the provider's `maxRetries`). */
const RETRIES = 25;

const GRAMMAR =
  "OPERATION:TYPE[#CALLS]=EFFECT, several separated by ';'. OPERATION: " +
  `${OPERATIONS.join(", ")}. TYPE: a token, * for any text. CALLS: N, N-M, N-, every N as %N. ` +
  "EFFECT: CODE[:message], partial:CODE[:message], throttle[:times], delay:ms, crash";

/**
 * The faults of one run of the engine (`SANDBOX_FAULTS`). Calls are counted over all providers of the run.
 * @throws when the text does not follow the grammar (docs/sandbox.md)
 */
export class Faults {
  private readonly rules: readonly { rule: Rule; calls: number }[];

  constructor(text: string) {
    this.rules = text
      .split(";")
      .map((item) => item.trim())
      .filter((item) => item !== "")
      .map((item) => ({ rule: parseRule(item), calls: 0 }));
  }

  /** Counts a call and returns what strikes it, in the order of the rules. */
  strike(operation: Operation, token: string): Effect[] {
    return this.rules.flatMap((entry) => {
      const { rule } = entry;
      if ((rule.operation !== "*" && rule.operation !== operation) || !rule.token.test(token)) return [];
      entry.calls++;
      return rule.strikes(entry.calls) ? [rule.effect] : [];
    });
  }
}

function parseRule(item: string): Rule {
  const match = /^([a-z]+|\*):([^#=]+)(?:#([^=]+))?=(.+)$/.exec(item);
  const operation = OPERATIONS.find((name) => name === match?.[1]);
  if (match === null || operation === undefined) throw badFault(item);
  const [, , pattern = "", calls, effect = ""] = match;
  const token = new RegExp(`^${pattern.trim().split("*").map(escaped).join(".*")}$`);
  return {
    operation,
    token,
    strikes: parseCalls(item, calls?.trim() ?? "1-"),
    effect: parseEffect(item, effect.trim()),
  };
}

function parseCalls(item: string, text: string): (call: number) => boolean {
  const every = /^%(\d+)$/.exec(text);
  if (every !== null) return (call) => call % Number(every[1]) === 0;
  const range = /^(\d+)(?:(-)(\d*))?$/.exec(text);
  if (range === null) throw badFault(item);
  const from = Number(range[1]);
  const to = range[2] === undefined ? from : range[3] === "" ? Infinity : Number(range[3]);
  return (call) => call >= from && call <= to;
}

function parseEffect(item: string, text: string): Effect {
  const [word = "", ...rest] = text.split(":");
  const argument = rest.join(":").trim();
  switch (word) {
    case "crash":
      return { kind: "crash" };
    case "throttle":
      return { kind: "throttle", times: argument === "" ? 1 : whole(item, argument) };
    case "delay":
      return { kind: "delay", milliseconds: whole(item, argument) };
    case "partial": {
      const [code = "", ...message] = argument.split(":");
      if (code === "") throw badFault(item);
      return { kind: "partial", code, text: message.join(":").trim() || "injected by SANDBOX_FAULTS" };
    }
    default:
      return { kind: "fail", code: word, text: argument || "injected by SANDBOX_FAULTS" };
  }
}

function whole(item: string, text: string): number {
  if (!/^\d+$/.test(text)) throw badFault(item);
  return Number(text);
}

function badFault(item: string): Error {
  return new Error(`sandbox: SANDBOX_FAULTS: cannot read "${item}". Grammar: ${GRAMMAR}`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}

/** Milliseconds that the real SDK's back-off would cost, scaled down. */
export function backoffMs(times: number): number {
  return Math.min(
    LONGEST_BACKOFF_MS,
    Array.from({ length: times }, (_, at) => 20 * 2 ** at).reduce((a, b) => a + b, 0),
  );
}

/** Refuses a call throttled more often than the SDK retries. */
export function checkRetries(times: number): void {
  if (times > RETRIES)
    refuse("Throttling", `Rate exceeded (exceeded maximum number of attempts, ${RETRIES})`);
}
