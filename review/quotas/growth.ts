import { Model, Places, type Resource, UNKNOWN, asText, at, isExact } from "../../policy-pack/analysis";
import { type Limits } from "./limits";
import { withoutMentions } from "./mentions";
import { type Usage, byName, usagesOf } from "./usage";

const VPC = "aws:ec2/vpc:Vpc";

/** A quota that every further workload uses some of. */
export interface Room {
  readonly usage: Usage;
  /** What a workload uses of it, on the average of those that there are. */
  readonly each: number;
  /** How many more workloads fit. */
  readonly more: number;
}

export interface Growth {
  /** Names of the workloads that were taken for the measure. */
  readonly workloads: readonly string[];
  /** What they share, the quota that is met first at the head. */
  readonly rooms: readonly Room[];
  /** True when something that they share cannot be counted yet. */
  readonly open: boolean;
}

/**
 * How many more workloads fit, if they are like those that there are. A workload is an account with a VPC whose tag `network-role` is `spoke`,
 * and whatever elsewhere hangs on that account's resources and on no other workload's. What it uses of a shared quota is the difference that it
 * makes when it is taken away, with its account and ids out of the lists of policies.
 *
 * @returns undefined when there are fewer than two workloads: with one, nothing tells what is shared
 */
export function growthOf(model: Model, limits: Limits): Growth | undefined {
  const workloads = workloadsOf(model);
  if (workloads.size < 2) return undefined;
  const owners = ownersOf(model, workloads);
  const isShared = ({ place, subject }: Usage): boolean =>
    ![...workloads.keys()].some((account) => place.key.startsWith(account)) &&
    !workloads.has((subject && owners.get(subject)) ?? MANY);
  const shared = usagesOf(model, limits).filter(isShared);
  const rests = [...workloads.keys()].map((workload) => {
    const rest = without(model, workload, owners);
    return new Map(usagesOf(rest, limits).map(({ key, amount }) => [key, amount.least]));
  });
  const rooms = shared.flatMap((usage): Room[] => {
    const uses = rests.map((rest) => usage.amount.least - (rest.get(usage.key) ?? 0));
    const each = uses.reduce((sum, one) => sum + one, 0) / uses.length;
    if (each <= 0) return [];
    // Thirds and the like must not lose one to the arithmetic of floating point.
    const more = Math.floor((usage.limit - usage.amount.least) / each + 1e-9);
    return [{ usage, each, more: Math.max(0, more) }];
  });
  return {
    workloads: [...workloads.values()].sort(),
    rooms: rooms.sort((a, b) => a.more - b.more || b.each - a.each || byName(a.usage, b.usage)),
    open: shared.some(({ amount }) => !isExact(amount)),
  };
}

/** Ids such as `vpc-0123456789abcdef0`. Names are no ids here: other accounts may have the same. */
const MADE_BY_AWS = /^[a-z]+(-[a-z]+)?-[0-9a-f]{8,}$/;

/** The stack as it would be without a workload. */
function without(model: Model, workload: string, owners: ReadonlyMap<Resource, string | undefined>): Model {
  const ids = new Set([workload.trim()]);
  for (const [{ props }, owner] of owners) {
    const id = owner === workload ? asText(at(props, "id")) : undefined;
    if (typeof id === "string" && MADE_BY_AWS.test(id)) ids.add(id);
  }
  return new Model(
    model.resources.flatMap((resource) => {
      if (owners.get(resource) === workload) return [];
      const props = withoutMentions(resource.props, ids);
      return [props === resource.props ? resource : { ...resource, props }];
    }),
  );
}

/** Names of the workloads, by the account that each has to itself. */
function workloadsOf(model: Model): ReadonlyMap<string, string> {
  const places = new Places();
  const workloads = new Map<string, string>();
  for (const vpc of model.ofType(VPC)) {
    const role = asText(at(vpc.props, "tags", "network-role"));
    if (role === UNKNOWN || role !== "spoke") continue;
    const { key, provider } = places.global(vpc);
    if (!workloads.has(key)) workloads.set(key, provider);
  }
  return workloads;
}

const MANY = "";

/** Whose each resource is: of the workload whose account it is in, or of the only one that it depends on. */
function ownersOf(
  model: Model,
  workloads: ReadonlyMap<string, string>,
): ReadonlyMap<Resource, string | undefined> {
  const places = new Places();
  const owners = new Map<Resource, string | undefined>();
  const ownerOf = (resource: Resource): string | undefined => {
    if (owners.has(resource)) return owners.get(resource);
    // In case of a circle, which the engine makes none of.
    owners.set(resource, undefined);
    const { key } = places.global(resource);
    let owner: string | undefined;
    if (resource.provider !== undefined && workloads.has(key)) owner = key;
    else {
      for (const urn of new Set([...resource.dependencies, ...Object.values(resource.edges).flat()])) {
        const target = model.byUrn.get(urn);
        const other = target && ownerOf(target);
        if (other === undefined) continue;
        owner = owner === undefined || owner === other ? other : MANY;
      }
    }
    owners.set(resource, owner);
    return owner;
  };
  for (const resource of model.resources) ownerOf(resource);
  return owners;
}
