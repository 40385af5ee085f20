import { type Cidr, aggregate, childBlock, formatCidr, parseCidr } from "./cidr";

/**
 * How a VPC's block is divided. A tier takes a fixed share of the block and is divided into four slots, one for a
 * zone, whether or not all four are in use: so neither a new zone nor a new tier ever moves an existing subnet.
 */
export interface TierShare<T extends string = string> {
  readonly tier: T;
  /** The tier's block is the VPC's block with this many more bits: 2 is a quarter of it. */
  readonly newBits: number;
  /** Which of the blocks of that size it is, from 0. */
  readonly index: number;
}

/** Slots of a tier: at most this many zones. */
export const zoneSlots = 4;
const zoneBits = Math.log2(zoneSlots);
/** Smallest subnet of AWS, in bits. */
const smallestSubnet = 28;
/** Addresses AWS keeps of each subnet: first four and last. Source: VPC user guide, "Subnet CIDR blocks". */
export const reservedPerSubnet = 5;

/** The tiers of a spoke. Web and app are neighbours, so one route covers exactly both. */
export const spokeTiers = [
  { tier: "web", newBits: 2, index: 0 },
  { tier: "app", newBits: 2, index: 1 },
  { tier: "data", newBits: 2, index: 2 },
  { tier: "egress", newBits: 3, index: 6 },
  { tier: "attachment", newBits: 3, index: 7 },
] as const satisfies readonly TierShare[];
export type SpokeTier = (typeof spokeTiers)[number]["tier"];

/** The tiers of a hub. Shared services and endpoints are neighbours, so one route covers exactly both. */
export const hubTiers = [
  { tier: "shared", newBits: 2, index: 0 },
  { tier: "endpoints", newBits: 2, index: 1 },
  { tier: "inspection", newBits: 2, index: 2 },
  { tier: "egress", newBits: 3, index: 6 },
  { tier: "attachment", newBits: 3, index: 7 },
] as const satisfies readonly TierShare[];
export type HubTier = (typeof hubTiers)[number]["tier"];

/** A subnet of the plan. */
export interface PlannedSubnet<T extends string = string> {
  readonly tier: T;
  readonly availabilityZone: string;
  readonly cidr: string;
}

/** The addresses of one VPC. */
export interface AddressPlan<T extends string = string> {
  readonly cidr: string;
  /** Whole block of each tier, its unused slots included: what routes and NACL entries name. */
  readonly tierBlocks: Readonly<Record<T, string>>;
  readonly subnets: ReadonlyArray<PlannedSubnet<T>>;
}

/** Longest prefix (smallest VPC) in which every one of these tiers gets subnets AWS accepts. */
export function longestPrefix(shares: readonly TierShare[]): number {
  return smallestSubnet - zoneBits - Math.max(...shares.map((share) => share.newBits));
}

/**
 * Lays tiers over zones. A zone's slot is its place in the environment's list, not in the workload's: a workload
 * that adds a zone later keeps its subnets.
 * @param cidr the VPC's block, /16 up to `longestPrefix(shares)`
 * @param shares all tiers of this kind of VPC
 * @param zones zones in use, each one of `environmentZones`
 * @param used tiers that get subnets; the others keep their addresses free
 * @throws RangeError when the block is too small or a zone is unknown
 */
export function layOut<T extends string>(
  cidr: string,
  shares: ReadonlyArray<TierShare<T>>,
  environmentZones: readonly string[],
  zones: readonly string[],
  used: readonly T[],
): AddressPlan<T> {
  const block = parseCidr(cidr);
  const limit = longestPrefix(shares);
  if (block.prefix > limit) throw new RangeError(`${cidr} is too small: at least a /${limit} is needed`);
  const blocks = new Map(
    shares.map(({ tier, newBits, index }) => [tier, childBlock(block, block.prefix + newBits, index)]),
  );
  const subnets = used.flatMap((tier) =>
    zones.map((availabilityZone) => {
      const slot = environmentZones.indexOf(availabilityZone);
      if (slot < 0) throw new RangeError(`${availabilityZone} is not a zone of the environment`);
      const tierBlock = blocks.get(tier)!;
      return {
        tier,
        availabilityZone,
        cidr: formatCidr(childBlock(tierBlock, tierBlock.prefix + zoneBits, slot)),
      };
    }),
  );
  const tierBlocks = Object.fromEntries(
    [...blocks].map(([tier, tierBlock]) => [tier, formatCidr(tierBlock)]),
  ) as Record<T, string>;
  return { cidr, tierBlocks, subnets };
}

/** The fewest blocks that cover exactly these tiers: one route or NACL entry each. */
export function blocksOf<T extends string>(plan: AddressPlan<T>, tiers: readonly T[]): string[] {
  return aggregate(tiers.map((tier): Cidr => parseCidr(plan.tierBlocks[tier]))).map(formatCidr);
}
