/** Lines as AWS documents them, with what is in them. Sources stand in the tables; read 2026-11. */
interface Sample {
  readonly title: string;
  readonly table: string;
  readonly line: string;
  /** Some of the columns; undefined for one without a value. */
  readonly expect: Readonly<Record<string, string | undefined>>;
}

const target = "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067";
const connection = "TID_1234abcd5678ef90";

export const samples: readonly Sample[] = [
  {
    title: "an HTTP request",
    table: "load_balancer_requests",
    line: `http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - ${target} "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-" ${connection} "-" "-" "-"`,
    expect: {
      type: "http",
      elb: "app/my-loadbalancer/50dc6c495c0c9188",
      client_ip: "192.168.131.39",
      client_port: "2817",
      target_ip: "10.0.0.1",
      target_port: "80",
      elb_status_code: "200",
      target_status_code: "200",
      received_bytes: "34",
      sent_bytes: "366",
      request_verb: "GET",
      request_url: "http://www.example.com:80/",
      request_protocol: "HTTP/1.1",
      user_agent: "curl/7.46.0",
      target_group_arn: target,
      trace_id: "Root=1-58337262-36d228ad5d99923122bbe354",
      domain_name: "-",
      actions_executed: "forward",
      target_port_list: "10.0.0.1:80",
      classification: "-",
      conn_trace_id: connection,
      request_transform_status: "-",
    },
  },
  {
    title: "an HTTPS request, of before the connection's id was added",
    table: "load_balancer_requests",
    line: `https 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 ${target} "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" 1 2018-07-02T22:22:48.364000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
    expect: {
      ssl_cipher: "ECDHE-RSA-AES128-GCM-SHA256",
      ssl_protocol: "TLSv1.2",
      domain_name: "www.example.com",
      matched_rule_priority: "1",
      actions_executed: "authenticate,forward",
      conn_trace_id: undefined,
      transformed_host: undefined,
    },
  },
  {
    title: "a request that no target answered",
    table: "load_balancer_requests",
    line: `http 2018-11-30T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 - 0.000 0.001 0.000 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - ${target} "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 0 2018-11-30T22:22:48.364000Z "forward" "-" "LambdaInvalidResponse" "-" "-" "-" "-" ${connection}`,
    expect: {
      target_ip: "-",
      target_port: undefined,
      elb_status_code: "502",
      target_status_code: "-",
      error_reason: "LambdaInvalidResponse",
      conn_trace_id: connection,
    },
  },
  {
    title: "a request of an IPv6 client, with a field that AWS may add one day",
    table: "load_balancer_requests",
    line: `wss 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 2001:db8::1:40914 10.0.1.192:8010 0.001 0.003 0.000 101 101 218 777 "GET https://10.0.0.30:443/a b HTTP/1.1" "-" - - ${target} "Root=1" "-" "-" 1 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.1.192:8010" "101" "Acceptable" "NonCompliantHeader" ${connection} "-" "-" "-" "something new"`,
    expect: {
      type: "wss",
      client_ip: "2001:db8::1",
      client_port: "40914",
      request_url: "https://10.0.0.30:443/a b",
      request_protocol: "HTTP/1.1",
      classification: "Acceptable",
      classification_reason: "NonCompliantHeader",
    },
  },
  {
    title: "a connection",
    table: "load_balancer_connections",
    line: `2023-10-04T17:05:15.514108Z 203.0.113.1 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "CN=amazondomains.com,O=endEntity,L=Seattle,ST=Washington,C=US" NotBefore=2023-09-21T22:43:21Z;NotAfter=2026-06-17T22:43:21Z FEF257372D5C14D4 Success ${connection}`,
    expect: {
      client_ip: "203.0.113.1",
      client_port: "36280",
      listener_port: "443",
      tls_protocol: "TLSv1.2",
      tls_handshake_latency: "4.036",
      leaf_client_cert_subject: "CN=amazondomains.com,O=endEntity,L=Seattle,ST=Washington,C=US",
      leaf_client_cert_serial_number: "FEF257372D5C14D4",
      tls_verify_status: "Success",
      conn_trace_id: connection,
    },
  },
  {
    title: "a connection that failed",
    table: "load_balancer_connections",
    line: `2023-10-04T17:05:15.514108Z 203.0.113.1 36280 443 - - - - - - Failed:UnmappedConnectionError ${connection}`,
    expect: {
      tls_protocol: "-",
      leaf_client_cert_subject: undefined,
      tls_verify_status: "Failed:UnmappedConnectionError",
      conn_trace_id: connection,
    },
  },
  {
    title: "a request to a bucket",
    table: "s3_requests",
    line: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be DOC-EXAMPLE-BUCKET1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /DOC-EXAMPLE-BUCKET1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader DOC-EXAMPLE-BUCKET1.s3.us-west-1.amazonaws.com TLSV1.2 arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes',
    expect: {
      bucket: "DOC-EXAMPLE-BUCKET1",
      request_time: "06/Feb/2019:00:00:38 +0000",
      remote_ip: "192.0.2.3",
      operation: "REST.GET.VERSIONING",
      key: "-",
      request_uri: "GET /DOC-EXAMPLE-BUCKET1?versioning HTTP/1.1",
      http_status: "200",
      bytes_sent: "113",
      total_time: "7",
      referrer: "-",
      user_agent: "S3Console/0.4",
      signature_version: "SigV4",
      authentication_type: "AuthHeader",
      tls_version: "TLSV1.2",
      access_point_arn: "arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP",
      acl_required: "Yes",
    },
  },
  {
    title: "a request to a bucket that S3 made itself, on an old line",
    table: "s3_requests",
    line: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be DOC-EXAMPLE-BUCKET1 [06/Feb/2019:00:00:38 +0000] - AmazonS3 3E57427F3EXAMPLE S3.EXPIRE.OBJECT logs/a.gz - - - - 1024 - - - - 8mxyz",
    expect: {
      remote_ip: "-",
      operation: "S3.EXPIRE.OBJECT",
      key: "logs/a.gz",
      request_uri: undefined,
      object_size: "1024",
      version_id: "8mxyz",
      host_id: undefined,
    },
  },
];
