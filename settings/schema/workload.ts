import { z } from "zod";
import {
  accountId,
  availabilityZones,
  bucketName,
  cidr,
  dataClassification,
  flag,
  owner,
  port,
  shortName,
} from "./common";
import { service } from "./service";
import { workloadConnectivity } from "./hybrid";

/** One more rule for a tier's security group, beside those that the tiers themselves need. */
const ingressRule = z
  .strictObject({
    tier: z.enum(["web", "app", "data"], { error: "a tier: web, app or data" }),
    protocol: z.enum(["tcp", "udp"], { error: "tcp or udp" }).default("tcp"),
    fromPort: port,
    toPort: port,
    cidr,
    description: z
      .string({ error: "why the rule is there" })
      .regex(
        /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
        "why the rule is there: 1 to 255 of the characters EC2 takes in a description",
      ),
  })
  .readonly();

export const workload = z
  .strictObject({
    name: shortName,
    accountId,
    owner,
    dataClassification,
    /** The spoke VPC's block, /16 to /23. */
    cidr,
    /** Zones in use; the environment's when left out. */
    availabilityZones: availabilityZones.optional(),
    tiers: z
      .strictObject({
        web: z
          .strictObject({ port: port.default(443) })
          .readonly()
          .default({ port: 443 }),
        app: z.strictObject({ port }).readonly(),
        data: z.strictObject({ port }).readonly().optional(),
      })
      .readonly(),
    /** Buckets that the S3 gateway endpoint admits, beside those of the organisation that AWS services need. */
    buckets: z.array(bucketName, { error: "a list of bucket names" }).readonly().default([]),
    /** A DynamoDB gateway endpoint, by which the app tier reaches the tables of the workload's account. */
    dynamodb: flag.default(false),
    /** Paths of the applications' own log files on hosts, `*` for any name. auth.log is taken besides. */
    logFiles: z
      .array(
        z
          .string({ error: "the absolute path of log files" })
          .regex(
            /^(?!\/var\/log\/(?:auth\.log|secure)$)(?!.*\/\.\.(?:\/|$))\/[\w.*\/-]{1,199}$/,
            "the absolute path of log files, at most 200 letters, digits and *._-/, other than auth.log, which is taken anyway",
          ),
        { error: "a list of paths" },
      )
      .min(1, "at least one path, or none of this: the default is /var/log/application/*.log")
      .max(10, "at most 10 paths: hosts read them from one parameter of 4,096 characters")
      .readonly()
      .default(["/var/log/application/*.log"]),
    /** NAT gateways, one a zone, for tiers that must call the internet. */
    internetEgress: flag.default(false),
    /** How it reaches the hub; as the environment's `connectivity` says when left out. */
    connectivity: workloadConnectivity.optional(),
    /** Whether on-premises networks call its web tier, and its app tier calls them. */
    onPremises: flag.default(false),
    /** TCP ports on which its app tier calls on-premises networks. */
    onPremisesPorts: z
      .array(port, { error: "a list of TCP ports" })
      .max(4, "at most 4 ports: each is an entry of the tier's network ACL for every on-premises network")
      .readonly()
      .default([443]),
    additionalIngress: z
      .array(ingressRule, { error: "a list of rules" })
      .max(10, "at most 10 rules: each is an entry of its tier's network ACL, which holds 20 a direction")
      .readonly()
      .default([]),
    /** The reference service, built in the workload's tiers. */
    service: service.optional(),
    /** Whether a stack of its own deploys it, instead of the environment's. */
    ownStack: flag.default(false),
    /** More tags of everything in the workload's account. */
    tags: z
      .record(z.string(), z.string({ error: "a tag value" }))
      .readonly()
      .default({}),
  })
  .readonly();

export type WorkloadSettings = z.infer<typeof workload>;
