import { z } from "zod";
import { fargateMemory, fargateSizes } from "../facts/fargate";
import { flag } from "./common";
import { domainName } from "./dns";
import { edge } from "./edge";

const certificateText = "the ARN of a certificate in ACM, arn:aws:acm:REGION:ACCOUNT:certificate/ID";

/** ARN of a certificate; the checks hold it to the right Region. */
export const certificateArn = z
  .string({ error: certificateText })
  .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/, certificateText);

const imageText =
  "an image of a private ECR registry: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY with :TAG or @sha256:DIGEST";

const image = z
  .string({ error: imageText })
  .regex(
    /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[a-z0-9]+([._/-][a-z0-9]+)*(:[\w.-]{1,128}|@sha256:[0-9a-f]{64})$/,
    imageText,
  );

const secretText = "the ARN of a secret, arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX";

const variable = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, "the name of an environment variable: capitals, digits and _");

const whole = (min: number, max: number, what: string) =>
  z
    .number({ error: `${what}, ${min} to ${max}` })
    .int(`${what}, ${min} to ${max}`)
    .min(min, `${what}, ${min} to ${max}`)
    .max(max, `${what}, ${min} to ${max}`);

const database = z
  .strictObject({
    /** PostgreSQL's major version; minor ones come by themselves in the maintenance window. */
    version: z
      .enum(["15", "16", "17"], { error: 'a major version of PostgreSQL: "15", "16" or "17"' })
      .default("17"),
    instanceClass: z
      .string({ error: "an instance class such as db.t4g.micro" })
      .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "an instance class such as db.t4g.micro")
      .default("db.t4g.micro"),
    storageGib: whole(20, 65_536, "storage in GiB").default(20),
    /** What storage grows to by itself. */
    maxStorageGib: whole(20, 65_536, "storage in GiB").default(100),
    /** A standby in another zone; `production` when left out. */
    multiAz: flag.optional(),
    backupDays: whole(7, 35, "days of backups").default(7),
    /** Metrics of the operating system by the minute; `production` when left out. */
    monitoring: flag.optional(),
    /** Database role that the application signs in as by IAM. */
    user: z
      .string({ error: "the name of a database role" })
      .regex(/^[a-z_][a-z0-9_]{0,62}$/, "the name of a database role: lower-case letters, digits and _")
      .default("app"),
  })
  .readonly();

/** The reference service: containers in the app tier behind an internal load balancer, with or without a database. */
export const service = z
  .strictObject({
    image,
    /** CPU units, 1024 of which are one vCPU. */
    cpu: z.literal(fargateSizes, { error: `CPU units of Fargate: ${fargateSizes.join(", ")}` }).default(256),
    /** MiB that go with the CPU units. */
    memory: whole(512, 122_880, "memory in MiB").default(512),
    minTasks: whole(1, 100, "tasks").default(2),
    maxTasks: whole(1, 100, "tasks").default(4),
    /** What the containers speak on `tiers.app.port`. */
    protocol: z.enum(["HTTP", "HTTPS"], { error: "HTTP or HTTPS" }).default("HTTPS"),
    /** Path that answers 200 while the container can serve. */
    healthPath: z
      .string({ error: "a path such as /health" })
      .regex(/^\/[\w\-./~%]{0,255}$/, "a path such as /health")
      .default("/health"),
    environment: z
      .record(variable, z.string({ error: "a value" }))
      .readonly()
      .default({}),
    /** Secrets by the variable that holds them. */
    secrets: z
      .record(
        variable,
        z
          .string({ error: secretText })
          .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w+=,.@/-]+$/, secretText),
      )
      .readonly()
      .default({}),
    /** Name by which the service is called. */
    domainName,
    /** Certificate of the load balancer, in the environment's Region; one is requested in `network.dns.publicZone` when left out. */
    certificateArn: certificateArn.optional(),
    database: database.optional(),
    /** Alarms of capacity, failures and anomalies, mailed to the workload's owner. */
    alarms: flag.default(true),
    /** Container Insights; `production` when left out. */
    insights: flag.optional(),
    /** Whether load balancer and database refuse to be deleted; when left out the database does, the load balancer in production. */
    deletionProtection: flag.optional(),
    /** CloudFront and WAF before the load balancer: the service's way to the internet. Without it only the hub reaches it. */
    edge: edge.optional(),
  })
  .readonly()
  .superRefine(({ cpu, memory, minTasks, maxTasks, database: data }, context) => {
    const sizes = fargateMemory(cpu);
    if (!sizes.includes(memory)) {
      context.addIssue({
        code: "custom",
        path: ["memory"],
        message: `memory that goes with ${cpu} CPU units, in MiB: ${sizes[0]} to ${sizes.at(-1)} in steps as Fargate has them`,
      });
    }
    if (maxTasks < minTasks) {
      context.addIssue({ code: "custom", path: ["maxTasks"], message: `at least minTasks, ${minTasks}` });
    }
    if (data && data.maxStorageGib < data.storageGib) {
      context.addIssue({
        code: "custom",
        path: ["database", "maxStorageGib"],
        message: `at least storageGib, ${data.storageGib}`,
      });
    }
  });

export type ServiceSettings = z.infer<typeof service>;
export type DatabaseSettings = z.infer<typeof database>;
