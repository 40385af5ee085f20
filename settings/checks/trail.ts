import { type Problem, didYouMean, show } from "../problems";
import { type OrganizationSettings } from "../schema/organization";

const suffix = "-network";

/** Name of the account that an environment's search domain is in. */
export const searchAccount = (environment: string): string => `${environment}${suffix}`;

/**
 * The environment in which the trail is searched must have a network account: the trail's records are sent there.
 * @param refused accounts that the schema refuses: they are there, though they are not among the settings
 */
export function checkTrail(
  { trail, accounts }: OrganizationSettings,
  refused: ReadonlyArray<{ readonly name?: unknown }> = [],
): Problem[] {
  const { searchedFrom } = trail;
  const names = [...accounts, ...refused].flatMap(({ name }) => (typeof name === "string" ? [name] : []));
  // Of two accounts of one name, one has lost its own, and is told so.
  if (searchedFrom === undefined || new Set(names).size < names.length) return [];
  if (names.includes(searchAccount(searchedFrom))) return [];
  const known = names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  const guess = didYouMean(searchedFrom, known);
  return [
    {
      path: "trail.searchedFrom",
      found: show(searchedFrom),
      allowed: `${guess ? `did you mean ${guess}? ` : ""}an environment that has an account ENVIRONMENT${suffix} in accounts: ${
        known.join(", ") || "there is none"
      }`,
    },
  ];
}
