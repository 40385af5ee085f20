import { type Document, type Policy, type PolicyKind, readDocument } from "./documents";
import type { Deployed, Entrance } from "./stacks";

/** An account: of the organisation, or a stranger's. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Id of the organisation it belongs to. */
  readonly organizationId: string;
  /** Ids from the root down to its unit, the account not among them; empty when the organisation's tree is not known. */
  readonly path: readonly string[];
  readonly isManagement: boolean;
}

/** The policies at one level of the organisation: root, a unit, or the account itself. */
export interface Level {
  readonly target: string;
  readonly policies: readonly Policy[];
}

/**
 * What AWS attaches to every root, unit and account once service control policies are enabled. Source: Organizations user
 * guide, "SCP evaluation", read 2026-11. The simulator takes a level without policies for one that allows nothing.
 */
export const fullAccess: Document = {
  Version: "2012-10-17",
  Statement: [{ Sid: "FullAWSAccess", Effect: "Allow", Action: "*", Resource: "*" }],
};

const KINDS: Readonly<Record<string, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: "service control",
  RESOURCE_CONTROL_POLICY: "resource control",
};

/** A stranger's account and organisation: real in form, nobody's here. */
export const stranger: Account = {
  id: "999999999999",
  name: "outside",
  organizationId: "o-zzzzzzzzzz",
  path: [],
  isManagement: false,
};

/** A policy that lets everybody do everything, as a stranger would set it who waits for data. */
export const openToAll: Policy = {
  kind: "resource",
  id: "a stranger's own policy",
  document: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everybody", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  },
};

/** The organisation's tree: its accounts by name, and what is attached where. */
export class Organization {
  readonly id: string;
  readonly policies: readonly Policy[];
  readonly #accounts = new Map<string, Account>([[stranger.name, stranger]]);
  readonly #attached = new Map<string, Policy[]>();

  /**
   * @param resources of every stack
   * @param entrances providers: their names are names of accounts too
   * @param givenId id of the organisation, for stacks that do not deploy it
   * @throws when there is no organisation, two accounts have one name, or a policy is attached to something that is not there
   */
  constructor(resources: readonly Deployed[], entrances: readonly Entrance[], givenId?: string) {
    const ofType = (type: string): Deployed[] =>
      resources.filter((resource) => resource.type === `aws:organizations/${type}`);
    const [organization] = ofType("organization:Organization");
    const id = organization?.id ?? givenId;
    if (id === undefined) throw new Error("no stack deploys the organisation");
    this.id = id;
    const parents = new Map(
      ofType("organizationalUnit:OrganizationalUnit").map(({ id, outputs }) => [
        id,
        String(outputs.parentId),
      ]),
    );
    const pathTo = (unit: string): string[] => [
      ...(parents.has(unit) ? pathTo(parents.get(unit)!) : []),
      unit,
    ];
    const roots = (organization?.outputs.roots ?? []) as { id: string }[];
    const management = String(organization?.outputs.masterAccountId ?? "");
    if (organization) {
      this.#add({
        id: management,
        name: "management",
        organizationId: this.id,
        path: [],
        isManagement: true,
      });
    }
    for (const { id, outputs } of ofType("account:Account")) {
      const path = pathTo(String(outputs.parentId));
      this.#add({ id, name: String(outputs.name), organizationId: this.id, path, isManagement: false });
    }
    const byId = new Map([...this.#accounts.values()].map((account) => [account.id, account]));
    for (const { name, accountId } of entrances) {
      const known = byId.get(accountId);
      if (!known && organization)
        throw new Error(`${name} enters ${accountId}, which the organisation does not have`);
      this.#add({
        ...(known ?? { organizationId: this.id, path: [], isManagement: false }),
        id: accountId,
        name,
      });
    }
    const targets = new Set([...roots.map(({ id }) => id), ...parents.keys(), ...byId.keys()]);
    this.policies = this.#attach(
      ofType("policy:Policy"),
      ofType("policyAttachment:PolicyAttachment"),
      targets,
    );
  }

  #add(account: Account): void {
    const known = this.#accounts.get(account.name);
    if (known && known.id !== account.id) {
      throw new Error(`two accounts are called ${account.name}: ${known.id} and ${account.id}`);
    }
    this.#accounts.set(account.name, known ?? account);
  }

  #attach(
    documents: readonly Deployed[],
    attachments: readonly Deployed[],
    targets: ReadonlySet<string>,
  ): Policy[] {
    const byId = new Map<string, Policy>();
    for (const { id, name, outputs } of documents) {
      const kind = KINDS[String(outputs.type)];
      if (!kind) continue;
      byId.set(id, { kind, id: `${kind} ${name}`, document: readDocument(name, outputs.content) });
    }
    for (const { name, outputs } of attachments) {
      const target = String(outputs.targetId);
      if (!targets.has(target)) throw new Error(`${name} attaches a policy to ${target}, which is not there`);
      const policy = byId.get(String(outputs.policyId));
      if (policy) this.#attached.set(target, [...(this.#attached.get(target) ?? []), policy]);
    }
    return [...byId.values()];
  }

  /** @throws when there is none of that name */
  account(name: string): Account {
    const account = this.#accounts.get(name);
    if (!account)
      throw new Error(
        `there is no account ${name}; there are ${[...this.#accounts.keys()].sort().join(", ")}`,
      );
    return account;
  }

  /** @returns the account with an id; undefined when it is none of the organisation's */
  accountOf(id: string): Account | undefined {
    return [...this.#accounts.values()].find((account) => account.id === id);
  }

  /** Ids of all accounts that the stacks know, a stranger's not among them. */
  accountIds(): string[] {
    const ids = [...this.#accounts.values()].map(({ id }) => id);
    return [...new Set(ids)].filter((id) => id !== stranger.id);
  }

  /** `o-…/r-…/ou-…/…/`: the account's path as `aws:PrincipalOrgPaths` holds it. */
  pathOf({ organizationId, path }: Account): string {
    return [organizationId, ...path, ""].join("/");
  }

  /** Policies of a kind that are over an account, from the root down; none for the management account or a stranger's. */
  levels(kind: PolicyKind, account: Account): Level[] {
    if (account.isManagement || account.organizationId !== this.id || account.path.length === 0) return [];
    return [...account.path, account.id].map((target) => ({
      target,
      policies: (this.#attached.get(target) ?? []).filter((policy) => policy.kind === kind),
    }));
  }

  /** Policies that are attached nowhere. */
  unattached(): Policy[] {
    const attached = new Set([...this.#attached.values()].flat());
    return this.policies.filter((policy) => !attached.has(policy));
  }
}
