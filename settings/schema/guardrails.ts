import { z } from "zod";
import { region } from "./common";

/** What the organisation's guardrails admit. */
export const guardrails = z
  .strictObject({
    /** Regions that member accounts may use; the Regions in use when left out. */
    regions: z.array(region, { error: "a list of Regions" }).readonly().optional(),
  })
  .readonly()
  .prefault({});

export type GuardrailSettings = z.infer<typeof guardrails>;
