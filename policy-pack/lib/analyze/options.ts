import { parseArgs } from "node:util";
import { PRESETS, type Preset, presetNamed } from "../presets";
import { didYouMean } from "../suggest";

export const FORMATS = ["text", "json", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

export interface Options {
  /** Files, or `-` for standard input. */
  readonly state: string;
  readonly preview: string | undefined;
  readonly config: string | undefined;
  readonly preset: Preset;
  readonly format: Format;
  readonly quiet: boolean;
}

export type ReadOptions =
  | { readonly help: true }
  | { readonly help: false; readonly options: Options; readonly problems: readonly string[] };

const TAKE_VALUE = ["preset", "config", "format"] as const;
const TAKE_NONE = ["quiet", "help"] as const;
const KNOWN: readonly string[] = [...TAKE_VALUE, ...TAKE_NONE];

/**
 * Reads the command line, with every problem of it.
 * @param words what follows the command
 * @param presetOfEnvironment preset where the command line says none
 */
export function readOptions(words: readonly string[], presetOfEnvironment = "production"): ReadOptions {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(TAKE_VALUE.map((name) => [name, { type: "string" as const }])),
      quiet: { type: "boolean", short: "q" },
      help: { type: "boolean", short: "h" },
    },
  });
  const problems: string[] = [];
  const given = new Map<string, string | undefined>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    if (!KNOWN.includes(name)) problems.push(`${rawName}: there is no such option${didYouMean(name, KNOWN)}`);
    else if (given.has(name)) problems.push(`${rawName}: is given twice`);
    else given.set(name, value);
  }
  if (given.has("help")) return { help: true };
  for (const name of TAKE_NONE) {
    if (given.get(name) !== undefined) problems.push(`--${name}: takes no value`);
  }
  const valueOf = (name: (typeof TAKE_VALUE)[number]): string | undefined => {
    const value = given.get(name);
    // A value that looks like an option is one that was forgotten.
    if (!given.has(name) || (value !== undefined && value !== "" && !/^--?\w/.test(value))) return value;
    problems.push(`--${name}: has no value`);
    return undefined;
  };
  const asked = valueOf("preset");
  const preset = presetOf(asked, presetOfEnvironment, problems);
  const format = formatOf(valueOf("format") ?? "text", problems);
  const config = valueOf("config");
  const [state, preview, ...more] = files;
  if (state === undefined) problems.push("STATE: is missing");
  if (more.length > 0) problems.push(`found ${more.join(", ")} beyond STATE and PREVIEW`);
  if ([state, preview, config].filter((file) => file === "-").length > 1)
    problems.push('"-": only one file can be standard input');
  const options = { state: state ?? "", preview, config, preset, format, quiet: given.has("quiet") };
  return { help: false, options, problems };
}

function presetOf(asked: string | undefined, otherwise: string, problems: string[]): Preset {
  try {
    return presetNamed(asked ?? otherwise);
  } catch (error) {
    const where = asked === undefined ? "LANDING_ZONE_POLICY_PRESET" : "--preset";
    problems.push(`${where}: ${(error as Error).message}`);
    return PRESETS[0];
  }
}

function formatOf(asked: string, problems: string[]): Format {
  const found = FORMATS.find((format) => format === asked);
  if (found === undefined)
    problems.push(
      `--format: found ${JSON.stringify(asked)}, expected one of ${FORMATS.join(", ")}${didYouMean(asked, FORMATS)}`,
    );
  return found ?? "text";
}
