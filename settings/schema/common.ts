import { z } from "zod";
import { logRetentionDays } from "../facts/log-retention";
import { regions } from "../facts/regions";
import { readCidr } from "../addresses/cidr";

/**
 * Building blocks of the schema. A message is what is *allowed*: what was found and where is added by the loader.
 */

/** Twelve digits, as a string: YAML would read an unquoted id as a number and lose its leading zeros. */
export const accountId = z
  .string({ error: 'an account id: 12 digits in quotes, such as "123456789012"' })
  .regex(/^\d{12}$/, 'an account id: 12 digits in quotes, such as "123456789012"');

export const organizationId = z
  .string({ error: "the organisation's id, o-…" })
  .regex(/^o-[a-z0-9]{10,32}$/, "the organisation's id: o- and 10 to 32 lower-case letters or digits");

/** Name of a stack of this project. */
export const stackName = z
  .string({ error: "the name of a stack" })
  .regex(/^[\w.-]{1,100}$/, "the name of a stack: 1 to 100 letters, digits and ._-");

/** A name that becomes part of resource names and tags. */
export const shortName = z
  .string({ error: "a name: lower-case letters, digits and single hyphens, 2 to 24 characters" })
  .regex(
    /^(?=.{2,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "a name: lower-case letters, digits and single hyphens, 2 to 24 characters, first a letter",
  );

export const email = z
  .string({ error: "an e-mail address" })
  .regex(/^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/, "an e-mail address");

/** Who answers for something: repairs and findings are sent there. */
export const owner = z
  .strictObject(
    { name: z.string({ error: "the owner's name" }).min(1, "the owner's name"), email },
    { error: "an owner: {name, email}" },
  )
  .readonly();

export const region = z.string({ error: "a Region" }).refine((name) => regions.has(name), {
  error: `an AWS Region: ${[...regions.keys()].join(", ")}`,
});

export const cidr = z.string({ error: "an IPv4 block such as 10.0.0.0/16" }).superRefine((text, context) => {
  const result = readCidr(text);
  if (!result.ok) context.addIssue({ code: "custom", message: result.allowed });
});

export const availabilityZones = z
  .array(z.string({ error: "an Availability Zone" }), { error: "a list of Availability Zones" })
  .min(2, "at least 2 Availability Zones: one alone is no high availability")
  .max(4, "at most 4 Availability Zones: a tier is divided into four slots")
  .readonly();

export const retentionDays = z.literal(logRetentionDays, {
  error: `a period CloudWatch Logs takes, in days: ${logRetentionDays.join(", ")}`,
});

export const port = z
  .number({ error: "a TCP port, 1 to 65535" })
  .int("a TCP port, 1 to 65535")
  .min(1, "a TCP port, 1 to 65535")
  .max(65535, "a TCP port, 1 to 65535");

/** Name of an IAM role, without its path. */
export const roleName = z
  .string({ error: "the name of an IAM role" })
  .regex(/^[\w+=,.@-]{1,64}$/, "the name of an IAM role: 1 to 64 letters, digits and +=,.@_-");

/** Name of a bucket, or a pattern of names with `*`. */
export const bucketName = z
  .string({ error: "the name of an S3 bucket" })
  .regex(
    /^[a-z0-9*][a-z0-9.*-]{1,61}[a-z0-9*]$/,
    "the name of an S3 bucket, 3 to 63 characters; * stands for any",
  );

export const dataClassification = z.enum(["public", "internal", "confidential", "restricted"], {
  error: "one of public, internal, confidential, restricted",
});

export const flag = z.boolean({ error: "true or false" });
