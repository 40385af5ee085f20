import { z } from "zod";
import { configRetentionDays } from "../facts/config-recording";
import { region, shortName } from "./common";

const { min, max } = configRetentionDays;
const days = `days, ${min} to ${max}: AWS Config keeps configuration items no shorter and no longer`;

/** How AWS Config records the accounts of a stack. */
const recording = {
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

/** AWS Config in the accounts of an environment. */
export const awsConfig = z
  .strictObject({
    ...recording,
    /** Regions in use beside the stack's own: a recorder in each. */
    regions: z.array(region, { error: "a list of Regions" }).readonly().default([]),
  })
  .readonly()
  .prefault({});

const ruleName = z
  .string({ error: "the name of a rule" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, "the name of a rule, such as restricted-ssh");

/** AWS Config in the accounts of the platform, and its rules for the whole organisation. */
export const organizationConfig = z
  .strictObject({
    ...recording,
    /**
     * Environments whose accounts have recorders. AWS makes no rule while an account that it is for has no recorder, so the
     * accounts of all other environments are left out.
     */
    recordedEnvironments: z.array(shortName, { error: "a list of environments" }).readonly().default([]),
    /** Rules that are not made. */
    withoutRules: z.array(ruleName, { error: "a list of rules' names" }).readonly().default([]),
    /** Rules that are off by themselves, and wanted. */
    withRules: z.array(ruleName, { error: "a list of rules' names" }).readonly().default([]),
  })
  .readonly()
  .prefault({});

export type AwsConfigSettings = z.infer<typeof awsConfig>;
export type OrganizationConfigSettings = z.infer<typeof organizationConfig>;
