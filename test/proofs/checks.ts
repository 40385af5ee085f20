import type { Row } from "./cases";
import { contextOf } from "./model/context";
import type { AccessModel } from "./model/model";
import { principalOf } from "./model/principals";
import { placeholderIn } from "./model/documents";
import { type Account, openToAll, stranger } from "./model/organization";
import type { Request } from "./model/request";
import type { Resource } from "./model/resources";

/** One question of a row with what must be the answer. */
export interface Check {
  readonly row: Row;
  readonly request: Request;
  /** `who ACTION where`, names resolved as far as a reader wants them. */
  readonly title: string;
}

/** The name under which an account is known. */
function accountName({ organization }: AccessModel, id: string): string {
  return organization.accountOf(id)?.name ?? id;
}

/** Values of `{NAME}`, `{NAME.account}`, `{NAME.arn}` and `{NAME.id}` for one thing that `each` finds. */
function valuesOf(model: AccessModel, name: string, resource: Resource | string): Record<string, string> {
  if (typeof resource === "string") return { [name]: resource };
  return {
    [name]: resource.name,
    [`${name}.account`]: accountName(model, resource.accountId),
    [`${name}.arn`]: resource.arn,
    [`${name}.id`]: String(resource.outputs.id),
  };
}

function found(model: AccessModel, pattern: string): Resource[] {
  const [kind = "", glob = ""] = pattern.split(":");
  const expression = new RegExp(`^${glob.replaceAll(/[.+]/g, "\\$&").replaceAll("*", ".*")}$`);
  const resources = model.resources.ofKind(kind).filter(({ name }) => expression.test(name));
  if (resources.length === 0) throw new Error(`no stack has a ${pattern}`);
  return resources;
}

/** All combinations of the values of `each`. */
function combinations(model: AccessModel, each: Row["each"] = {}): Record<string, string>[] {
  return Object.entries(each).reduce<Record<string, string>[]>(
    (sets, [name, values]) => {
      const things = typeof values === "string" ? found(model, values) : values;
      return sets.flatMap((set) => things.map((thing) => ({ ...set, ...valuesOf(model, name, thing) })));
    },
    [{}],
  );
}

/** Replaces `{…}` in every text of a row. @throws when one is not known */
function fill<T>(value: T, lookUp: (name: string) => string): T {
  if (typeof value === "string") {
    const filled = value.replaceAll(/(?<!\$)\{([^{}]+)\}/g, (_, name: string) => lookUp(name));
    // From the inside out: `{account:{key.account}}`.
    return (filled === value ? value : fill(filled, lookUp)) as T;
  }
  if (Array.isArray(value)) return value.map((part: unknown) => fill(part, lookUp)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [fill(key, lookUp), fill<unknown>(part, lookUp)]),
  ) as T;
}

/** What `{…}` stands for everywhere: `{account:NAME}`, `{region}`, `{organization}`, `{KIND:NAME}` (an ARN). */
function general(model: AccessModel, name: string): string {
  if (name === "region") return model.region;
  if (name === "organization") return model.organization.id;
  if (name.startsWith("account:")) return model.organization.account(name.slice("account:".length)).id;
  return model.resources.get(name).arn;
}

interface Place {
  readonly arn: string;
  readonly owner: Account;
  readonly region: string;
  readonly policies: Request["policies"];
  /** Tags of the resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Finds what a case means by `where`. @throws when it is not there */
function placeOf(model: AccessModel, where: string): Place {
  const { organization, resources, region } = model;
  if (where.startsWith("any@")) {
    return {
      arn: "*",
      owner: organization.account(where.slice("any@".length)),
      region,
      policies: [],
      tags: {},
    };
  }
  const foreign = /^([\w-]+)=(arn:.+)$/.exec(where);
  if (foreign) {
    const [, account = "", arn = ""] = foreign;
    const known = resources
      .all()
      .find((resource) => arn === resource.arn || arn.startsWith(`${resource.arn}/`));
    if (known)
      throw new Error(`${arn} is ${known.kind}:${known.name}: name it so, or its policies are left out`);
    return {
      arn,
      owner: organization.account(account),
      region: arn.split(":")[3] || region,
      // Of a stranger's resource the worst is assumed: it takes whatever anybody brings.
      policies: account === stranger.name ? [openToAll] : [],
      tags: {},
    };
  }
  const parts = /^([a-z-]+:[\w.-]+)(.*)$/.exec(where);
  if (!parts) throw new Error(`where is that: ${where}`);
  const [, key = "", rest = ""] = parts;
  const resource = resources.get(key);
  const owner = organization.accountOf(resource.accountId);
  if (!owner) throw new Error(`${key} is in ${resource.accountId}, which is no account of the organisation`);
  const arn = resource.kind === "log-group" && rest === "" ? resource.arn : `${resource.arn}${rest}`;
  const tags = (resource.outputs.tagsAll ?? {}) as Record<string, string>;
  return { arn, owner, region: resource.region, policies: resource.policies, tags };
}

function contextWith(base: Request["context"], extra: Row["with"] = {}): Request["context"] {
  const context = { ...base };
  for (const [key, value] of Object.entries(extra)) {
    if (value === null) delete context[key];
    else context[key] = value;
  }
  return context;
}

/**
 * The questions of a row: one for each action and each combination of `each`.
 * @throws, saying the row, when it names something that is not there
 */
export function checksOf(model: AccessModel, row: Row): Check[] {
  return combinations(model, row.each).flatMap((values) => {
    const filled = fill(row, (name) => values[name] ?? general(model, name));
    const principal = principalOf(model, filled.who);
    const place = placeOf(model, filled.where);
    const endpoint =
      filled.through === undefined ? undefined : model.resources.get(`endpoint:${filled.through}`);
    return filled.does.map((action) => {
      const base = contextOf(model, action, principal, place.owner, place.region, endpoint, place.tags);
      const request: Request = {
        principal,
        action,
        arn: place.arn,
        owner: place.owner,
        policies: place.policies,
        ...(endpoint ? { endpoint } : {}),
        unguarded: filled.without === "guardrails",
        context: contextWith(base, filled.with),
        given: Object.keys(filled.with ?? {}),
      };
      const placeholder = placeholderIn(request.arn) ?? placeholderIn(request.context);
      if (placeholder !== undefined) throw new Error(`${filled.who}: a value is not known: ${placeholder}`);
      const way = filled.through === undefined ? "" : ` through ${filled.through}`;
      return { row: filled, request, title: `${filled.who} ${action} ${filled.where}${way}` };
    });
  });
}
