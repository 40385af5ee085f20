import { nameOf, type StackState, type StateResource } from "../../../tools/sandbox/state";
import type { DeployedStacks } from "../../engine/harness";

/** A resource that a provider manages, with the account and Region it is in. */
export interface Deployed {
  readonly stack: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** An aws provider of a stack: the account that its name stands for. */
export interface Entrance {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

const PROVIDER = "pulumi:providers:aws";

function listOf(value: unknown): unknown[] {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(list) ? list : [];
}

function entranceOf({ urn, inputs }: StateResource): Entrance | undefined {
  const allowed = listOf(inputs?.allowedAccountIds);
  if (allowed.length !== 1) return undefined;
  return { name: nameOf(urn), accountId: String(allowed[0]), region: String(inputs?.region) };
}

function* resourcesOf(stack: string, state: StackState): Generator<Deployed> {
  const all = state.deployment.resources ?? [];
  const entrances = new Map(
    all
      .filter(({ type }) => type === PROVIDER)
      .map((entry) => [`${entry.urn}::${entry.id}`, entranceOf(entry)]),
  );
  for (const { custom, type, urn, id, outputs = {}, provider } of all) {
    if (!custom || !type.startsWith("aws:")) continue;
    const entrance = entrances.get(provider ?? "");
    if (!entrance) throw new Error(`${stack}: ${nameOf(urn)} has no provider of one account`);
    const region = typeof outputs.region === "string" ? outputs.region : entrance.region;
    yield {
      stack,
      type,
      name: nameOf(urn),
      id: id ?? "",
      accountId: entrance.accountId,
      region,
      outputs: { id, ...outputs },
    };
  }
}

/** All resources of AWS in the stacks, and the accounts that they enter. */
export function readStacks(stacks: DeployedStacks): {
  readonly resources: readonly Deployed[];
  readonly entrances: readonly Entrance[];
} {
  const resources = [...stacks].flatMap(([stack, state]) => [...resourcesOf(stack, state)]);
  const entrances = [...stacks.values()]
    .flatMap(({ deployment }) => deployment.resources ?? [])
    .filter(({ type }) => type === PROVIDER)
    .flatMap((provider) => entranceOf(provider) ?? []);
  return { resources, entrances };
}
