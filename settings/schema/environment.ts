import { z } from "zod";
import {
  accountId,
  availabilityZones,
  cidr,
  email,
  flag,
  organizationId,
  owner,
  port,
  region,
  shortName,
  stackName,
} from "./common";
import { awsConfig } from "./aws-config";
import { dns } from "./dns";
import { endpointActions, interfaceEndpoints } from "./endpoints";
import { connectivity, hybrid } from "./hybrid";
import { deployment } from "./deployment";
import { logs } from "./logs";
import { organizationLink } from "./detection";
import { query } from "./query";
import { search } from "./search";
import { workload } from "./workload";

const namedBlock = z.strictObject({ name: shortName, cidr }).readonly();

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
    interfaceEndpoints,
    endpointActions,
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
    dns,
    onPremises: z.array(namedBlock, { error: "a list of {name, cidr}" }).readonly().default([]),
    otherEnvironments: z.array(namedBlock, { error: "a list of {name, cidr}" }).readonly().default([]),
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
    /** Name of the organisation stack whose outputs complete what is not given here, see `organization-reference.ts`. */
    organizationStack: stackName.optional(),
    organizationId,
    accounts: z
      .strictObject(
        { network: accountId, logArchive: accountId, security: accountId },
        { error: "the platform's accounts: {network, logArchive, security}" },
      )
      .readonly(),
    /** More than one workload an account: off unless asked for, since the account is the strongest wall there is. */
    sharedAccounts: flag.default(false),
    deployment,
    network,
    connectivity: connectivity.default("peering"),
    hybrid,
    logs,
    awsConfig,
    query,
    organization: organizationLink,
    search,
    /** Whether events of concern go to the security account, and its functions may look and repair here. */
    detection: flag.default(true),
    /** Whether the traffic of all networks is compared with what is planned, as it is logged: off unless asked for, as it costs by the gigabyte. */
    networkWatch: flag.default(false),
    workloads: z.array(workload, { error: "a list of workloads" }).readonly(),
  })
  .readonly();

export type EnvironmentSettings = z.infer<typeof environment>;
export type HubSettings = EnvironmentSettings["network"]["hub"];
