import { dnsQueries } from "../tables/dns";
import { flowLogs } from "../tables/flow-logs";
import { isPublic, lastDays, type LogQuery, where } from "./query";

const flows = (name: string, question: string, sql: string): LogQuery => ({
  name,
  question,
  table: flowLogs,
  sql,
});

/** Questions to the flow logs and to what the VPCs asked DNS. */
export const trafficQueries: readonly LogQuery[] = [
  flows(
    "rejected-traffic",
    "Who was turned away, from which ports, how often?",
    `SELECT account, vpc_id, srcaddr, dstaddr, dstport, protocol, sum(packets) AS packets_sent, count(*) AS records
FROM vpc_flow_logs
${where(lastDays(flowLogs, 1), "action = 'REJECT'")}
GROUP BY account, vpc_id, srcaddr, dstaddr, dstport, protocol
ORDER BY records DESC
LIMIT 100`,
  ),
  flows(
    "top-talkers",
    "Who sends most?",
    `SELECT account, interface_id, srcaddr, dstaddr, sum(bytes) AS sent
FROM vpc_flow_logs
${where(lastDays(flowLogs, 1), "action = 'ACCEPT'", "flow_direction = 'egress'")}
GROUP BY account, interface_id, srcaddr, dstaddr
ORDER BY sent DESC
LIMIT 50`,
  ),
  flows(
    "bytes-to-internet",
    "What leaves for the internet, and to which service of AWS?",
    `SELECT account, srcaddr, dstaddr, pkt_dst_aws_service, sum(bytes) AS sent
FROM vpc_flow_logs
${where(lastDays(flowLogs, 7), "action = 'ACCEPT'", "flow_direction = 'egress'", isPublic("dstaddr"))}
GROUP BY account, srcaddr, dstaddr, pkt_dst_aws_service
ORDER BY sent DESC
LIMIT 100`,
  ),
  flows(
    "failed-ssh",
    "Who tries SSH or RDP from the internet and is turned away?",
    `SELECT srcaddr, dstport, count(DISTINCT dstaddr) AS targets, count(*) AS records
FROM vpc_flow_logs
${where(lastDays(flowLogs, 7), "action = 'REJECT'", "dstport IN (22, 3389)", isPublic("srcaddr"))}
GROUP BY srcaddr, dstport
ORDER BY records DESC
LIMIT 100`,
  ),
  flows(
    "accepted-ssh",
    "Does anything answer SSH or RDP from the internet? There should be no row.",
    `SELECT account, vpc_id, instance_id, srcaddr, dstaddr, dstport, min(start) AS first_seen, sum(bytes) AS received
FROM vpc_flow_logs
${where(
  lastDays(flowLogs, 28),
  "action = 'ACCEPT'",
  "flow_direction = 'ingress'",
  "dstport IN (22, 3389)",
  isPublic("srcaddr"),
)}
GROUP BY account, vpc_id, instance_id, srcaddr, dstaddr, dstport
ORDER BY first_seen`,
  ),
  flows(
    "unexpected-ports",
    "Which ports do hosts accept on, rarest first? What is rare was hardly meant.",
    `SELECT account, vpc_id, dstport, protocol, count(DISTINCT dstaddr) AS hosts, count(*) AS records
FROM vpc_flow_logs
${where(lastDays(flowLogs, 7), "action = 'ACCEPT'", "flow_direction = 'ingress'", "dstport < 32768")}
GROUP BY account, vpc_id, dstport, protocol
ORDER BY records
LIMIT 100`,
  ),
  flows(
    "port-scans",
    "Who tries many ports?",
    `SELECT srcaddr, count(DISTINCT dstport) AS ports, count(DISTINCT dstaddr) AS targets, count(*) AS records
FROM vpc_flow_logs
${where(lastDays(flowLogs, 1), "action = 'REJECT'")}
GROUP BY srcaddr
HAVING count(DISTINCT dstport) > 20
ORDER BY ports DESC
LIMIT 50`,
  ),
  flows(
    "flow-log-gaps",
    "Did flow logs skip records, or have nothing to say? By account and hour.",
    `SELECT account, log_status, date_trunc('hour', from_unixtime(start)) AS hour_of_start, count(*) AS records
FROM vpc_flow_logs
${where(lastDays(flowLogs, 2), "log_status <> 'OK'")}
GROUP BY account, log_status, date_trunc('hour', from_unixtime(start))
ORDER BY hour_of_start DESC`,
  ),
  {
    name: "names-asked-for",
    question:
      "Which names does hardly anybody ask for? What talks to a command server asks for its name first.",
    table: dnsQueries,
    sql: `SELECT query_name, count(DISTINCT srcaddr) AS hosts, count(*) AS records, min(query_timestamp) AS first_seen
FROM dns_queries
${where(lastDays(dnsQueries, 7), "rcode = 'NOERROR'")}
GROUP BY query_name
ORDER BY hosts, records
LIMIT 200`,
  },
  {
    name: "names-not-found",
    question: "Who asks for many names that do not exist? Made-up names are a sign of malware.",
    table: dnsQueries,
    sql: `SELECT account, srcaddr, count(DISTINCT query_name) AS names, count(*) AS records
FROM dns_queries
${where(lastDays(dnsQueries, 1), "rcode = 'NXDOMAIN'")}
GROUP BY account, srcaddr
ORDER BY names DESC
LIMIT 50`,
  },
];
