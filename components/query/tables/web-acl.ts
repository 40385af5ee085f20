import { type LogTable } from "./table";

const match =
  "array<struct<conditiontype:string,sensitivitylevel:string,location:string,matcheddata:array<string>>>";
const rule = `struct<ruleid:string,action:string,rulematchdetails:${match}>`;

export const webAclRequests: LogTable = {
  name: "web_acl_requests",
  holds: "Requests that the web ACLs inspected.",
  service: "webAcls",
  path: "AWSLogs/${account}/WAFLogs/${scope}/${web_acl}/${days}",
  columns: [
    { name: "timestamp", type: "bigint" },
    { name: "formatversion", type: "int" },
    { name: "webaclid", type: "string" },
    { name: "terminatingruleid", type: "string" },
    { name: "terminatingruletype", type: "string" },
    { name: "action", type: "string" },
    { name: "terminatingrulematchdetails", type: match },
    { name: "httpsourcename", type: "string" },
    { name: "httpsourceid", type: "string" },
    {
      name: "rulegrouplist",
      type: `array<struct<rulegroupid:string,terminatingrule:${rule},nonterminatingmatchingrules:array<${rule}>,excludedrules:string>>`,
    },
    {
      name: "ratebasedrulelist",
      type: "array<struct<ratebasedruleid:string,limitkey:string,maxrateallowed:int>>",
    },
    { name: "nonterminatingmatchingrules", type: `array<${rule}>` },
    { name: "requestheadersinserted", type: "array<struct<name:string,value:string>>" },
    { name: "responsecodesent", type: "string" },
    {
      name: "httprequest",
      type: "struct<clientip:string,country:string,headers:array<struct<name:string,value:string>>,uri:string,args:string,httpversion:string,httpmethod:string,requestid:string>",
    },
    { name: "labels", type: "array<struct<name:string>>" },
    { name: "ja3fingerprint", type: "string" },
  ],
  partitions: [
    { name: "account", of: "accounts" },
    // `cloudfront` for the web ACLs of distributions.
    { name: "scope", of: "scopes" },
    { name: "web_acl", of: "webAcls" },
    { name: "days", of: "days" },
  ],
  format: { kind: "json" },
  source: "Athena user guide, Query AWS WAF logs; WAF developer guide, Log fields",
};
