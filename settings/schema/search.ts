import { z } from "zod";
import { cidr, flag } from "./common";

const whole = (min: number, max: number, what: string) => {
  const allowed = `${what}, ${min} to ${max}`;
  return z.number({ error: allowed }).int(allowed).min(min, allowed).max(max, allowed);
};

const instanceText = "an instance type of OpenSearch Service such as m6g.large.search";
const instanceType = z.string({ error: instanceText }).regex(/^[a-z0-9]+\.[a-z0-9]+\.search$/, instanceText);

const readerText = "the ARN of an IAM role, arn:aws:iam::ACCOUNT:role/NAME";

const backendRoleText = "the name of a role as the identity provider sends it, 1 to 256 characters";
const backendRole = z.string({ error: backendRoleText }).min(1, backendRoleText).max(256, backendRoleText);

const fileText = "a file below the project's folder, such as identity/dashboards.xml";
const entityText = "the identity provider's entity id, 8 to 512 characters";
const attributeText = "the name of an attribute of the assertion";

/** Lengths and minutes: OpenSearch Service API reference, SAMLOptionsInput and SAMLIdp, read 2026-11. */
const saml = z
  .strictObject(
    {
      /** The identity provider's metadata: what it signs with, and where it signs people in. No secret. */
      metadataFile: z.string({ error: fileText }).regex(/^(?![./])(?!.*\.\.)[\w./ -]+\.xml$/, fileText),
      entityId: z.string({ error: entityText }).min(8, entityText).max(512, entityText),
      /** Role of the identity provider that may do everything in the domain, the security of it included. */
      adminRole: backendRole.optional(),
      /** Roles of the identity provider that read the dashboards. */
      readerRoles: z
        .array(backendRole, { error: "a list of roles of the identity provider" })
        .readonly()
        .default([]),
      /** Attribute of the assertion that holds the roles. */
      rolesKey: z.string({ error: attributeText }).min(1, attributeText).default("roles"),
      /** Attribute of the assertion that holds the person's name; the assertion's NameID when left out. */
      subjectKey: z.string({ error: attributeText }).min(1, attributeText).optional(),
      sessionMinutes: whole(1, 1440, "minutes of a session").default(60),
    },
    { error: "how people sign in: {metadataFile, entityId, adminRole, readerRoles, …}" },
  )
  .readonly();

/** What departs from the network's habits and is told. Limits as functions/network-habits reads them; a test compares. */
const habits = z
  .strictObject(
    {
      /** Whether each hour is compared with what is usual. */
      enabled: flag.default(true),
      /** Days after which two ends that did not speak are new to each other again. */
      memoryDays: whole(8, 28, "days of memory").default(28),
      /** An hour is told above so many times what is usual, … */
      volumeTimes: whole(1, 1_000, "times what is usual").default(3),
      /** … and above the usual by so much at least. */
      volumeMegabytes: whole(1, 1_000_000, "megabytes above what is usual").default(10),
      /** Blocks outside that everybody may call: neither new nor a beacon. */
      known: z
        .array(cidr, { error: "a list of address blocks" })
        .max(50, "a list of at most 50 address blocks")
        .readonly()
        .default([]),
    },
    {
      error:
        "what is told of the network's habits: {enabled, memoryDays, volumeTimes, volumeMegabytes, known}",
    },
  )
  .readonly()
  .prefault({});

const domain = z
  .strictObject(
    {
      instanceType: instanceType.default("m6g.large.search"),
      /** Zones it is spread over; 1 when left out, and in production as many as there are, up to 3. */
      zones: whole(1, 3, "zones").optional(),
      nodesPerZone: whole(1, 20, "nodes in each zone").default(1),
      /** Three nodes that only keep the cluster together; `production` when left out. */
      dedicatedMasters: flag.optional(),
      masterType: instanceType.default("m6g.large.search"),
      /** Storage of each node. */
      volumeGib: whole(10, 3072, "storage of a node in GiB").default(100),
      /** Roles of people who read the dashboards. */
      readers: z
        .array(
          z
            .string({ error: readerText })
            .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, readerText),
          { error: "a list of ARNs of IAM roles" },
        )
        .readonly()
        .default([]),
      /** Networks whose people reach the domain, on-premises or in the hub: nobody but its functions when left out. */
      from: z
        .array(cidr, { error: "a list of blocks" })
        .max(
          10,
          "at most 10 blocks: each is a rule of the domain's security group and an entry of a network ACL",
        )
        .readonly()
        .default([]),
      /** How people sign in to the dashboards; by requests that a role of `readers` signs when left out. */
      saml: saml.optional(),
      /** Whether to make the role by which the service enters a VPC; an account has one, whoever made it. */
      serviceLinkedRole: flag.default(true),
      habits,
    },
    { error: "a search domain: {instanceType, zones, nodesPerZone, …}, {} for the usual one" },
  )
  .readonly();

/** Where the environment's network can be looked at. */
export const search = z
  .strictObject(
    {
      /** OpenSearch domain in the hub's VPC, fed by the flow logs of all networks and the hosts' log-ins: none unless asked for. */
      domain: domain.optional(),
      /** Networks that get a CloudWatch dashboard with its rules: the hub's, those of all workloads too, or none. */
      dashboards: z.enum(["hub", "all", "none"], { error: "hub, all or none" }).default("hub"),
    },
    { error: "where the network can be looked at: {domain, dashboards}" },
  )
  .readonly()
  .prefault({});

export type SearchDomainSettings = z.infer<typeof domain>;
export type SamlSettings = z.infer<typeof saml>;
export type HabitsSettings = z.infer<typeof habits>;
