import { z } from "zod";
import { accountId, email, port, shortName } from "./common";

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
      /** The management account, whose log group of the organisation's trail may be subscribed to the search domain. */
      managementAccountId: accountId.optional(),
    },
    { error: "what the organisation stack gives: {eventBusArn, managementAccountId}" },
  )
  .readonly()
  .prefault({});

const domain = "a mail domain such as example.org";

/** How the organisation tells and answers events of concern. */
export const organizationDetection = z
  .strictObject(
    {
      /** Days for which the events of concern can be replayed. */
      archiveDays: z
        .number({ error: "days, 1 to 3653" })
        .int("days, 1 to 3653")
        .min(1, "days, 1 to 3653")
        .max(3653, "days, 1 to 3653")
        .default(365),
      /** Mildest severity that is mailed to the security team. */
      mildestMail: z
        .enum(["low", "medium", "high", "critical"], { error: "low, medium, high or critical" })
        .default("medium"),
      /** Environments whose accounts nobody looks into: those whose stacks are not deployed, or say `detection: false`. */
      withoutEnvironments: z.array(shortName, { error: "a list of environments" }).readonly().default([]),
      mail: z
        .strictObject(
          {
            /** Verified in SES: mail to owners comes from it. The security team's mailbox when left out. */
            from: email.optional(),
            /** Domains that a mailbox in a resource's tag may have. */
            domains: z
              .array(z.string({ error: domain }).regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, domain), {
                error: "a list of mail domains",
              })
              .readonly()
              .default([]),
          },
          { error: "how owners are written to: {from, domains}" },
        )
        .readonly()
        .prefault({}),
      securityGroups: z
        .strictObject(
          {
            /** TCP ports that production never opens to the world. */
            ports: z
              .array(port, { error: "a list of TCP ports" })
              .min(1, "at least one TCP port")
              .readonly()
              .default([22, 3389]),
            /** Tell and record what would be revoked, and revoke nothing. */
            dryRun: z.boolean({ error: "true or false" }).default(false),
          },
          { error: "the repair of security groups: {ports, dryRun}" },
        )
        .readonly()
        .prefault({}),
    },
    { error: "how events of concern are told and answered: {archiveDays, mildestMail, …}" },
  )
  .readonly()
  .prefault({});

export type OrganizationDetectionSettings = z.infer<typeof organizationDetection>;
