/** A service, or a part of one, that the landing zone cannot do without, and the Regions that lack it. */
export interface ServiceFacts {
  readonly name: string;
  /** What it is needed for. */
  readonly need: string;
  /** `everywhere` in each Region in use, or in the `home` Region only. */
  readonly needed: "everywhere" | "home";
  readonly missingIn: readonly string[];
}

export const services: readonly ServiceFacts[] = [];

/** Services that a Region lacks though the landing zone needs them there. */
export function missingServices(region: string, isHome: boolean): ServiceFacts[] {
  return services.filter(
    ({ needed, missingIn }) => (isHome || needed === "everywhere") && missingIn.includes(region),
  );
}
