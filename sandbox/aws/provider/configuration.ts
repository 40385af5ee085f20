import type { Caller } from "../model/call";
import { isProps, object, objects, str, strings, type Props, type Value } from "../model/values";
import { isQuota, quotaNames } from "../facts/quotas";

/** Account of a provider that assumes no role: the management account of the sandbox's organisation. */
export const defaultAccount = "210000000001";

/** What a provider's configuration makes of its calls. @throws when AWS or the real provider would refuse it. */
export function configure(args: Props, env: Readonly<Record<string, string>>): Caller {
  const configuration = unpack(args);
  const [role] = objects(configuration, "assumeRoles");
  const roleArn = str(role, "roleArn");
  const account = roleArn?.split(":")[4] ?? env.SANDBOX_ACCOUNT ?? defaultAccount;
  if (!/^\d{12}$/.test(account)) {
    throw new Error(`Cannot assume IAM Role: ${roleArn ?? account} has no account id of 12 digits`);
  }
  const allowed = strings(configuration, "allowedAccountIds");
  if (allowed.length > 0 && !allowed.includes(account)) {
    throw new Error(`AWS account ID not allowed: ${account}`);
  }
  if (strings(configuration, "forbiddenAccountIds").includes(account)) {
    throw new Error(`AWS account ID not allowed: ${account}`);
  }
  const region = str(configuration, "region") ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (region === undefined) throw new Error("invalid AWS Region: set `region` of the provider, or AWS_REGION");
  const tags = object(object(configuration, "defaultTags"), "tags");
  return {
    account,
    region,
    defaultTags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)])),
    quotas: readQuotas(env.SANDBOX_QUOTAS),
  };
}

/** The SDK sends lists and objects of a provider's configuration as JSON text. */
function unpack(args: Props): Props {
  const open = (value: Value): Value => {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value) as Value;
    } catch {
      return value;
    }
  };
  const opened = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, open(value)]));
  return isProps(opened) ? opened : {};
}

/**
 * Quotas raised for a run, from `SANDBOX_QUOTAS`: `vpcs=60,routesPerTable=200`.
 * @throws when a name is no quota or a value no number
 */
function readQuotas(text: string | undefined): Readonly<Record<string, number>> {
  const entries = (text ?? "").split(",").filter((entry) => entry.trim() !== "");
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = "", value = ""] = entry.split("=").map((part) => part.trim());
      if (!isQuota(name) || !/^\d+$/.test(value)) {
        throw new Error(`SANDBOX_QUOTAS: ${entry} is not NAME=NUMBER with one of ${quotaNames().join(", ")}`);
      }
      return [name, Number(value)];
    }),
  );
}
