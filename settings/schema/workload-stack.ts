import { z } from "zod";
import { shortName, stackName } from "./common";
import { deployment } from "./deployment";
import { environment } from "./environment";
import { environmentParts } from "./environment-parts";

/** What a workload's own stack is told, and what it has read of its environment's. */
export const workloadStack = z
  .strictObject({
    stack: z.literal("workload"),
    /** The stack of its environment, which has all settings of the workload. */
    environmentStack: stackName,
    /** Its name there. */
    workload: shortName,
    deployment,
    /** Read, see `environment-reference.ts`. */
    environment: z
      .strictObject(
        { settings: environment, parts: environmentParts },
        { error: "nothing here: it is read of the stack that environmentStack names" },
      )
      .readonly(),
  })
  .readonly();

export type WorkloadStackSettings = z.infer<typeof workloadStack>;
