/** The policies and the framework as a library. Importing it starts nothing: the engine starts `pack.ts`. */
export { type GivenConfig, ConfigError } from "./lib/config";
export { configFileProblems } from "./lib/config-file";
export { type PackOptions, startPack } from "./lib/compose";
export { Evaluation, type Report } from "./lib/evaluation";
export { allOf, compliant, notApplicable, type Outcome, unknown, violation } from "./lib/outcome";
export type {
  CheckContext,
  Concern,
  Controls,
  Finding,
  Policy,
  ResourcePolicy,
  StackPolicy,
} from "./lib/policy";
export { PRESETS, type Preset, presetConfig } from "./lib/presets";
export { packHealth, policies } from "./policies";
