import { z } from "zod";
import { accountId, region } from "./common";

const target = z.string({
  error: "the path of an organisational unit, such as Workloads/Production, or an account's name",
});

/** Roles that a guardrail may leave out. */
const exempt = z.enum(["deployment", "breakGlass", "remediation"], {
  error: "one of deployment, breakGlass, remediation",
});

const sentence = (what: string) =>
  z.string({ error: what }).min(1, what).max(200, `${what}, up to 200 characters`);

const patterns = (what: string, pattern: RegExp) =>
  z
    .array(z.string({ error: what }).regex(pattern, what), { error: `a list: ${what}` })
    .min(1, `at least ${what}`)
    .readonly();

const actions = patterns(
  "an action or a pattern of actions, such as s3:Put*, or *",
  /^(\*|[a-z0-9-]+:[\w*?]+)$/,
);

const values = z.union([z.string(), z.array(z.string()).readonly()], { error: "a text or a list of texts" });

/** A guardrail of the organisation's own: it denies. */
const additional = z
  .strictObject(
    {
      sid: z
        .string({ error: "a name of letters and digits" })
        .regex(/^[A-Z][A-Za-z0-9]{1,63}$/, "a name of 2 to 64 letters and digits, first a capital letter"),
      why: sentence("why it is there"),
      denies: sentence("what it denies, in words"),
      /** Paths of the units that it is for. */
      units: z
        .array(z.string({ error: "the path of an organisational unit" }), { error: "a list of units" })
        .min(1, "at least one unit")
        .readonly(),
      actions: actions.optional(),
      notActions: actions.optional(),
      resources: patterns("an ARN or a pattern of ARNs", /^(\*|arn:.+)$/).optional(),
      conditions: z
        .record(z.string(), z.record(z.string(), values), {
          error: "conditions: {OPERATOR: {KEY: VALUE or a list of values}}",
        })
        .readonly()
        .optional(),
      /** Whom it leaves out. */
      exempt: z.array(exempt, { error: "a list of roles" }).readonly().default(["deployment", "breakGlass"]),
    },
    { error: "a guardrail: {sid, why, denies, units, actions, …}" },
  )
  .readonly();

/** What the organisation's guardrails admit. */
export const guardrails = z
  .strictObject({
    /** Regions that member accounts may use; the Regions in use when left out. */
    regions: z.array(region, { error: "a list of Regions" }).readonly().optional(),
    /** Accounts of others (a supplier's) that may reach buckets, keys, queues and roles which admit them. */
    trustedAccounts: z.array(accountId, { error: "a list of account ids" }).readonly().default([]),
    /** What has no edge. The others may have internet gateways, made by the deployment. */
    internet: z
      .strictObject({
        /** No internet gateway carries anything, either way. The units Security and Suspended when left out. */
        closed: z.array(target, { error: "a list of units and accounts" }).readonly().optional(),
        /** Nobody outside can start a connection; NAT and egress-only gateways call out. */
        outboundOnly: z.array(target, { error: "a list of units and accounts" }).readonly().default([]),
      })
      .readonly()
      .prefault({}),
    additional: z.array(additional, { error: "a list of guardrails" }).readonly().default([]),
  })
  .readonly()
  .prefault({});

export type GuardrailSettings = z.infer<typeof guardrails>;
