import { documentName } from "../flow-logs/fields";
import { fieldNamesOf } from "../flow-logs/format";
import { ADMIN_PORTS } from "./flow-panels";

/** A query of Logs Insights (`aws.cloudwatch.QueryDefinition`). */
export interface SavedQuery {
  /** With a folder, as the console shows it. */
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** How a dashboard shows it. */
  readonly view: "table" | "timeSeries" | "bar";
}

/** Addresses that are nobody's on the internet, for `isIpv4InSubnet`. */
const INTERNAL = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

function isPublic(field: string): string {
  return INTERNAL.map((block) => `not isIpv4InSubnet(${field}, "${block}")`).join(" and ");
}

/**
 * The first line of each query: Logs Insights finds the fields of the default format by itself, but not those of a custom one,
 * so they are cut out by the declared format.
 */
export function parseCommand(format: string): string {
  const names = fieldNamesOf(format).map(documentName);
  return `parse @message "${names.map(() => "*").join(" ")}" as ${names.join(", ")}`;
}

interface QueryFact {
  readonly name: string;
  readonly title: string;
  readonly view: SavedQuery["view"];
  readonly commands: readonly string[];
}

const FACTS: readonly QueryFact[] = [
  {
    name: "refused-over-time",
    title: "Refused traffic over time",
    view: "timeSeries",
    commands: ['filter action = "REJECT"', "stats count(*) as records by bin(1h)"],
  },
  {
    name: "public-to-admin-ports",
    title: "Public addresses to admin ports",
    view: "table",
    commands: [
      `filter dstport in [${ADMIN_PORTS.map((port) => `"${port}"`).join(", ")}] and flow_direction = "ingress"`,
      `filter isValidIpv4(srcaddr) and ${isPublic("srcaddr")}`,
      "stats count(*) as records, count_distinct(dstaddr) as targets by action, dstport, srcaddr",
      "sort action asc, records desc",
      "limit 50",
    ],
  },
  {
    name: "port-scans",
    title: "Port scans: most ports tried and refused",
    view: "table",
    commands: [
      'filter action = "REJECT"',
      "stats count_distinct(dstport) as ports, count_distinct(dstaddr) as targets, count(*) as records by srcaddr",
      "sort ports desc",
      "limit 20",
    ],
  },
  {
    name: "top-talkers",
    title: "Top talkers, by bytes sent",
    view: "bar",
    commands: [
      'filter action = "ACCEPT" and flow_direction = "egress"',
      "stats sum(bytes) as sent by srcaddr",
      "sort sent desc",
      "limit 10",
    ],
  },
  {
    name: "bytes-to-internet",
    title: "Bytes sent to the internet, by destination",
    view: "table",
    commands: [
      'filter action = "ACCEPT" and flow_direction = "egress"',
      `filter isValidIpv4(dstaddr) and ${isPublic("dstaddr")}`,
      "stats sum(bytes) as sent by srcaddr, dstaddr, pkt_dst_aws_service",
      "sort sent desc",
      "limit 20",
    ],
  },
  {
    name: "refused-ports",
    title: "Ports refused",
    view: "bar",
    commands: [
      'filter action = "REJECT"',
      "stats count(*) as records by dstport",
      "sort records desc",
      "limit 10",
    ],
  },
  {
    name: "between-vpcs",
    title: "Refused between private addresses: who tries whom",
    view: "table",
    commands: [
      'filter action = "REJECT" and isValidIpv4(srcaddr)',
      `filter not (${isPublic("srcaddr")})`,
      "stats count(*) as records by vpc_id, srcaddr, dstaddr, dstport",
      "sort records desc",
      "limit 50",
    ],
  },
  {
    name: "bytes-per-interface",
    title: "Bytes per interface (capacity)",
    view: "table",
    commands: [
      'filter action = "ACCEPT"',
      "stats sum(bytes) as total, sum(packets) as packets by interface_id, instance_id",
      "sort total desc",
      "limit 20",
    ],
  },
  {
    name: "logging-health",
    title: "Logging health: status, records and last one by account",
    view: "table",
    commands: [
      "stats count(*) as records, max(@timestamp) as last, max((@ingestionTime - @timestamp) / 1000) as longest_delay_s by account_id, log_status",
      "sort account_id, log_status",
    ],
  },
];

/** The saved queries for flow logs of a declared format. */
export function savedQueries(folder: string, format: string): SavedQuery[] {
  return FACTS.map(({ name, title, view, commands }) => ({
    name: `${folder}/${name}`,
    title,
    view,
    query: [parseCommand(format), ...commands].join("\n| "),
  }));
}
