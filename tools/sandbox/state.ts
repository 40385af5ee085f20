/** A resource in a stack's exported state; only what is read here. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly protect?: boolean;
  /** URN and id of the provider, joined by `::`. */
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What `pulumi stack export` writes. */
export interface StackState {
  readonly deployment: { readonly resources?: readonly StateResource[] };
}

export interface AccountRow {
  readonly id: string;
  /** Logical name of the account's provider. */
  readonly name: string;
  readonly resources: number;
}

export interface VpcRow {
  readonly name: string;
  readonly cidr: string;
  readonly id: string;
  readonly account: string;
}

/** What a stack holds, for people. */
export interface Inventory {
  readonly accounts: readonly AccountRow[];
  readonly vpcs: readonly VpcRow[];
  /** Number of resources by service (`ec2`, `s3`, ...), most first. */
  readonly services: readonly (readonly [service: string, count: number])[];
  /** All that a provider manages; components and providers do not count. */
  readonly total: number;
}

const PROVIDER = "pulumi:providers:";

/** Logical name: the last part of a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Account of a provider: the only one it is allowed to work in. Lists arrive as JSON in a provider's settings. */
function accountOf(provider: StateResource): string {
  const allowed = provider.inputs?.allowedAccountIds;
  const list: unknown = typeof allowed === "string" ? JSON.parse(allowed) : allowed;
  return Array.isArray(list) && list.length === 1 ? String(list[0]) : "?";
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Reads what a person wants to know from a stack's state. */
export function inventory(state: StackState): Inventory {
  const resources = state.deployment.resources ?? [];
  const managed = resources.filter(({ custom, type }) => custom && !type.startsWith(PROVIDER));
  const providers = new Map(
    resources
      .filter(({ type }) => type.startsWith(PROVIDER))
      .map((entry) => [`${entry.urn}::${entry.id}`, entry]),
  );
  const account = (resource: StateResource): string => {
    const provider = providers.get(resource.provider ?? "");
    return provider ? accountOf(provider) : "?";
  };
  const perAccount = count(managed.map(account));
  const names = new Map(
    [...providers.values()].map((provider) => [accountOf(provider), nameOf(provider.urn)]),
  );
  return {
    accounts: [...perAccount]
      .filter(([id]) => id !== "?")
      .map(([id, resourceCount]) => ({ id, name: names.get(id) ?? "", resources: resourceCount }))
      .sort((a, b) => a.id.localeCompare(b.id)),
    vpcs: managed
      .filter(({ type }) => type === "aws:ec2/vpc:Vpc")
      .map((vpc) => ({
        name: nameOf(vpc.urn),
        cidr: String(vpc.outputs?.cidrBlock ?? ""),
        id: vpc.id ?? "",
        account: account(vpc),
      })),
    services: [...count(managed.map(({ type }) => type.split(/[:/]/)[1] ?? type))].sort(
      (a, b) => b[1] - a[1] || a[0].localeCompare(b[0]),
    ),
    total: managed.length,
  };
}
