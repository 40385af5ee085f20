import { type GivenConfig, ConfigError, readSettings } from "./config";
import { type Level, type Policy } from "./policy";
import { didYouMean } from "./suggest";

const LEVELS: readonly Level[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * Every problem of a `--policy-pack-config` file, as sentences; none when it is good. The engine stops at the first kind of problem it meets
 * (a wrong level, then a wrong type, then a wrong name); this finds all at once.
 */
export function configFileProblems(text: string, policies: readonly Policy[]): readonly string[] {
  return readConfigFile(text, policies).problems;
}

/** What a configuration file gives each policy, and every problem of it as `configFileProblems` has them. */
export interface ReadConfig {
  readonly given: ReadonlyMap<string, GivenConfig>;
  readonly problems: readonly string[];
}

export function readConfigFile(text: string, policies: readonly Policy[]): ReadConfig {
  const none: ReadConfig["given"] = new Map();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { given: none, problems: [`the file is not JSON: ${why}`] };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return { given: none, problems: ["the file must hold an object"] };
  const problems: string[] = [];
  const given = new Map<string, GivenConfig>();
  for (const [name, value] of Object.entries(json)) {
    // Names of Pulumi ESC environments, which the engine takes out before it looks at policies.
    if (name === "environments") continue;
    given.set(name, readEntry(name, value, problems));
  }
  try {
    readSettings(policies, given);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
  }
  return { given, problems };
}

function readEntry(name: string, value: unknown, problems: string[]): GivenConfig {
  if (typeof value === "string") return withLevel(name, value, {}, problems);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.push(`${name}: found ${JSON.stringify(value)}, expected a level or an object`);
    return { properties: {} };
  }
  const { enforcementLevel, ...properties } = value as Record<string, unknown>;
  return enforcementLevel === undefined
    ? { properties }
    : withLevel(name, enforcementLevel, properties, problems);
}

function withLevel(
  name: string,
  level: unknown,
  properties: Record<string, unknown>,
  problems: string[],
): GivenConfig {
  const known = LEVELS.find((one) => one === level);
  if (known) return { level: known, properties };
  const near = typeof level === "string" ? didYouMean(level, LEVELS) : "";
  problems.push(
    `${name}.enforcementLevel: found ${JSON.stringify(level)}, expected one of ${LEVELS.join(", ")}${near}`,
  );
  return { properties };
}
