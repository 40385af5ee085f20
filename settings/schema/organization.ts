import { z } from "zod";
import { guardDutyFeatures } from "../facts/guardduty";
import { policyTypes } from "../facts/policy-types";
import { securityHubStandards } from "../facts/security-hub";
import {
  accountId,
  dataClassification,
  email,
  flag,
  organizationId,
  owner,
  region,
  shortName,
} from "./common";
import { deployment } from "./deployment";
import { organizationConfig } from "./aws-config";
import { organizationDetection } from "./detection";
import { guardrails } from "./guardrails";
import { logs } from "./logs";
import { query } from "./query";
import { trail } from "./trail";

const unitName = z
  .string({ error: "the name of an organisational unit" })
  .regex(
    /^(?=.{1,128}$)[^/\s]([^/]*[^/\s])?$/,
    "the name of an organisational unit: 1 to 128 characters, no slash, no blank at its ends",
  );

const unit = z
  .strictObject(
    {
      name: unitName,
      /** Name of the unit above; the root when left out. */
      parent: unitName.optional(),
      /** Id of a unit that exists already and is to be taken over. */
      id: z
        .string({ error: "the unit's id, ou-…" })
        .regex(
          /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/,
          "the unit's id: ou-, the root's 4 to 32 letters or digits, -, 8 to 32 more",
        )
        .optional(),
    },
    { error: "an organisational unit: {name, parent, id}" },
  )
  .readonly();

const account = z
  .strictObject(
    {
      /** AWS takes 50 characters. */
      name: z
        .string({ error: "an account's name" })
        .regex(
          /^(?=.{2,50}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
          "an account's name: lower-case letters, digits and single hyphens, 2 to 50 characters, first a letter",
        ),
      /** The root user's address: no other AWS account in the world may have it. */
      email: email.refine((address) => address.length >= 6 && address.length <= 64, {
        error: "an e-mail address of 6 to 64 characters, which is what AWS takes for an account",
      }),
      /** Path of the organisational unit: `Workloads/Production`. */
      unit: z.string({ error: "the path of an organisational unit, such as Workloads/Production" }),
      owner,
      /** Environment whose account it is; the account belongs to the whole organisation when left out. */
      environment: shortName.optional(),
      production: flag.default(true),
      dataClassification: dataClassification.default("internal"),
      /** Id of an account that exists already and is to be taken over. */
      id: accountId.optional(),
    },
    { error: "an account: {name, email, unit, owner}" },
  )
  .readonly();

const principal = z
  .string({ error: "the ARN of an IAM user or role" })
  .regex(
    /^arn:aws(-us-gov|-cn)?:iam::\d{12}:(user|role)\/[\w+=,.@/-]{1,512}$/,
    "the ARN of one IAM user or role: arn:aws:iam::123456789012:user/NAME",
  );

const services = z
  .strictObject({
    /** Protection plans of GuardDuty that every account gets. */
    guardDutyFeatures: z
      .array(
        z.enum(guardDutyFeatures, { error: `a feature of GuardDuty: ${guardDutyFeatures.join(", ")}` }),
        { error: "a list of features of GuardDuty" },
      )
      .readonly()
      .default([...guardDutyFeatures]),
    /** Standards that Security Hub judges every account by. */
    securityHubStandards: z
      .array(
        z.enum(Object.keys(securityHubStandards) as [keyof typeof securityHubStandards], {
          error: `a standard: ${Object.keys(securityHubStandards).join(", ")}`,
        }),
        { error: "a list of standards" },
      )
      .min(1, "at least one standard")
      .readonly()
      .default(["aws-foundational-security-best-practices", "cis-aws-foundations-benchmark"]),
    /** After how many days without use access counts as unused. AWS charges for each role and user; off when left out. */
    unusedAccessDays: z
      .number({ error: "days, 1 to 365" })
      .int("days, 1 to 365")
      .min(1, "days, 1 to 365")
      .max(365, "days, 1 to 365")
      .optional(),
  })
  .readonly();

/** Everything an organisation stack is told. */
export const organization = z
  .strictObject({
    stack: z.literal("organization"),
    /** Home Region: archive, trail, aggregators. */
    region,
    /** Every Region in use, the home Region and us-east-1 (where global services report) among them. */
    regions: z.array(region, { error: "a list of Regions" }).min(1, "at least the home Region").readonly(),
    owner,
    /** Mailbox of the security team. */
    securityEmail: email,
    deployment,
    organization: z
      .strictObject(
        {
          /** The account that owns the organisation and pays. */
          managementAccountId: accountId,
          /** Id of an organisation that exists already and is to be taken over. */
          id: organizationId.optional(),
          /** Service principals that are trusted beside those the landing zone needs: those in use already. */
          trustedServices: z
            .array(
              z
                .string({ error: "a service principal, such as backup.amazonaws.com" })
                .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, "a service principal, such as backup.amazonaws.com"),
              { error: "a list of service principals" },
            )
            .readonly()
            .default([]),
          /** Policy types that are enabled beside those of the guardrails. */
          policyTypes: z
            .array(z.enum(policyTypes, { error: `a policy type: ${policyTypes.join(", ")}` }), {
              error: "a list of policy types",
            })
            .readonly()
            .default([]),
          /** Policy types that the security account may administer, with a policy of the organisation. */
          delegatedPolicyTypes: z
            .array(z.enum(policyTypes, { error: `a policy type: ${policyTypes.join(", ")}` }), {
              error: "a list of policy types",
            })
            .readonly()
            .default([]),
        },
        {
          error:
            "the organisation: {managementAccountId, id, trustedServices, policyTypes, delegatedPolicyTypes}",
        },
      )
      .readonly(),
    units: z
      .array(unit, { error: "a list of organisational units" })
      .readonly()
      .default([
        { name: "Security" },
        { name: "Infrastructure" },
        { name: "Workloads" },
        { name: "Production", parent: "Workloads" },
        { name: "Development", parent: "Workloads" },
        { name: "Suspended" },
      ]),
    accounts: z.array(account, { error: "a list of accounts" }).readonly(),
    breakGlass: z
      .strictObject(
        {
          /** Who may take the break-glass role, with MFA. */
          principals: z
            .array(principal, { error: "a list of ARNs of IAM users or roles" })
            .min(1, "at least one IAM user or role: nobody could change the archive's policy otherwise")
            .readonly(),
        },
        { error: "who may take the break-glass role: {principals}" },
      )
      .readonly(),
    logs,
    guardrails,
    detection: organizationDetection,
    awsConfig: organizationConfig,
    query,
    trail,
    services: services.prefault({}),
  })
  .readonly();

export type OrganizationSettings = z.infer<typeof organization>;
export type UnitSettings = OrganizationSettings["units"][number];
export type AccountSettings = OrganizationSettings["accounts"][number];
