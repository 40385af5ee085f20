import { type AccountConfig } from "../lib/aws-accounts";
import { messageOf } from "../lib/aws-errors";
import { seeAccessLogs, seeFlowLogs, seeResolverLogs, seeVpcs } from "./collect-network";
import { seeRecorder, seeTrails } from "./collect-records";
import { seeAlarms, seeArrivals, seeLogGroups, seeRules } from "./collect-watch";
import { type Check, type Expectations, type Facts } from "./facts";

/** Looks at everything in one account and Region. What it may not or cannot see is noted as blind, and stops nothing else. */
export async function collect(
  account: string,
  config: AccountConfig,
  expected: Expectations,
): Promise<Facts> {
  const blind: Partial<Record<Check, string>> = {};
  const wanted = (check: Check): boolean => expected.checks.includes(check);
  const look = async <T>(checks: readonly Check[], otherwise: T, see: () => Promise<T>): Promise<T> => {
    if (!checks.some(wanted)) return otherwise;
    try {
      return await see();
    } catch (error) {
      for (const check of checks) blind[check] = messageOf(error);
      return otherwise;
    }
  };
  const [
    trails,
    recording,
    vpcs,
    flowLogs,
    resolverLogged,
    loadBalancers,
    logGroups,
    arrivals,
    alarms,
    rules,
  ] = await Promise.all([
    look(["trail"], [], () => seeTrails(config)),
    look(["recorder"], { recorder: undefined, configDelivered: undefined }, () => seeRecorder(config)),
    look(["flow-logs", "resolver-logs"], [], () => seeVpcs(config)),
    look(["flow-logs"], [], () => seeFlowLogs(config)),
    look(["resolver-logs"], [], () => seeResolverLogs(config)),
    look(["access-logs"], [], () => seeAccessLogs(config)),
    look(["subscriptions"], [], () => seeLogGroups(config, expected.logGroups)),
    look(["arrivals"], [], () => seeArrivals(config, expected.arrivals)),
    look(["alarms"], [], () => seeAlarms(config, expected.alarms)),
    look(["rules"], [], () => seeRules(config, expected.rules)),
  ]);
  return {
    account,
    region: config.region,
    trails,
    ...recording,
    vpcs,
    flowLogs,
    resolverLogged,
    loadBalancers,
    logGroups,
    arrivals,
    alarms,
    rules,
    blind,
  };
}
