import { type UnitSettings } from "./schema/organization";

/** An organisational unit and where it stands. */
export interface PlacedUnit extends UnitSettings {
  /** Names from the top, joined by slashes: `Workloads/Production`. */
  readonly path: string;
  /** Path of the unit above; undefined below the root. */
  readonly parentPath?: string;
  /** 1 below the root. */
  readonly depth: number;
}

/** Where units stand, and those whose parents lead back to themselves. */
export interface PlacedUnits {
  /** Each unit after the one above it, otherwise in the order of the settings. */
  readonly placed: readonly PlacedUnit[];
  readonly inCycle: readonly UnitSettings[];
}

/**
 * Places units in their tree. A unit below one whose parent is unknown, or below a cycle, is left out: there is no telling where it
 * stands.
 */
export function placeUnits(units: readonly UnitSettings[]): PlacedUnits {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const placed: PlacedUnit[] = [];
  const inCycle: UnitSettings[] = [];
  for (const unit of units) {
    const chain = chainOf(unit, byName);
    if (chain === "cycle") inCycle.push(unit);
    else if (chain !== "unknown") {
      const above = chain.slice(0, -1).map(({ name }) => name);
      placed.push({
        ...unit,
        path: chain.map(({ name }) => name).join("/"),
        ...(above.length > 0 ? { parentPath: above.join("/") } : {}),
        depth: chain.length,
      });
    }
  }
  return { placed: placed.sort((a, b) => a.depth - b.depth), inCycle };
}

/** The units from the top down to this one. */
function chainOf(
  unit: UnitSettings,
  byName: ReadonlyMap<string, UnitSettings>,
): UnitSettings[] | "cycle" | "unknown" {
  const chain = [unit];
  for (let { parent } = unit; parent !== undefined;) {
    const above = byName.get(parent);
    if (above === undefined) return "unknown";
    if (above === unit) return "cycle";
    if (chain.includes(above)) return "unknown";
    chain.unshift(above);
    parent = above.parent;
  }
  return chain;
}
