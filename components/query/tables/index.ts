import { trailEvents } from "./cloudtrail";
import { distributionRequests } from "./cloudfront";
import { dnsQueries } from "./dns";
import { flowLogs } from "./flow-logs";
import { loadBalancerConnections, loadBalancerRequests } from "./load-balancers";
import { bucketRequests } from "./s3";
import { type LogTable } from "./table";
import { webAclRequests } from "./web-acl";

export type { Column, FileFormat, Known, LogTable, Partition } from "./table";

/** Tables over an environment's archive. */
export const environmentTables = [
  flowLogs,
  loadBalancerRequests,
  loadBalancerConnections,
  distributionRequests,
  webAclRequests,
  bucketRequests,
  dnsQueries,
] as const satisfies readonly LogTable[];

/** Tables over the organisation's archive. */
export const organizationTables = [trailEvents, bucketRequests] as const satisfies readonly LogTable[];
