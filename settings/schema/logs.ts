import { z } from "zod";
import { retentionDays, roleName } from "./common";

const days = z
  .number({ error: "days, 1 to 36500" })
  .int("days, 1 to 36500")
  .min(1, "days, 1 to 36500")
  .max(36500, "days, 1 to 36500");

/** How long logs are kept: in log groups, and in the archive. */
export const logs = z
  .strictObject(
    {
      retentionDays,
      /** What the law, or the organisation's own rules, ask for at least; nothing in `logs` may be kept shorter. */
      legalMinimumDays: days.optional(),
      archive: z
        .strictObject({
          /** Object lock: nothing is deleted or shortened before. */
          lockDays: days,
          /** COMPLIANCE cannot be lifted by anyone, root included; GOVERNANCE by the break-glass role. */
          lockMode: z.enum(["COMPLIANCE", "GOVERNANCE"], { error: "COMPLIANCE or GOVERNANCE" }),
          expireDays: days,
          /** The one role that may change the archive's policy and lifecycle. */
          breakGlassRole: roleName,
        })
        .readonly(),
    },
    { error: "how long logs are kept: {retentionDays, legalMinimumDays, archive}" },
  )
  .readonly();

export type LogsSettings = z.infer<typeof logs>;
