import type { Caller } from "../model/call";
import { accountOf } from "../cloud/partition";
import { isQuota, quotaNames } from "../facts/quotas";
import { zonesOf } from "../facts/zones";
import { object, objects, str, strings, type Props, type Value } from "../model/values";

/** Account of a provider that assumes no role, unless `SANDBOX_ACCOUNT` names another. */
export const DEFAULT_ACCOUNT = "111111111111";

/** Environment of the engine's run, as its shim passed it on. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who a provider's configuration makes the caller.
 * @param args the provider's inputs; the engine sends structured ones as JSON text
 * @throws in the real provider's words, when the account is not an allowed one or the Region is none
 */
export function callerOf(args: Props, env: Environment): Caller {
  const config: Props = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, opened(value)]),
  );
  const region = str(config, "region") ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? "";
  if (zonesOf(region) === undefined)
    throw new Error(`invalid AWS Region: ${region === "" ? "(none given)" : region}`);
  const account = assumedAccount(config, env);
  const allowed = strings(config, "allowedAccountIds");
  const forbidden = strings(config, "forbiddenAccountIds");
  if ((allowed.length > 0 && !allowed.includes(account)) || forbidden.includes(account)) {
    throw new Error(`AWS account ID not allowed: ${account}`);
  }
  return {
    account,
    region,
    defaultTags: defaultTagsOf(config),
    quotas: raisedQuotas(env.SANDBOX_QUOTAS ?? ""),
  };
}

function assumedAccount(config: Props, env: Environment): string {
  const role = str(objects(config, "assumeRoles").at(-1), "roleArn");
  if (role === undefined) return env.SANDBOX_ACCOUNT ?? DEFAULT_ACCOUNT;
  const account = accountOf(role);
  if (account === undefined) throw new Error(`"assume_role.0.role_arn" (${role}) is an invalid ARN`);
  return account;
}

function defaultTagsOf(config: Props): Readonly<Record<string, string>> {
  const tags = object(object(config, "defaultTags"), "tags");
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]));
}

/** Structured configuration arrives as JSON text. */
function opened(value: Value): Value {
  if (typeof value !== "string" || !/^[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

/** Reads `vpcs=20,routesPerTable=200`. */
function raisedQuotas(text: string): Record<string, number> {
  const raised: Record<string, number> = {};
  for (const item of text.split(/[,;\s]+/).filter((part) => part !== "")) {
    const [name = "", value = ""] = item.split("=");
    if (!isQuota(name) || !/^\d+$/.test(value)) {
      throw new Error(
        `sandbox: SANDBOX_QUOTAS: "${item}" is not NAME=NUMBER; names: ${quotaNames().join(", ")}`,
      );
    }
    raised[name] = Number(value);
  }
  return raised;
}
