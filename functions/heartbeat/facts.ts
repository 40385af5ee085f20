/** What was seen in one account and Region. Times in milliseconds since 1970. */
export interface Facts {
  readonly account: string;
  readonly region: string;
  readonly trails: readonly TrailFact[];
  readonly recorder: { readonly recording: boolean; readonly lastFailed: boolean } | undefined;
  /** When Config last delivered a history or snapshot file; undefined when never. */
  readonly configDelivered: number | undefined;
  readonly vpcs: readonly string[];
  readonly flowLogs: readonly {
    readonly resourceId: string;
    readonly active: boolean;
    readonly delivering: boolean;
    readonly trafficType: string;
  }[];
  /** VPCs whose DNS queries are logged. */
  readonly resolverLogged: readonly string[];
  readonly loadBalancers: readonly { readonly arn: string; readonly accessLogs: boolean }[];
  readonly logGroups: readonly LogGroupFact[];
  /** What arrived of each thing that is expected to, by its name. */
  readonly arrivals: readonly { readonly what: string; readonly count: number }[];
  readonly alarms: readonly {
    readonly name: string;
    readonly actionsEnabled: boolean;
    readonly hasAction: boolean;
  }[];
  readonly rules: readonly { readonly name: string; readonly enabled: boolean; readonly targets: number }[];
  /** What could not be seen, by check: a blind check is a finding, not a pass. */
  readonly blind: Readonly<Partial<Record<Check, string>>>;
}

export interface TrailFact {
  readonly name: string;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly logging: boolean;
  readonly delivered: number | undefined;
  readonly error: string | undefined;
}

export interface LogGroupFact {
  readonly name: string;
  readonly subscriptions: number;
  /** When the newest event of the group was taken in; undefined when there is none. */
  readonly ingested: number | undefined;
}

export type Check =
  | "trail"
  | "recorder"
  | "flow-logs"
  | "resolver-logs"
  | "access-logs"
  | "subscriptions"
  | "arrivals"
  | "alarms"
  | "rules";

/** Every check, in the order of the report. */
export const CHECKS: readonly Check[] = [
  "trail",
  "recorder",
  "flow-logs",
  "resolver-logs",
  "access-logs",
  "subscriptions",
  "arrivals",
  "alarms",
  "rules",
];

/** Something that arrives all the time, counted by a metric: silence is a fault on its way. */
export interface Arrival {
  /** In words, for people; unique in its place. */
  readonly what: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** How long it may stay away: less than a day. */
  readonly minutes: number;
}

/** What is expected in one account and Region beside what is expected everywhere. */
export interface PlaceExpectations {
  readonly account: string;
  readonly region: string;
  readonly logGroups: readonly string[];
  readonly arrivals: readonly Arrival[];
  readonly alarms: readonly string[];
}

/** What should be there. */
export interface Expectations {
  readonly checks: readonly Check[];
  /** A trail delivers about every five minutes while anything is called. */
  readonly trailAgeMinutes: number;
  /** Config delivers a snapshot once a day at the settings' slowest. */
  readonly configAgeHours: number;
  /** Log groups that must be subscribed, by prefix, and how old their newest event may be. */
  readonly logGroups: readonly string[];
  readonly logAgeMinutes: number;
  readonly arrivals: readonly Arrival[];
  /** Names of alarms and rules that must be there, on, and act. */
  readonly alarms: readonly string[];
  readonly rules: readonly string[];
  /** What is expected in some places only. */
  readonly places: readonly PlaceExpectations[];
}

/** Something that is not as it should be. */
export interface Problem {
  readonly check: Check;
  readonly account: string;
  readonly region: string;
  readonly resource: string;
  readonly problem: string;
}
