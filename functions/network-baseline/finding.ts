/** What findings are put under on the bus. */
export const FINDING_SOURCE = "landing-zone.network-baseline";

/** What was noticed. */
export type FindingKind =
  /** Accepted, though no rule of the plan lets it through: somebody opened something by hand, or the plan was not applied. */
  | "accepted-unplanned"
  /** Refused between two ends of one workload: something is broken, or somebody inside is trying doors. */
  | "rejected-inside"
  /** Two ends that never spoke before. */
  | "new-talker"
  /** Small calls at even intervals: a program that reports to somebody. */
  | "beacon"
  /** Far more sent in an hour than is usual at that hour of the week. */
  | "volume";

export interface NetworkFinding {
  readonly kind: FindingKind;
  readonly severity: "low" | "medium" | "high";
  /** One line that a person understands without looking anything up. */
  readonly reason: string;
  /** The same for the same matter, at every run: what repeated findings are recognised by. */
  readonly key: string;
  /** Seconds since 1970 of the first and the last record of it. */
  readonly first: number;
  readonly last: number;
  readonly records: number;
  /** The interface and account that logged it, where one did. */
  readonly interfaceId?: string;
  readonly account?: string;
}

/** What triage calls each kind, how grave it can be, and what to do about it. Its id there is `network-KIND`. */
export const FINDINGS: Readonly<
  Record<FindingKind, { readonly title: string; readonly severity: string; readonly advice: string }>
> = {
  "accepted-unplanned": {
    title: "Traffic that no rule of the plan allows",
    severity: "high from outside, else medium",
    advice:
      "Compare the group, NACL and route named with the plan; what was opened by hand is closed by the next deployment.",
  },
  "rejected-inside": {
    title: "Refused inside a workload",
    severity: "high where the plan allows it, else medium",
    advice: "If the plan allows it, a rule is missing now; if not, ask what on the calling host tries this.",
  },
  "new-talker": {
    title: "New conversation",
    severity: "medium where an end is outside, else low",
    advice: "Ask the owner of the calling host whether this is meant.",
  },
  beacon: {
    title: "Calls at even intervals",
    severity: "high",
    advice: "Find the process on the calling host; if nobody knows it, isolate the host and keep its disk.",
  },
  volume: {
    title: "Unusual volume",
    severity: "medium, high from ten times the limit",
    advice: "Find what was sent; a leak looks like a backup at the wrong hour.",
  },
};

/** The event that carries a finding to triage, which treats it as it treats any other. */
export interface FindingEvent {
  readonly Source: typeof FINDING_SOURCE;
  readonly DetailType: "Unexpected network behaviour";
  /** JSON. */
  readonly Detail: string;
}

/** An entry for EventBridge's PutEvents, without the bus. */
export function findingEvent(finding: NetworkFinding): FindingEvent {
  const { title, advice } = FINDINGS[finding.kind];
  return {
    Source: FINDING_SOURCE,
    DetailType: "Unexpected network behaviour",
    Detail: JSON.stringify({
      id: `network-${finding.kind}`,
      key: finding.key,
      title,
      severity: finding.severity,
      category: "inconsistent-with-expectations",
      description: finding.reason,
      advice,
      ...(finding.account === undefined ? {} : { accountId: finding.account }),
      ...(finding.interfaceId === undefined ? {} : { interfaceId: finding.interfaceId }),
      first: finding.first,
      last: finding.last,
      records: finding.records,
    }),
  };
}
