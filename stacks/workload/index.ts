import { type WorkloadStackSettings } from "../../settings/schema/workload-stack";
import { AccountLogs } from "../spoke/account-logs";
import { deployConfig } from "../spoke/config";
import { deployWorkload } from "../spoke/deploy";
import { deployDetection } from "../spoke/detection";
import { READY } from "../spoke/parts";
import { EnvironmentProviders } from "../spoke/providers";
import { deployTables } from "./tables";

/**
 * One workload of an environment in a stack of its own: what the environment's stack would deploy of it, joined with what that stack
 * offers. What it costs does not depend on how many workloads there are.
 * @returns the stack's outputs
 */
export function workloadStackOf({
  environment: { settings, parts },
  workload: name,
}: WorkloadStackSettings): Record<string, unknown> {
  // The settings' checks have found it.
  const workload = settings.workloads.find((candidate) => candidate.name === name)!;
  const providers = new EnvironmentProviders(settings);
  const logs = new AccountLogs(settings, parts.archive, READY);
  const account = { accountId: workload.accountId, name, provider: providers.workload(workload) };
  deployConfig(settings, account, logs);
  deployDetection(settings, account);
  const made = deployWorkload(settings, workload, { parts, ready: READY, logs, providers });
  deployTables(settings, workload, { parts, providers, made });
  return { environment: settings.environment, region: settings.region, workload: made };
}
