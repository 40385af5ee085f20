import { z } from "zod";
import {
  accountId,
  availabilityZones,
  cidr,
  email,
  flag,
  owner,
  port,
  region,
  retentionDays,
  roleName,
  shortName,
} from "./common";
import { awsConfig } from "./aws-config";
import { connectivity, hybrid } from "./hybrid";
import { workload } from "./workload";

const namedBlock = z.strictObject({ name: shortName, cidr }).readonly();

/** Services that interface endpoints of the hub serve, as the last part of `com.amazonaws.REGION.SERVICE`. */
export const interfaceEndpointServices = [
  "config",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "events",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

const hub = z
  .strictObject({
    /** The hub VPC's block, /16 to /23. */
    cidr,
    /** TCP ports of the shared services (log collectors, configuration) that spokes may call. */
    servicePorts: z
      .array(port, { error: "a list of TCP ports" })
      .min(1, "at least one port: a hub without a shared service needs none of this")
      .max(4, "at most 4 ports: each is an entry of every tier's network ACL")
      .readonly()
      .default([443]),
    interfaceEndpoints: z
      .array(
        z.enum(interfaceEndpointServices, {
          error: `a service: ${interfaceEndpointServices.join(", ")}`,
        }),
        { error: "a list of services" },
      )
      .readonly()
      .default(["logs", "monitoring", "ssm", "kms"]),
    /** An internet gateway for the hub: off unless asked for. */
    internetGateway: flag.default(false),
    /** Whether on-premises networks may call the shared services and endpoints: off unless asked for. */
    onPremises: flag.default(false),
  })
  .readonly();

const network = z
  .strictObject({
    availabilityZones,
    /** The environment's whole address space: hub and workloads lie inside, everything else outside. */
    addressSpace: cidr,
    hub,
    onPremises: z.array(namedBlock, { error: "a list of {name, cidr}" }).readonly().default([]),
    otherEnvironments: z.array(namedBlock, { error: "a list of {name, cidr}" }).readonly().default([]),
  })
  .readonly();

const logs = z
  .strictObject({
    retentionDays,
    archive: z
      .strictObject({
        /** Object lock: nothing is deleted or shortened before. */
        lockDays: z
          .number({ error: "days, 1 to 36500" })
          .int("days, 1 to 36500")
          .min(1, "days, 1 to 36500")
          .max(36500, "days, 1 to 36500"),
        /** COMPLIANCE cannot be lifted by anyone, root included; GOVERNANCE by the break-glass role. */
        lockMode: z.enum(["COMPLIANCE", "GOVERNANCE"], { error: "COMPLIANCE or GOVERNANCE" }),
        expireDays: z
          .number({ error: "days, 1 to 36500" })
          .int("days, 1 to 36500")
          .min(1, "days, 1 to 36500")
          .max(36500, "days, 1 to 36500"),
        /** The one role that may change the archive's policy and lifecycle. */
        breakGlassRole: roleName,
      })
      .readonly(),
  })
  .readonly();

/** Everything an environment stack is told. */
export const environment = z
  .strictObject({
    stack: z.literal("environment"),
    environment: shortName,
    production: flag,
    region,
    owner,
    /** Mailbox of the security team: events of concern go there when an owner has none. */
    securityEmail: email,
    organizationId: z
      .string({ error: "the organisation's id, o-…" })
      .regex(/^o-[a-z0-9]{10,32}$/, "the organisation's id: o- and 10 to 32 lower-case letters or digits"),
    accounts: z.strictObject({ network: accountId, logArchive: accountId, security: accountId }).readonly(),
    /** More than one workload an account: off unless asked for, since the account is the strongest wall there is. */
    sharedAccounts: flag.default(false),
    deployment: z
      .strictObject({
        roleName,
        externalId: z
          .string({ error: "the external id, 2 to 1224 characters" })
          .regex(/^[\w+=,.@:/-]{2,1224}$/, "the external id: 2 to 1224 letters, digits and +=,.@:/_-")
          .optional(),
        sessionName: z
          .string({ error: "the session name" })
          .regex(/^[\w+=,.@-]{2,64}$/, "the session name: 2 to 64 letters, digits and +=,.@_-")
          .default("landing-zone"),
      })
      .readonly(),
    network,
    connectivity: connectivity.default("peering"),
    hybrid,
    logs,
    awsConfig,
    workloads: z.array(workload, { error: "a list of workloads" }).readonly(),
  })
  .readonly();

export type EnvironmentSettings = z.infer<typeof environment>;
export type HubSettings = EnvironmentSettings["network"]["hub"];
