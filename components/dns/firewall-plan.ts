import { type DnsFirewallSettings } from "../../settings/schema/dns";

export type FirewallAction = "ALLOW" | "ALERT" | "BLOCK";

/** What a rule looks for: domains of a list that the plan makes, a list of AWS's, or a kind of threat. */
export type FirewallMatch =
  | { readonly kind: "domains"; readonly domains: readonly string[] }
  | { readonly kind: "managedList"; readonly id: string }
  | { readonly kind: "threat"; readonly threat: "DGA" | "DNS_TUNNELING" };

export interface FirewallRulePlan {
  readonly key: string;
  /** Unique within the group; the lowest that matches decides. */
  readonly priority: number;
  readonly action: FirewallAction;
  readonly match: FirewallMatch;
}

/** Priorities of the kinds of rules, with room for each list. */
const priorities = { allowed: 100, blocked: 200, managed: 300, threats: 500, alerted: 600 } as const;

/**
 * Rules of the DNS firewall, in the order in which they are asked: what is allowed passes whatever comes after; what is blocked
 * by name goes before AWS's lists, and what is only recorded comes last.
 */
export function planFirewall(settings: DnsFirewallSettings): FirewallRulePlan[] {
  const { allowed, blocked, alerted, managedLists, threats } = settings;
  const own = (
    key: "allowed" | "blocked" | "alerted",
    action: FirewallAction,
    domains: readonly string[],
  ): FirewallRulePlan[] =>
    domains.length === 0
      ? []
      : [{ key, priority: priorities[key], action, match: { kind: "domains", domains } }];
  return [
    ...own("allowed", "ALLOW", allowed),
    ...own("blocked", "BLOCK", blocked),
    ...managedLists.map(({ name, id, action }, index): FirewallRulePlan => ({
      key: name,
      priority: priorities.managed + index,
      action: action === "block" ? "BLOCK" : "ALERT",
      match: { kind: "managedList", id },
    })),
    ...(threats === "off"
      ? []
      : (["DGA", "DNS_TUNNELING"] as const).map((threat, index): FirewallRulePlan => ({
          key: threat.toLowerCase().replace("_", "-"),
          priority: priorities.threats + index,
          action: threats === "block" ? "BLOCK" : "ALERT",
          match: { kind: "threat", threat },
        }))),
    ...own("alerted", "ALERT", alerted),
  ];
}
