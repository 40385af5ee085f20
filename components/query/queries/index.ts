import { bucketRequests } from "../tables/s3";
import { type LogQuery } from "./query";
import { requestQueries } from "./requests";
import { trafficQueries } from "./traffic";
import { trailQueries } from "./trail";

export { lastDays, type LogQuery } from "./query";

/** Questions to an environment's archive. */
export const environmentQueries: readonly LogQuery[] = [...trafficQueries, ...requestQueries];

/** Questions to the organisation's archive. */
export const organizationQueries: readonly LogQuery[] = [
  ...trailQueries,
  ...requestQueries.filter(({ table }) => table === bucketRequests),
];
