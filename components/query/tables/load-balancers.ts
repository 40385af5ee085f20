import { endpoint, lineFormat, type LogTable, quoted, requestLine, word } from "./table";

const place = {
  service: "loadBalancers",
  // Both kinds of logs lie here. Neither's lines match the other's expression, so they show as empty rows.
  path: "AWSLogs/${account}/elasticloadbalancing/${aws_region}/${days}",
  partitions: [
    { name: "account", of: "accounts" },
    { name: "aws_region", of: "regions" },
    { name: "days", of: "days" },
  ],
} as const satisfies Partial<LogTable>;

const access = lineFormat(
  [
    { pattern: "(https?|h2|grpcs?|wss?)", columns: [{ name: "type", type: "string" }] },
    word("time"),
    word("elb"),
    endpoint("client"),
    endpoint("target"),
    word("request_processing_time", "double"),
    word("target_processing_time", "double"),
    word("response_processing_time", "double"),
    word("elb_status_code", "int"),
    word("target_status_code"),
    word("received_bytes", "bigint"),
    word("sent_bytes", "bigint"),
    requestLine,
    quoted("user_agent"),
    word("ssl_cipher"),
    word("ssl_protocol"),
    word("target_group_arn"),
    quoted("trace_id"),
    quoted("domain_name"),
    quoted("chosen_cert_arn"),
    word("matched_rule_priority"),
    word("request_creation_time"),
    quoted("actions_executed"),
    quoted("redirect_url"),
    quoted("error_reason"),
    quoted("target_port_list"),
    quoted("target_status_code_list"),
    quoted("classification"),
    quoted("classification_reason"),
  ],
  [
    word("conn_trace_id"),
    quoted("transformed_host"),
    quoted("transformed_uri"),
    quoted("request_transform_status"),
  ],
);

export const loadBalancerRequests: LogTable = {
  ...place,
  name: "load_balancer_requests",
  holds: "Requests to application load balancers.",
  columns: access.columns,
  format: { kind: "regex", regex: access.regex },
  source: "User guide for Application Load Balancers, Access log entries",
};

const connection = lineFormat(
  [
    word("time"),
    word("client_ip"),
    { pattern: "([0-9]+)", columns: [{ name: "client_port", type: "int" }] },
    { pattern: "([0-9]+)", columns: [{ name: "listener_port", type: "int" }] },
    word("tls_protocol"),
    word("tls_cipher"),
    word("tls_handshake_latency", "double"),
    quoted("leaf_client_cert_subject"),
    word("leaf_client_cert_validity"),
    word("leaf_client_cert_serial_number"),
    word("tls_verify_status"),
  ],
  [word("conn_trace_id")],
);

export const loadBalancerConnections: LogTable = {
  ...place,
  name: "load_balancer_connections",
  holds: "TLS connections to application load balancers, the failed ones too.",
  columns: connection.columns,
  format: { kind: "regex", regex: connection.regex },
  source: "User guide for Application Load Balancers, Connection log entries",
};
