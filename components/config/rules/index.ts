import { baselineRules } from "./baseline";
import { dataRules } from "./data";
import { identityAndEdgeRules } from "./identity-and-edge";
import { loggingRules } from "./logging";
import { networkRules } from "./network";
import { type ManagedRule } from "./rule";

export { isOffered, type ManagedRule, pageOf } from "./rule";

/** Rules of the organisation, each a resource of its own: something acts on what they find. */
export const organizationRules: readonly ManagedRule[] = [
  ...networkRules,
  ...loggingRules,
  ...dataRules,
  ...identityAndEdgeRules,
];

/** Rules of the conformance pack: a baseline that is read as a whole. */
export const packRules: readonly ManagedRule[] = baselineRules;

/** Every rule there is, by AWS's name. */
export const rulesByName: ReadonlyMap<string, ManagedRule> = new Map(
  [...organizationRules, ...packRules].map((rule) => [rule.name, rule]),
);
