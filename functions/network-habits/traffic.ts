/** Callers take their ports from here up, so an answer goes there. Source: Linux's default range; Windows begins at 49152. */
const EPHEMERAL = 32_768;
/** TCP flags of an interval in which a connection was opened, SYN without the ACK of an answer: alone, with FIN, RST or both. */
const OPENED = [2, 3, 6, 7];

/**
 * Records of whoever opened a conversation that was let through. A later interval of a long connection does not say who called whom,
 * and without this a port that a caller happened to take would pass for a service.
 */
export const OPENINGS: readonly object[] = [
  { term: { action: "ACCEPT" } },
  {
    bool: {
      should: [
        { bool: { filter: [{ term: { protocol: 6 } }, { terms: { tcp_flags: OPENED } }] } },
        { bool: { filter: [{ term: { protocol: 17 } }, { range: { dstport: { lt: EPHEMERAL } } }] } },
      ],
      minimum_should_match: 1,
    },
  },
];

/** All of these, and none of those. Nothing of it is scored. */
export function allOf(filter: readonly object[], mustNot: readonly object[] = []): object {
  return { bool: { filter, ...(mustNot.length === 0 ? {} : { must_not: mustNot }) } };
}

/** To blocks that everybody may call. */
export function toKnown(known: readonly string[]): readonly object[] {
  return known.length === 0 ? [] : [{ terms: { dstaddr: known } }];
}
