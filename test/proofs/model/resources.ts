import { type Policy, placeholderIn, readDocument } from "./documents";
import { kinds, logGroupPolicies, notAccess, policyResources } from "./kinds";
import { permissionPolicy } from "./permissions";
import type { Deployed } from "./stacks";

/** A deployed resource with the policies that are on it. */
export interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly policies: readonly Policy[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const kindOfType = new Map(Object.entries(kinds).map(([kind, { type }]) => [type, kind]));
const ownerTypes = new Map(policyResources.map((entry) => [entry.type, entry]));

/** The resources that cases may name, by `KIND:NAME`, and their policies. */
export class Resources {
  readonly #found = new Map<string, Resource>();

  /** @throws when two have one name, or a policy's owner is not there, or is not known */
  constructor(deployed: readonly Deployed[]) {
    for (const entry of deployed) {
      const kind = kindOfType.get(entry.type);
      if (kind === undefined) continue;
      const key = `${kind}:${entry.name}`;
      if (this.#found.has(key)) throw new Error(`two resources are called ${key}`);
      this.#found.set(key, resourceOf(kind, entry));
    }
    for (const entry of deployed) this.#addPolicy(entry);
  }

  #addPolicy(entry: Deployed): void {
    if (entry.type === logGroupPolicies.type) return this.#addToLogGroups(entry);
    if (entry.type === "aws:lambda/permission:Permission") {
      const target = lastPart(String(entry.outputs.function));
      const owner = this.#owner(entry, "function", ({ outputs }) => outputs.name === target);
      return this.#add(owner, permissionPolicy(entry, owner.arn));
    }
    const known = ownerTypes.get(entry.type);
    if (!known) return;
    const value = String(entry.outputs[known.owner]);
    const owner = this.#owner(entry, known.ownerKind, ({ outputs, arn }) =>
      [outputs[known.ownerProperty], arn].includes(value),
    );
    const id = `${known.ownerKind} ${entry.name}`;
    const document = readDocument(id, entry.outputs[known.policy]);
    // It takes the place of whatever policy the owner came with.
    this.#add({ ...owner, policies: [] }, { kind: "resource", id, document });
  }

  #addToLogGroups(entry: Deployed): void {
    const id = `log groups ${entry.name}`;
    const policy: Policy = {
      kind: "resource",
      id,
      document: readDocument(id, entry.outputs[logGroupPolicies.policy]),
    };
    for (const resource of this.#found.values()) {
      const { kind, accountId, region } = resource;
      if (kind === "log-group" && accountId === entry.accountId && region === entry.region) {
        this.#add(resource, policy);
      }
    }
  }

  #owner(entry: Deployed, kind: string, isOwner: (resource: Resource) => boolean): Resource {
    const owners = [...this.#found.values()].filter(
      (resource) => resource.kind === kind && resource.accountId === entry.accountId && isOwner(resource),
    );
    const [owner, ...more] = owners;
    if (!owner || more.length > 0)
      throw new Error(`${entry.name}: ${owners.length} resources have this policy`);
    return owner;
  }

  #add(resource: Resource, policy: Policy): void {
    this.#found.set(`${resource.kind}:${resource.name}`, {
      ...resource,
      policies: [...resource.policies, policy],
    });
  }

  /** @param key `KIND:NAME` @throws when there is none */
  get(key: string): Resource {
    const resource = this.#found.get(key);
    if (resource) return resource;
    const kind = key.split(":", 1)[0] ?? "";
    if (!(kind in kinds))
      throw new Error(`${kind} is no kind of resource; there are ${Object.keys(kinds).join(", ")}`);
    const names = this.ofKind(kind).map(({ name }) => name);
    throw new Error(
      `no stack has a ${kind} ${key.slice(kind.length + 1)}; there are ${names.join(", ") || "none"}`,
    );
  }

  ofKind(kind: string): Resource[] {
    return [...this.#found.values()].filter((resource) => resource.kind === kind);
  }

  all(): Resource[] {
    return [...this.#found.values()];
  }
}

function resourceOf(kind: string, { type, name, accountId, region, outputs }: Deployed): Resource {
  const arn = String(outputs.arn);
  if (placeholderIn(arn) !== undefined || !arn.startsWith("arn:")) {
    throw new Error(`${kind}:${name}: its ARN is not known: ${arn}`);
  }
  const { policy: property, isTrust } = kinds[kind]!;
  const own = property === undefined ? undefined : outputs[property];
  const id = isTrust ? `trust of ${name}` : `${kind} ${name}`;
  const policies: Policy[] = own
    ? [{ kind: isTrust ? "trust" : "resource", id, document: readDocument(`${type} ${name}`, own) }]
    : [];
  return { kind, name, arn, accountId, region, policies, outputs };
}

const lastPart = (arn: string): string => arn.split(":").at(-1)!;

/** Text that is a policy's JSON, at any depth. */
function holdsPolicy(value: unknown): boolean {
  if (typeof value === "string") return value.trimStart().startsWith("{") && value.includes('"Statement"');
  return value !== null && typeof value === "object" && Object.values(value).some(holdsPolicy);
}

/** Properties of deployed resources that hold a policy which nothing here reads: `TYPE.property of NAME`. */
export function unreadPolicies(deployed: readonly Deployed[], read: ReadonlySet<string>): string[] {
  return deployed.flatMap(({ type, name, outputs }) =>
    Object.entries(outputs)
      .filter(([property, value]) => {
        const place = `${type}.${property}`;
        return holdsPolicy(value) && !read.has(place) && !notAccess.has(place);
      })
      .map(([property]) => `${type}.${property} of ${name}`),
  );
}
