import { type LogTable } from "./table";

export const dnsQueries: LogTable = {
  name: "dns_queries",
  holds: "Names that the VPCs asked Route 53 Resolver for.",
  service: "resolverQueryLogs",
  path: "AWSLogs/${account}/vpcdnsquerylogs/${vpc}/${days}",
  columns: [
    { name: "version", type: "string" },
    { name: "account_id", type: "string" },
    { name: "region", type: "string" },
    { name: "vpc_id", type: "string" },
    { name: "query_timestamp", type: "string" },
    { name: "query_name", type: "string" },
    { name: "query_type", type: "string" },
    { name: "query_class", type: "string" },
    { name: "rcode", type: "string" },
    { name: "answers", type: "array<struct<rdata:string,type:string,class:string>>" },
    { name: "srcaddr", type: "string" },
    { name: "srcport", type: "int" },
    { name: "transport", type: "string" },
    { name: "srcids", type: "struct<instance:string,resolver_endpoint:string>" },
    { name: "firewall_rule_action", type: "string" },
    { name: "firewall_rule_group_id", type: "string" },
    { name: "firewall_domain_list_id", type: "string" },
  ],
  partitions: [
    { name: "account", of: "accounts" },
    { name: "vpc", of: "vpcs" },
    { name: "days", of: "days" },
  ],
  format: { kind: "json" },
  source: "Athena user guide, Query Amazon Route 53 resolver query logs",
};
