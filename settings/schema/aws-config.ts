import { z } from "zod";
import { configRetentionDays } from "../facts/config-recording";
import { region } from "./common";

const { min, max } = configRetentionDays;
const days = `days, ${min} to ${max}: AWS Config keeps configuration items no shorter and no longer`;

/** How AWS Config records the accounts of a stack. */
const fields = {
  /** Regions in use beside the stack's own: a recorder in each. */
  regions: z.array(region, { error: "a list of Regions" }).readonly().default([]),
  /**
   * Role of the recorders: `serviceLinked` makes AWS Config's service-linked role, `existing` takes the one that is there,
   * `custom` makes a role of the landing zone's own.
   */
  role: z
    .enum(["serviceLinked", "existing", "custom"], { error: "serviceLinked, existing or custom" })
    .default("serviceLinked"),
  /** How long AWS Config keeps configuration items; the archive keeps what was delivered by its own lifetime. */
  retentionDays: z.number({ error: days }).int(days).min(min, days).max(max, days).default(max),
} as const;

export const awsConfig = z
  .strictObject(fields)
  .readonly()
  .default({ regions: [], role: "serviceLinked", retentionDays: max });

export type AwsConfigSettings = z.infer<typeof awsConfig>;
export { fields as awsConfigFields };
