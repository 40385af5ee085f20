import { distributionRequests } from "../tables/cloudfront";
import { loadBalancerConnections, loadBalancerRequests } from "../tables/load-balancers";
import { bucketRequests } from "../tables/s3";
import { webAclRequests } from "../tables/web-acl";
import { lastDays, type LogQuery, where } from "./query";

/** Both kinds of a load balancer's logs lie in one place; the lines of the other kind are empty rows. */
const isRequest = "type IS NOT NULL";

/** Questions to access logs: load balancers, distributions, web ACLs, the archive's own buckets. */
export const requestQueries: readonly LogQuery[] = [
  {
    name: "load-balancer-errors",
    question: "Which requests does the load balancer answer with 4xx or 5xx, and was it the target?",
    table: loadBalancerRequests,
    sql: `SELECT elb, elb_status_code, target_status_code, domain_name, request_verb, request_url, count(*) AS requests
FROM load_balancer_requests
${where(lastDays(loadBalancerRequests, 1), isRequest, "elb_status_code >= 400")}
GROUP BY elb, elb_status_code, target_status_code, domain_name, request_verb, request_url
ORDER BY requests DESC
LIMIT 100`,
  },
  {
    name: "load-balancer-clients",
    question: "Which clients ask most, and how much of it fails?",
    table: loadBalancerRequests,
    sql: `SELECT client_ip, user_agent, count(*) AS requests, count_if(elb_status_code >= 400) AS failed, sum(sent_bytes) AS sent
FROM load_balancer_requests
${where(lastDays(loadBalancerRequests, 1), isRequest)}
GROUP BY client_ip, user_agent
ORDER BY requests DESC
LIMIT 50`,
  },
  {
    name: "load-balancer-slow",
    question: "Which targets are slow? Negative times are requests that no target answered.",
    table: loadBalancerRequests,
    sql: `SELECT elb, target_ip, approx_percentile(target_processing_time, 0.95) AS p95_seconds, count(*) AS requests
FROM load_balancer_requests
${where(lastDays(loadBalancerRequests, 1), isRequest, "target_processing_time >= 0")}
GROUP BY elb, target_ip
ORDER BY p95_seconds DESC
LIMIT 50`,
  },
  {
    name: "failed-tls",
    question: "Whose TLS handshakes fail, and why?",
    table: loadBalancerConnections,
    sql: `SELECT client_ip, tls_protocol, tls_cipher, tls_verify_status, count(*) AS connections
FROM load_balancer_connections
${where(
  lastDays(loadBalancerConnections, 1),
  "listener_port IS NOT NULL",
  "(tls_verify_status LIKE 'Failed%' OR tls_protocol = '-')",
)}
GROUP BY client_ip, tls_protocol, tls_cipher, tls_verify_status
ORDER BY connections DESC
LIMIT 100`,
  },
  {
    name: "cloudfront-errors",
    question: "Which requests does CloudFront answer with 4xx or 5xx?",
    table: distributionRequests,
    sql: `SELECT distribution, x_host_header, cs_method, cs_uri_stem, sc_status, x_edge_detailed_result_type, count(*) AS requests
FROM cloudfront_requests
${where(lastDays(distributionRequests, 1), "try_cast(sc_status AS integer) >= 400")}
GROUP BY distribution, x_host_header, cs_method, cs_uri_stem, sc_status, x_edge_detailed_result_type
ORDER BY requests DESC
LIMIT 100`,
  },
  {
    name: "web-acl-blocked",
    question: "What do the web ACLs block, by which rule, from where?",
    table: webAclRequests,
    sql: `SELECT web_acl, terminatingruleid, httprequest.clientip AS client, httprequest.country AS country, httprequest.uri AS uri, count(*) AS requests
FROM web_acl_requests
${where(lastDays(webAclRequests, 1), "action = 'BLOCK'")}
GROUP BY web_acl, terminatingruleid, httprequest.clientip, httprequest.country, httprequest.uri
ORDER BY requests DESC
LIMIT 100`,
  },
  {
    name: "who-read-the-logs",
    question: "Who read the log buckets?",
    table: bucketRequests,
    sql: `SELECT requester, remote_ip, operation, bucket, count(*) AS requests, sum(bytes_sent) AS sent, min(request_time) AS first_seen
FROM s3_requests
${where(lastDays(bucketRequests, 7), "operation LIKE 'REST.GET.%'", "http_status < 400")}
GROUP BY requester, remote_ip, operation, bucket
ORDER BY requests DESC
LIMIT 100`,
  },
  {
    name: "refused-at-the-logs",
    question: "Who was refused at the log buckets, trying what?",
    table: bucketRequests,
    sql: `SELECT requester, remote_ip, operation, bucket, key, http_status, error_code, request_time
FROM s3_requests
${where(lastDays(bucketRequests, 28), "http_status IN (403, 405)")}
ORDER BY days DESC, request_time DESC
LIMIT 200`,
  },
];
