import { EXEMPTION_KEYS, type Exemption } from "./exemptions";
import { type ParameterType, type ParameterValue } from "./parameters";
import { type Level, type Policy } from "./policy";
import { didYouMean } from "./suggest";

/** Configuration of one policy as it arrives: its level apart, the rest not checked yet. */
export interface GivenConfig {
  readonly level?: Level;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface PolicySettings {
  readonly level: Level;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly exemptions: readonly Exemption[];
}

export type Settings = ReadonlyMap<string, PolicySettings>;

/** Thrown when configuration is bad, with every problem found, each naming policy, setting, what was found and what is allowed. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `the policy pack's configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.name = "ConfigError";
    // The SDK sends the stack of an error to the user; ours would say nothing.
    this.stack = this.message;
  }
}

/** Checks all configuration at once. `all` sets levels and is no policy. */
export function readSettings(policies: readonly Policy[], given: ReadonlyMap<string, GivenConfig>): Settings {
  const problems: string[] = [];
  const names = new Set(policies.map(({ name }) => name));
  for (const name of given.keys()) {
    if (name !== "all" && !names.has(name))
      problems.push(`${name}: no such policy${didYouMean(name, names)}`);
  }
  const settings = new Map<string, PolicySettings>();
  for (const policy of policies) {
    const config = given.get(policy.name) ?? { properties: {} };
    settings.set(policy.name, {
      level: config.level ?? given.get("all")?.level ?? policy.level,
      ...readProperties(policy, config.properties, problems),
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}

function readProperties(
  policy: Policy,
  properties: Readonly<Record<string, unknown>>,
  problems: string[],
): Pick<PolicySettings, "parameters" | "exemptions"> {
  const parameters: Record<string, ParameterValue> = {};
  const exemptions: Exemption[] = [];
  const schema = policy.parameters ?? {};
  const known = [...Object.keys(schema), "exemptions"];
  for (const [name, value] of Object.entries(properties)) {
    const where = `${policy.name}.${name}`;
    if (name === "exemptions") {
      exemptions.push(...readExemptions(where, value, problems));
      continue;
    }
    const parameter = Object.prototype.hasOwnProperty.call(schema, name) ? schema[name] : undefined;
    if (!parameter) {
      problems.push(
        `${where}: the policy has no such parameter${didYouMean(name, known)}; it has ${known.join(", ")}`,
      );
      continue;
    }
    const checked = checkParameter(parameter, value);
    if ("problem" in checked)
      problems.push(`${where}: found ${JSON.stringify(value)}, expected ${checked.problem}`);
    else parameters[name] = checked.value;
  }
  return { parameters, exemptions };
}

type Checked = { readonly value: ParameterValue } | { readonly problem: string };

function checkParameter(parameter: ParameterType, value: unknown): Checked {
  switch (parameter.type) {
    case "string":
      if (typeof value !== "string") return { problem: "text" };
      if (parameter.enum && !parameter.enum.includes(value)) {
        return { problem: `one of ${parameter.enum.join(", ")}${didYouMean(value, parameter.enum)}` };
      }
      return { value };
    case "boolean":
      return typeof value === "boolean" ? { value } : { problem: "true or false" };
    case "integer": {
      const { minimum = -Infinity, maximum = Infinity } = parameter;
      if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum)
        return { value: Number(value) };
      const from = Number.isFinite(minimum) ? ` from ${minimum}` : "";
      const to = Number.isFinite(maximum) ? ` to ${maximum}` : "";
      return { problem: `a whole number${from}${to}` };
    }
    case "strings": {
      const pattern = parameter.pattern === undefined ? undefined : new RegExp(parameter.pattern);
      if (Array.isArray(value) && value.every((v) => typeof v === "string" && (pattern?.test(v) ?? true))) {
        return { value: value as string[] };
      }
      return { problem: `a list of texts${parameter.pattern ? ` like ${parameter.pattern}` : ""}` };
    }
    case "integers":
      if (Array.isArray(value) && value.every((v) => Number.isInteger(v)))
        return { value: value as number[] };
      return { problem: "a list of whole numbers" };
  }
}

function readExemptions(where: string, value: unknown, problems: string[]): Exemption[] {
  if (!Array.isArray(value)) {
    problems.push(
      `${where}: found ${JSON.stringify(value)}, expected a list of { ${EXEMPTION_KEYS.join(", ")} }`,
    );
    return [];
  }
  return value.flatMap((element: unknown, index) => {
    const path = `${where}[${index}]`;
    const before = problems.length;
    const object =
      typeof element === "object" && element !== null ? (element as Record<string, unknown>) : {};
    for (const key of Object.keys(object)) {
      if (!(EXEMPTION_KEYS as readonly string[]).includes(key)) {
        problems.push(`${path}.${key}: an exemption has no such field${didYouMean(key, EXEMPTION_KEYS)}`);
      }
    }
    const text = (key: (typeof EXEMPTION_KEYS)[number]): string => {
      const found = object[key];
      if (typeof found === "string" && found.trim() !== "") return found;
      problems.push(
        `${path}.${key}: ${found === undefined ? "is missing" : `found ${JSON.stringify(found)}`}; it must be text`,
      );
      return "";
    };
    const exemption = {
      urn: text("urn"),
      reason: text("reason"),
      owner: text("owner"),
      expires: text("expires"),
    };
    if (exemption.expires !== "" && !isDay(exemption.expires)) {
      problems.push(
        `${path}.expires: found ${JSON.stringify(exemption.expires)}, expected a day as YYYY-MM-DD`,
      );
    }
    return problems.length === before ? [exemption] : [];
  });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
