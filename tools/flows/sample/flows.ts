import { type Host } from "./hosts";

/** One conversation in one minute, as both interfaces would log it. */
export interface Conversation {
  /** Seconds since 1970. */
  readonly start: number;
  readonly from: Host | string;
  readonly to: Host | string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly protocol: number;
  /** Bytes asked with, and bytes answered. */
  readonly asked: number;
  readonly answered: number;
  /** Which side's rules refuse it, if one does. */
  readonly refusedBy?: "from" | "to";
  /** The AWS service at the far end. */
  readonly service?: string;
}

/** A record in the landing zone's format, with the interface that logs it. */
export interface SampleLine {
  readonly host: Host;
  /** Seconds since 1970. */
  readonly start: number;
  readonly line: string;
}

function addressOf(side: Host | string): string {
  return typeof side === "string" ? side : side.address;
}

/** The records of a conversation: request and answer, at each interface that is ours. */
export function linesOf(talk: Conversation): SampleLine[] {
  const lines: SampleLine[] = [];
  const log = (host: Host, answer: boolean, ingress: boolean, accepted: boolean): void => {
    const [src, dst] = answer ? [talk.to, talk.from] : [talk.from, talk.to];
    const [srcport, dstport] = answer ? [talk.toPort, talk.fromPort] : [talk.fromPort, talk.toPort];
    const bytes = accepted ? (answer ? talk.answered : talk.asked) : 40;
    const flags = talk.protocol === 6 ? (answer ? 18 : accepted ? 3 : 2) : 0;
    const service = talk.service ?? "-";
    const path = ingress
      ? "-"
      : typeof dst === "string" && talk.service
        ? "7"
        : typeof dst === "string"
          ? "8"
          : "5";
    const words = [
      5,
      host.account,
      host.interfaceId,
      addressOf(src),
      addressOf(dst),
      srcport,
      dstport,
      talk.protocol,
      Math.max(1, Math.ceil(bytes / 1200)),
      bytes,
      talk.start,
      talk.start + 55,
      accepted ? "ACCEPT" : "REJECT",
      "OK",
      host.vpcId,
      host.subnetId,
      host.instanceId,
      flags,
      "IPv4",
      addressOf(src),
      addressOf(dst),
      "eu-west-2",
      host.zone,
      "-",
      "-",
      answer ? service : "-",
      answer ? "-" : service,
      ingress ? "ingress" : "egress",
      path,
    ];
    lines.push({ host, start: talk.start, line: words.join(" ") });
  };
  const { from, to, refusedBy } = talk;
  if (typeof from !== "string") {
    log(from, false, false, refusedBy !== "from");
  }
  if (typeof to !== "string" && refusedBy !== "from") {
    log(to, false, true, refusedBy !== "to");
  }
  if (refusedBy === undefined && talk.answered > 0) {
    if (typeof to !== "string") {
      log(to, true, false, true);
    }
    if (typeof from !== "string") {
      log(from, true, true, true);
    }
  }
  return lines;
}

/** A record of an interval without traffic, or of one that AWS could not log whole. */
export function emptyLine(host: Host, start: number, status: "NODATA" | "SKIPDATA"): SampleLine {
  const own = [
    "5",
    host.account,
    host.interfaceId,
    ...Array<string>(7).fill("-"),
    start,
    start + 55,
    "-",
    status,
  ];
  const place = [
    host.vpcId,
    host.subnetId,
    host.instanceId,
    ...Array<string>(4).fill("-"),
    "eu-west-2",
    host.zone,
  ];
  return { host, start, line: [...own, ...place, ...Array<string>(6).fill("-")].join(" ") };
}
