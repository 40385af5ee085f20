import { z } from "zod";
import { roleName } from "./common";

/** The role that deploys, the same name in every account, and how it is entered. */
export const deployment = z
  .strictObject(
    {
      roleName,
      externalId: z
        .string({ error: "the external id, 2 to 1224 characters" })
        .regex(/^[\w+=,.@:/-]{2,1224}$/, "the external id: 2 to 1224 letters, digits and +=,.@:/_-")
        .optional(),
      sessionName: z
        .string({ error: "the session name" })
        .regex(/^[\w+=,.@-]{2,64}$/, "the session name: 2 to 64 letters, digits and +=,.@_-")
        .default("landing-zone"),
    },
    { error: "the role that deploys: {roleName, externalId, sessionName}" },
  )
  .readonly();
