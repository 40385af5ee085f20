import { glob } from "./documents";
import { type Json, isObject } from "./values";

/** A JSON filter pattern of CloudWatch Logs, read: whether a record matches it. */
export type FilterPattern = (record: Json) => boolean;

/**
 * Reads a filter pattern for JSON events, `{ ($.eventName = "X") && ... }`, so that one pattern is known from another by what it matches, not by
 * how it is written: order, blanks, brackets and quotation marks are free.
 *
 * As in AWS, texts are compared with case and `*` stands for anything; a comparison with a field that the record lacks does not hold, `!=` neither;
 * `&&` binds closer than `||`.
 * Source: CloudWatch Logs user guide, "Filter pattern syntax", read 2026-11.
 *
 * @returns undefined for a pattern of another form, or one that AWS would refuse
 */
export function readFilterPattern(text: string): FilterPattern | undefined {
  const body = /^\s*\{([^]*)\}\s*$/.exec(text)?.[1];
  if (body === undefined) return undefined;
  const tokens = tokensOf(body);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const pattern = reader.either();
  return pattern !== undefined && reader.atEnd() ? pattern : undefined;
}

interface Token {
  readonly kind: "open" | "close" | "and" | "or" | "compare" | "field" | "word" | "text" | "regex";
  readonly value: string;
}

/** One of each in turn: the first that fits is taken. A word may hold what names and ARNs hold. */
const TOKEN =
  /\s*(?:(\()|(\))|(&&)|(\|\|)|(!=|<=|>=|=|<|>)|(\$(?:\.[\w-]+|\[[\w"'*-]+\])+)|"((?:[^"\\]|\\.)*)"|%([^%]*)%|([\w.:/@*+-]+))/y;
const KINDS: readonly Token["kind"][] = [
  "open",
  "close",
  "and",
  "or",
  "compare",
  "field",
  "text",
  "regex",
  "word",
];

function tokensOf(text: string): Token[] | undefined {
  const source = text.trimEnd();
  const tokens: Token[] = [];
  let place = 0;
  while (place < source.length) {
    TOKEN.lastIndex = place;
    const found = TOKEN.exec(source);
    if (!found) return undefined;
    const index = found.slice(1).findIndex((group) => group !== undefined);
    const kind = KINDS[index];
    if (kind === undefined) return undefined;
    tokens.push({ kind, value: found[index + 1] ?? "" });
    place = TOKEN.lastIndex;
  }
  return tokens;
}

/** Recursive descent; every part is undefined where the text is not as the grammar has it. */
class Reader {
  private next = 0;
  /** AWS takes no pattern of such depth; a bound all the same. */
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  atEnd(): boolean {
    return this.next === this.tokens.length;
  }

  either(): FilterPattern | undefined {
    return this.joined(
      "or",
      () => this.both(),
      (parts) => (record) => parts.some((part) => part(record)),
    );
  }

  private both(): FilterPattern | undefined {
    return this.joined(
      "and",
      () => this.part(),
      (parts) => (record) => parts.every((part) => part(record)),
    );
  }

  private joined(
    kind: Token["kind"],
    read: () => FilterPattern | undefined,
    join: (parts: readonly FilterPattern[]) => FilterPattern,
  ): FilterPattern | undefined {
    const parts: FilterPattern[] = [];
    do {
      const part = read();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.take(kind) !== undefined);
    return join(parts);
  }

  private part(): FilterPattern | undefined {
    if (this.take("open") === undefined) return this.term();
    if (++this.depth > 100) return undefined;
    const inner = this.either();
    this.depth--;
    return this.take("close") === undefined ? undefined : inner;
  }

  private term(): FilterPattern | undefined {
    const field = this.take("field");
    if (field === undefined) return undefined;
    const steps = field.value.match(/[\w-]+|\*/g) ?? [];
    const operator = this.take("compare");
    if (operator === undefined) return this.state(steps);
    const value = this.take("text") ?? this.take("regex") ?? this.take("word");
    return value === undefined ? undefined : comparison(steps, operator.value, value);
  }

  /** `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS TRUE`, `IS FALSE`. */
  private state(steps: readonly string[]): FilterPattern | undefined {
    const first = this.take("word")?.value.toUpperCase();
    if (first === "EXISTS") return (record) => valueAt(record, steps) !== undefined;
    const second = this.take("word")?.value.toUpperCase();
    switch (`${first ?? ""} ${second ?? ""}`) {
      case "NOT EXISTS":
        return (record) => valueAt(record, steps) === undefined;
      case "IS NULL":
        return (record) => valueAt(record, steps) === null;
      case "IS TRUE":
        return (record) => valueAt(record, steps) === true;
      case "IS FALSE":
        return (record) => valueAt(record, steps) === false;
      default:
        return undefined;
    }
  }

  private take(kind: Token["kind"]): Token | undefined {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) return undefined;
    this.next++;
    return token;
  }
}

function valueAt(record: Json, steps: readonly string[]): Json | undefined {
  let current: Json | undefined = record;
  for (const step of steps) {
    if (Array.isArray(current)) current = current[Number(step)];
    else if (isObject(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

function comparison(steps: readonly string[], operator: string, token: Token): FilterPattern | undefined {
  const holds = matcher(operator, token);
  if (holds === undefined) return undefined;
  return (record) => {
    const value = valueAt(record, steps);
    return value === undefined || value === null ? false : holds(value);
  };
}

function matcher(operator: string, { kind, value }: Token): ((found: Json) => boolean) | undefined {
  if (operator === "=" || operator === "!=") {
    const wanted = operator === "=";
    if (kind !== "regex") return (found) => glob(value, textOf(found)) === wanted;
    const expression = expressionOf(value);
    return expression && ((found) => expression.test(textOf(found)) === wanted);
  }
  const limit = Number(value);
  if (Number.isNaN(limit)) return undefined;
  const compare: Readonly<Record<string, (found: number) => boolean>> = {
    "<": (found) => found < limit,
    "<=": (found) => found <= limit,
    ">": (found) => found > limit,
    ">=": (found) => found >= limit,
  };
  const ordered = compare[operator];
  return ordered && ((found) => typeof found === "number" && ordered(found));
}

function textOf(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** AWS's expressions have no groups, so nothing in them can repeat what repeats. */
function expressionOf(source: string): RegExp | undefined {
  if (/[()]/.test(source)) return undefined;
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}
