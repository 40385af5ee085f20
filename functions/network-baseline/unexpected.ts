import { servicePort } from "../flow-logs/flow-document";
import { type FlowRecord } from "../flow-logs/record";
import { trafficName, type Expectation, type Opening, type Verdict } from "./expectation";
import { type NetworkFinding } from "./finding";

const SYN = 2;
const SYN_ACK = 18;
/** Callers take their ports from here up. Source: Linux and Windows defaults, and AWS's NAT gateways. */
const EPHEMERAL = 1024;

/**
 * The two ends of a record. An interface on the way (of a NAT gateway, an attachment) logs its own address for one of them; the packet
 * still has both. Source: VPC user guide, "Flow log records", `pkt-srcaddr` and `pkt-dstaddr`, read 2026-11.
 */
function endsOf(record: FlowRecord): { readonly from?: string; readonly to?: string } {
  const from = record.pkt_srcaddr ?? record.srcaddr;
  const to = record.pkt_dstaddr ?? record.dstaddr;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Whether a refused record can have been the opening of a conversation. A packet in the middle of one that is forgotten is refused too. */
function opens({ protocol, tcp_flags }: FlowRecord): boolean {
  return protocol !== 6 || tcp_flags === undefined || (tcp_flags & SYN_ACK) === SYN;
}

/** Judges a record: planned when the conversation it can belong to is, whichever way its packets went. */
function judge(
  { from, to }: { readonly from: string; readonly to: string },
  record: FlowRecord,
  expectation: Expectation,
): { opening: Opening; verdict: Verdict } {
  const { srcport = 0, dstport = 0, protocol = 0 } = record;
  const forward: Opening = { from, to, protocol, port: dstport };
  const backward: Opening = { from: to, to: from, protocol, port: srcport };
  const syn = protocol === 6 ? (record.tcp_flags ?? 0) & SYN_ACK : 0;
  if (syn === SYN_ACK) {
    return { opening: backward, verdict: expectation.judge(backward) };
  }
  const verdict = expectation.judge(forward);
  // A SYN opens, so it is no answer; and an answer goes to a caller's port. Otherwise a stranger who calls from port 443
  // would pass for a web server that answers. Two equal ports are NTP's habit, where both ask and both answer.
  if (verdict.planned || syn === SYN || (dstport < EPHEMERAL && dstport !== srcport)) {
    return { opening: forward, verdict };
  }
  const answer = expectation.judge(backward);
  // Neither is planned: what is told is the call, so that call and answer are one finding.
  return answer.planned || servicePort(record) === srcport
    ? { opening: backward, verdict: answer }
    : { opening: forward, verdict };
}

/** Collects findings that come again and again into one each. */
class Findings {
  private readonly byKey = new Map<string, NetworkFinding>();

  add(
    finding: Omit<NetworkFinding, "first" | "last" | "records" | "interfaceId" | "account">,
    record: FlowRecord,
  ): void {
    const before = this.byKey.get(finding.key);
    const start = record.start ?? 0;
    this.byKey.set(finding.key, {
      ...finding,
      first: Math.min(before?.first ?? start, start),
      last: Math.max(before?.last ?? start, record.end ?? start),
      records: (before?.records ?? 0) + 1,
      ...(record.interface_id === undefined
        ? {}
        : { interfaceId: before?.interfaceId ?? record.interface_id }),
      ...(record.account_id === undefined ? {} : { account: before?.account ?? record.account_id }),
    });
  }

  list(): NetworkFinding[] {
    return [...this.byKey.values()];
  }
}

/**
 * Compares what happened with what was planned: accepted traffic that no rule expects, and refusals inside a workload. One
 * finding a conversation, however many records. Records whose two ends are both outside the plan say nothing about it.
 */
export function unexpectedTraffic(records: Iterable<FlowRecord>, expectation: Expectation): NetworkFinding[] {
  const findings = new Findings();
  for (const record of records) {
    const { from, to } = endsOf(record);
    if (from === undefined || to === undefined || record.protocol === undefined) {
      continue;
    }
    const source = expectation.subnetOf(from);
    const target = expectation.subnetOf(to);
    if (!source && !target) {
      continue;
    }
    if (record.action === "ACCEPT") {
      const { opening, verdict } = judge({ from, to }, record, expectation);
      if (!verdict.planned) {
        const fromOutside = expectation.subnetOf(opening.from) === undefined;
        findings.add(
          {
            kind: "accepted-unplanned",
            severity: fromOutside ? "high" : "medium",
            reason: `${opening.from} reached ${opening.to} on ${trafficName(opening)}, but ${verdict.because}`,
            key: `accepted-unplanned ${opening.from} ${opening.to} ${trafficName(opening)}`,
          },
          record,
        );
      }
    } else if (
      record.action === "REJECT" &&
      opens(record) &&
      source &&
      target &&
      source.workload === target.workload
    ) {
      const opening = { from, to, protocol: record.protocol, port: record.dstport ?? 0 };
      const verdict = expectation.judge(opening);
      const what = `${opening.from} (${source.name}) was refused ${trafficName(opening)} at ${opening.to} (${target.name})`;
      findings.add(
        {
          kind: "rejected-inside",
          // What is planned and yet refused is broken now; the other is an attempt that failed.
          severity: verdict.planned ? "high" : "medium",
          reason: verdict.planned
            ? `${what}, though the plan allows it: group, NACL or route differ from the plan`
            : `${what}, inside workload ${source.workload}: ${verdict.because}`,
          key: `rejected-inside ${opening.from} ${opening.to} ${trafficName(opening)}`,
        },
        record,
      );
    }
  }
  return findings.list();
}
