import { ConfigError, readSettings } from "../../policy-pack/lib/config";
import { readConfigFile } from "../../policy-pack/lib/config-file";
import { type QuotaName, QUOTAS } from "../../policy-pack/lib/facts/quotas";
import { policies } from "../../policy-pack/policies";
import { withinQuotas } from "../../policy-pack/policies/network/within-quotas";

/** The limit that holds for a quota. */
export type Limits = (quota: QuotaName) => number;

/** AWS's defaults. */
export const defaultLimits: Limits = (quota) => QUOTAS[quota].value;

/**
 * The limits as the policy within-quotas has them: those that the pack's configuration names, else AWS's.
 *
 * @param text content of a `--policy-pack-config` file
 * @throws ConfigError with every problem of the file
 */
export function limitsOf(text: string): Limits {
  const { given, problems } = readConfigFile(text, policies);
  if (problems.length > 0) throw new ConfigError(problems);
  const parameters = readSettings(policies, given).get(withinQuotas.name)?.parameters ?? {};
  return (quota) => {
    const raised = parameters[quota];
    return typeof raised === "number" ? raised : defaultLimits(quota);
  };
}
