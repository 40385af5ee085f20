import { glob } from "../analysis/documents";

/** Frees the resources whose URN matches from one policy, until a day. */
export interface Exemption {
  /** URN, or a pattern with `*` and `?`. */
  readonly urn: string;
  readonly reason: string;
  /** Who answers for it: an e-mail address or a team. */
  readonly owner: string;
  /** The last day it holds, `YYYY-MM-DD`, UTC. */
  readonly expires: string;
}

export const EXEMPTION_KEYS = ["urn", "reason", "owner", "expires"] as const;

/** True from the day after its last, in UTC. */
export function isExpired(exemption: Exemption, now: Date): boolean {
  return now.toISOString().slice(0, 10) > exemption.expires;
}

/** True when an exemption still in force covers the resource. An expired one does not, so the violation comes back. */
export function isExempt(exemptions: readonly Exemption[], urn: string, now: Date): boolean {
  return exemptions.some((exemption) => !isExpired(exemption, now) && glob(exemption.urn, urn));
}

/** What is wrong with the exemptions of one policy, as sentences: those that expired, those that match no resource. */
export function exemptionProblems(
  exemptions: readonly Exemption[],
  urns: Iterable<string>,
  now: Date,
): readonly string[] {
  if (exemptions.length === 0) return [];
  const all = [...urns];
  return exemptions.flatMap((exemption) => {
    const about = `exemption of ${exemption.urn} (${exemption.reason}; ${exemption.owner})`;
    if (isExpired(exemption, now))
      return [`The ${about} expired on ${exemption.expires} and frees nothing any more.`];
    if (!all.some((urn) => glob(exemption.urn, urn)))
      return [`The ${about} matches no resource of this stack.`];
    return [];
  });
}
