import { fieldNamesOf } from "../flow-logs/format";

/** A filter of a Contributor Insights rule. Source: CloudWatch User Guide, "Contributor Insights rule syntax". */
export type RuleFilter = { readonly Match: string } & (
  | { readonly In: readonly string[] }
  | { readonly NotIn: readonly string[] }
  | { readonly StartsWith: readonly string[] }
  | { readonly GreaterThan: number }
);

/** The body of a rule (`aws.cloudwatch.ContributorInsightRule.ruleDefinition`, as JSON). */
export interface RuleBody {
  readonly Schema: { readonly Name: "CloudWatchLogRule"; readonly Version: 1 };
  readonly LogGroupNames: readonly string[];
  readonly LogFormat: "CLF";
  /** The number of each field used, from 1, and the name the rule calls it by. */
  readonly Fields: Readonly<Record<string, string>>;
  readonly Contribution: {
    readonly Keys: readonly string[];
    readonly ValueOf?: string;
    readonly Filters: readonly RuleFilter[];
  };
  readonly AggregateOn: "Sum" | "Count";
}

interface RuleFact {
  readonly name: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly sumOf?: string;
  readonly filters: readonly RuleFilter[];
}

const REJECTED: RuleFilter = { Match: "action", In: ["REJECT"] };
const ACCEPTED: RuleFilter = { Match: "action", In: ["ACCEPT"] };
const SENT: RuleFilter = { Match: "flow-direction", In: ["egress"] };
const RECEIVED: RuleFilter = { Match: "flow-direction", In: ["ingress"] };

/** A filter takes ten values, so these are the ports through which a machine is run. */
const REMOTE_PORTS = ["22", "23", "445", "1433", "3306", "3389", "5432", "5900", "5985", "5986"];

/** The dashboard's questions, as far as a rule can ask them: it knows no address ranges and counts no distinct values. */
const FACTS: readonly RuleFact[] = [
  { name: "refused-sources", title: "Most refused sources", keys: ["srcaddr"], filters: [REJECTED] },
  { name: "refused-ports", title: "Most refused ports", keys: ["dstport"], filters: [REJECTED] },
  {
    name: "refused-pairs",
    title: "Who is refused where: a scan is one source with many contributors",
    keys: ["srcaddr", "dstaddr", "dstport"],
    filters: [REJECTED],
  },
  {
    name: "admin-ports",
    title: "Let in to admin ports, from anywhere",
    keys: ["srcaddr", "dstaddr", "dstport"],
    filters: [ACCEPTED, RECEIVED, { Match: "dstport", In: REMOTE_PORTS }],
  },
  {
    name: "top-talkers",
    title: "Top talkers, by bytes sent",
    keys: ["srcaddr"],
    sumOf: "bytes",
    filters: [ACCEPTED, SENT],
  },
  {
    name: "to-internet",
    title: "Bytes out by gateway, by source and destination",
    keys: ["srcaddr", "dstaddr"],
    sumOf: "bytes",
    // 8 is an internet gateway, or none needed; through a NAT gateway the NAT's own interface shows it.
    filters: [ACCEPTED, SENT, { Match: "traffic-path", In: ["8"] }],
  },
  {
    name: "interfaces",
    title: "Bytes per interface (capacity)",
    keys: ["interface-id"],
    sumOf: "bytes",
    filters: [ACCEPTED],
  },
  {
    name: "skipped",
    title: "Logging health: interfaces with records that AWS skipped",
    keys: ["account-id", "interface-id"],
    filters: [{ Match: "log-status", In: ["SKIPDATA"] }],
  },
  { name: "accounts", title: "Logging health: records per account", keys: ["account-id"], filters: [] },
];

/** A rule with its name (unique in an account and Region) and what a widget calls it. */
export interface InsightRule {
  readonly name: string;
  readonly title: string;
  readonly body: RuleBody;
}

/**
 * The Contributor Insights rules for a flow log group.
 *
 * @param format the format the flow logs declare; the fields the rules use must be in it
 * @throws Error naming the rule and the field that the format lacks
 */
export function insightRules(prefix: string, logGroup: string, format: string): InsightRule[] {
  const names = fieldNamesOf(format);
  return FACTS.map((fact) => {
    const used = new Set([
      ...fact.keys,
      ...(fact.sumOf === undefined ? [] : [fact.sumOf]),
      ...fact.filters.map((filter) => filter.Match),
    ]);
    const lacking = [...used].filter((field) => !names.includes(field));
    if (lacking.length > 0) {
      throw new Error(`rule ${fact.name} needs ${lacking.join(", ")}, which the format lacks`);
    }
    return {
      name: `${prefix}-${fact.name}`,
      title: fact.title,
      body: {
        Schema: { Name: "CloudWatchLogRule", Version: 1 },
        LogGroupNames: [logGroup],
        LogFormat: "CLF",
        Fields: Object.fromEntries([...used].map((field) => [String(names.indexOf(field) + 1), field])),
        Contribution: {
          Keys: fact.keys,
          ...(fact.sumOf === undefined ? {} : { ValueOf: fact.sumOf }),
          Filters: fact.filters,
        },
        AggregateOn: fact.sumOf === undefined ? "Count" : "Sum",
      },
    };
  });
}
