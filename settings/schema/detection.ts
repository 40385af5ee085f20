import { z } from "zod";

const eventBusArn = "the ARN of an event bus: arn:aws:events:REGION:ACCOUNT:event-bus/NAME";

/** What an environment is told by the organisation stack, or by hand where there is none. */
export const organizationLink = z
  .strictObject(
    {
      /** Bus of the security account, to which every account's rules send events of concern. */
      eventBusArn: z
        .string({ error: eventBusArn })
        .regex(/^arn:aws(-us-gov|-cn)?:events:[a-z0-9-]+:\d{12}:event-bus\/[\w./-]{1,256}$/, eventBusArn)
        .optional(),
    },
    { error: "what the organisation stack gives: {eventBusArn}" },
  )
  .readonly()
  .prefault({});
