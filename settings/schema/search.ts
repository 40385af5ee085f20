import { z } from "zod";
import { flag } from "./common";

const whole = (min: number, max: number, what: string) => {
  const allowed = `${what}, ${min} to ${max}`;
  return z.number({ error: allowed }).int(allowed).min(min, allowed).max(max, allowed);
};

const instanceText = "an instance type of OpenSearch Service such as m6g.large.search";
const instanceType = z.string({ error: instanceText }).regex(/^[a-z0-9]+\.[a-z0-9]+\.search$/, instanceText);

const readerText = "the ARN of an IAM role, arn:aws:iam::ACCOUNT:role/NAME";

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
      /** Whether to make the role by which the service enters a VPC; an account has one, whoever made it. */
      serviceLinkedRole: flag.default(true),
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
