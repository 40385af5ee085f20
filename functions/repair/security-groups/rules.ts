import { opensToWorld } from "../../lib/events-rules";

/** A rule of a security group, as EC2 describes it. */
export interface GroupRule {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly cidr: string | undefined;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly rules: readonly GroupRule[];
}

/** The tag, on a group or on one rule, by which an opening is allowed until a day: `2026-03-31` or a full ISO time, in UTC. */
export const EXEMPTION_TAG = "landing-zone:open-until";

/** An exemption is a delay, not a state: one further ahead than this counts for nothing. */
export const LONGEST_EXEMPTION_DAYS = 30;

const DAY_MS = 86_400_000;

/** Until when a tag exempts, in milliseconds since 1970; or why it does not. */
export function exemption(
  tags: Readonly<Record<string, string>>,
  now: number,
): { readonly until: number } | { readonly ignored: string } | undefined {
  const value = tags[EXEMPTION_TAG]?.trim();
  if (value === undefined) return undefined;
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(value))
    return { ignored: `"${value}" is no date such as 2026-03-31` };
  const until = Date.parse(value);
  if (Number.isNaN(until)) return { ignored: `"${value}" is no date` };
  if (until <= now) return { ignored: `it ended on ${value}` };
  if (until - now > LONGEST_EXEMPTION_DAYS * DAY_MS)
    return { ignored: `${value} is more than ${LONGEST_EXEMPTION_DAYS} days ahead` };
  return { until };
}

/** What to do with the rules of a group. Every rule that is in none of the lists is harmless and stays as it is. */
export interface Verdict {
  /** To be revoked: inbound, from the whole world, and covering a port in question. */
  readonly offending: readonly GroupRule[];
  /** Just as open, but allowed for now. */
  readonly exempt: readonly GroupRule[];
  /** Exemptions that count for nothing, and why: the owner believes otherwise. */
  readonly ignored: readonly string[];
}

/** Judges a group's rules. Pure. */
export function judge(group: Group, ports: readonly number[], now: number): Verdict {
  const open = group.rules.filter(
    ({ egress, protocol, fromPort, toPort, cidr }) =>
      !egress && cidr !== undefined && opensToWorld({ protocol, fromPort, toPort, cidrs: [cidr] }, ports),
  );
  const ofGroup = exemption(group.tags, now);
  const isExempt = (rule: GroupRule): boolean => {
    const ofRule = exemption(rule.tags, now);
    return [ofGroup, ofRule].some((found) => found !== undefined && "until" in found);
  };
  const ignored = [ofGroup, ...open.map(({ tags }) => exemption(tags, now))].flatMap((found) =>
    found !== undefined && "ignored" in found ? [found.ignored] : [],
  );
  return {
    offending: open.filter((rule) => !isExempt(rule)),
    exempt: open.filter(isExempt),
    ignored: open.length === 0 ? [] : [...new Set(ignored)],
  };
}

/** A rule in one line, for people. */
export function describeRule({ id, protocol, fromPort, toPort, cidr, description }: GroupRule): string {
  const ports =
    protocol === "-1"
      ? "every port"
      : fromPort === toPort
        ? `port ${fromPort}`
        : `ports ${fromPort}-${toPort}`;
  const what = protocol === "-1" ? "every protocol" : protocol;
  return `${id}: ${what}, ${ports}, from ${cidr}${description ? ` ("${description}")` : ""}`;
}
