import { type GivenConfig } from "./config";
import { type ParameterValue } from "./parameters";
import { type Level, type Policy } from "./policy";
import { didYouMean } from "./suggest";

/**
 * What a pack insists on, by the kind of stack.
 *
 * - `development`: what would open an account or blind its logs is refused; the rest is advice.
 * - `production`: everything is refused but what a policy itself holds to be advice.
 * - `organisation`: as production, and all about organisation, logs and identity is refused too.
 */
export const PRESETS = ["development", "production", "organisation"] as const;
export type Preset = (typeof PRESETS)[number];

const CORE: readonly string[] = ["organisation", "logging", "identity"];

export function levelIn(preset: Preset, policy: Policy): Level {
  if (policy.concern === "pack") return "advisory";
  switch (preset) {
    case "development":
      return policy.severity === "critical" || policy.severity === "high" ? policy.level : "advisory";
    case "production":
      return policy.level;
    case "organisation":
      return CORE.includes(policy.concern) && policy.severity !== "low" ? "mandatory" : policy.level;
  }
}

/** Parameters that a preset sets: a landing zone outgrows the ten accounts of a new organisation on its first day. */
const PARAMETERS: Readonly<
  Partial<Record<Preset, Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>>>
> = {
  organisation: { "within-quotas": { accountsPerOrganisation: 30 } },
};

/** What a preset says of one policy: a level, with parameters where it sets some. */
export type PresetEntry = Level | ({ readonly enforcementLevel: Level } & Record<string, ParameterValue>);

/** The configuration of every policy, as the engine takes it: the content of config/*.json. */
export function presetConfig(preset: Preset, policies: readonly Policy[]): Record<string, PresetEntry> {
  return Object.fromEntries(
    policies.map((policy) => {
      const level = levelIn(preset, policy);
      const parameters = PARAMETERS[preset]?.[policy.name];
      return [policy.name, parameters === undefined ? level : { enforcementLevel: level, ...parameters }];
    }),
  );
}

/**
 * A configuration on top of a preset, as the engine lays it: its `all` outweighs the preset's levels, the level of a policy both, and each
 * parameter the preset's.
 */
export function onPreset(
  preset: Preset,
  policies: readonly Policy[],
  given: ReadonlyMap<string, GivenConfig>,
): ReadonlyMap<string, GivenConfig> {
  const all = given.get("all")?.level;
  return new Map(
    policies.map((policy) => {
      const own = given.get(policy.name);
      return [
        policy.name,
        {
          level: own?.level ?? all ?? levelIn(preset, policy),
          properties: { ...PARAMETERS[preset]?.[policy.name], ...own?.properties },
        },
      ];
    }),
  );
}

/** Reads the name of a preset; throws, with what is allowed, when there is none of that name. */
export function presetNamed(name: string): Preset {
  const found = PRESETS.find((preset) => preset === name);
  if (found) return found;
  throw new Error(`no preset "${name}"${didYouMean(name, PRESETS)}; there are ${PRESETS.join(", ")}`);
}
