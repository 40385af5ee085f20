import { COUNT, type Condition, type Metric, type Panel } from "./panel";

const BYTES: Metric = { of: "sum", field: "bytes", label: "bytes", unit: "bytes" };
const REJECTED: Condition = { field: "action", values: ["REJECT"] };
const ACCEPTED: Condition = { field: "action", values: ["ACCEPT"] };
/** Each flow once, though two interfaces log it. */
const ONCE: Condition = { field: "counted", values: [1] };

/**
 * Ports through which a machine is run or its data read whole; none of them is for the internet. Source: the ports that AWS
 * Config's restricted-common-ports and Security Hub's EC2.19 name, and WinRM and VNC.
 */
export const ADMIN_PORTS = [
  20, 21, 22, 23, 135, 445, 1433, 1434, 3306, 3389, 4333, 5432, 5500, 5601, 5900, 5901, 5985, 5986, 9200,
  9300,
] as const;

const HALF = { w: 24, h: 13 };
const WHOLE = { w: 48, h: 13 };

/** The panels of the network dashboard, in reading order: what was refused, who talks, and is all of it logged. */
export const FLOW_PANELS: readonly Panel[] = [
  {
    id: "flow-rejects",
    kind: "flow",
    title: "Refused traffic over time, by network",
    question: "Is somebody knocking more than usual, and at whose door?",
    chart: "lines",
    where: [REJECTED],
    splits: [
      { by: "value", field: "dst_network", label: "to", size: 8 },
      { by: "time", interval: "3h" },
    ],
    metrics: [COUNT],
    size: WHOLE,
  },
  {
    id: "flow-admin-ports",
    kind: "flow",
    title: "Public addresses to admin ports",
    question:
      "Did anybody on the internet reach a port that runs or reads a machine? Rows with ACCEPT are the ones.",
    chart: "table",
    where: [
      { field: "src_public", values: [1] },
      { field: "dst_public", values: [0] },
      { field: "dstport", values: [...ADMIN_PORTS] },
      { field: "protocol", values: [6] },
      // The caller's own packets: a listener's SYN-ACK to a caller that came from such a port is no visit.
      { field: "tcp_flags", values: [18, 19, 22, 23], not: true },
    ],
    splits: [
      { by: "value", field: "action", label: "action", size: 2, order: "name" },
      { by: "value", field: "dstport", label: "port", size: 5 },
      { by: "value", field: "srcaddr", label: "from", size: 2 },
    ],
    metrics: [COUNT, { of: "distinct", field: "dstaddr", label: "targets" }],
    size: HALF,
  },
  {
    id: "flow-port-scans",
    kind: "flow",
    title: "Port scans: most ports tried and refused",
    question: "Who tries one port after the other?",
    chart: "table",
    where: [REJECTED],
    splits: [{ by: "value", field: "srcaddr", label: "from", size: 10 }],
    metrics: [
      { of: "distinct", field: "dstport", label: "ports" },
      { of: "distinct", field: "dstaddr", label: "targets" },
      COUNT,
    ],
    size: HALF,
  },
  {
    id: "flow-top-talkers",
    kind: "flow",
    title: "Top talkers, by bytes sent",
    question: "Who sends the most?",
    chart: "bars",
    where: [ACCEPTED, ONCE],
    splits: [{ by: "value", field: "srcaddr", label: "from", size: 10 }],
    metrics: [BYTES],
    size: HALF,
  },
  {
    id: "flow-to-internet",
    kind: "flow",
    title: "Bytes sent to the internet, by destination",
    question: "Where does what leaves us go?",
    chart: "bars",
    where: [
      ACCEPTED,
      ONCE,
      { field: "dst_network", values: ["internet"] },
      { field: "src_network", values: ["internet"], not: true },
    ],
    splits: [{ by: "value", field: "dstaddr", label: "to", size: 10 }],
    metrics: [BYTES],
    size: HALF,
  },
  {
    id: "flow-ports",
    kind: "flow",
    title: "Ports in use, by bytes",
    question: "Which services carry the traffic?",
    chart: "bars",
    where: [ACCEPTED, ONCE],
    splits: [{ by: "value", field: "service_port", label: "port", size: 10 }],
    metrics: [BYTES],
    size: HALF,
  },
  {
    id: "flow-ports-refused",
    kind: "flow",
    title: "Ports refused, by records",
    question: "What do they want from us?",
    chart: "bars",
    where: [REJECTED],
    splits: [{ by: "value", field: "dstport", label: "port", size: 10 }],
    metrics: [COUNT],
    size: HALF,
  },
  {
    id: "flow-matrix",
    kind: "flow",
    title: "Who talks to whom: accepted bytes between networks",
    question: "Does any spoke reach another? Only the hub's row and column should be filled.",
    chart: "matrix",
    where: [ACCEPTED, ONCE],
    splits: [
      { by: "value", field: "src_network", label: "from", size: 20, order: "name" },
      { by: "value", field: "dst_network", label: "to", size: 20, order: "name" },
    ],
    metrics: [BYTES],
    size: HALF,
  },
  {
    id: "flow-matrix-refused",
    kind: "flow",
    title: "Who tries whom: refused records between networks",
    question: "Which network asks for what it may not have?",
    chart: "matrix",
    where: [REJECTED],
    splits: [
      { by: "value", field: "src_network", label: "from", size: 20, order: "name" },
      { by: "value", field: "dst_network", label: "to", size: 20, order: "name" },
    ],
    metrics: [COUNT],
    size: HALF,
  },
  {
    id: "flow-interfaces",
    kind: "flow",
    title: "Bytes per interface over time (capacity)",
    question: "Which interface grows towards its limit?",
    chart: "lines",
    where: [ACCEPTED],
    splits: [
      { by: "value", field: "interface_id", label: "interface", size: 6 },
      { by: "time", interval: "3h" },
    ],
    metrics: [BYTES],
    size: WHOLE,
  },
  {
    id: "flow-health",
    kind: "flow",
    title: "Logging health: records per account over time",
    question: "Has an account gone silent? A line that falls to zero is a log that stopped.",
    chart: "lines",
    where: [],
    splits: [
      { by: "value", field: "account_id", label: "account", size: 10 },
      { by: "time", interval: "3h" },
    ],
    metrics: [COUNT],
    size: WHOLE,
  },
  {
    id: "flow-health-status",
    kind: "flow",
    title: "Logging health: status, last record and delay",
    question: "What did AWS itself fail to log (SKIPDATA), and how late do logs come?",
    chart: "table",
    where: [],
    splits: [
      { by: "value", field: "account_id", label: "account", size: 10, order: "name" },
      { by: "value", field: "log_status", label: "status", size: 3, order: "name" },
    ],
    metrics: [
      COUNT,
      { of: "max", field: "@timestamp", label: "last record", unit: "time" },
      { of: "max", field: "delivery_lag_s", label: "longest delay", unit: "seconds" },
    ],
    size: WHOLE,
  },
];
