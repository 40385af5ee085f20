import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import path from "node:path";
import { CONTRACTS } from "../../../functions/contracts";
import { call } from "../../../functions/detections/examples/example";
import { type TrailRecord } from "../../../functions/lib/events";
import { envelopeOf } from "../../../functions/lib/events-record";
import { bundle } from "../../../tools/functions/build";
import { ARCHIVE, archived, prepareSecurityAccount, PRODUCTION, REGION, ROLE } from "./landing-zone";
import { startMoto } from "./moto";
import { type Proxy, startProxy } from "./proxy";

/** The functions that repair, by the names of their contracts. */
export const REPAIRS = CONTRACTS.filter(({ name }) => name.startsWith("repair-"));

/** The security account with its table, topic and archive, and the bundles of the repairs. */
export interface Repairs {
  readonly proxy: Proxy;
  /** Files of the bundles, by the contract's name. */
  readonly files: Readonly<Record<string, string>>;
  /** Lets the three minutes pass after which Lambda delivers an event for the third time: claims of the dead lapse. */
  timePasses(): Promise<void>;
  /** Seconds ago at which tries to switch a thing on were made, by the key that counts them. */
  tries(key: string): Promise<readonly number[]>;
  setTries(key: string, secondsAgo: readonly number[]): Promise<void>;
  /** Forgets claims and tries, so that the next test is not held back by those of the last. Flow logs stay known. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** Lambda delivers an asynchronous event again after one minute, and after two more. Source: Lambda developer guide, read 2026-11. */
const DELIVERY_SECONDS = 180;

/** Starts moto behind a proxy and sets the environment of all repairs. @param variables more of it */
export async function startRepairs(variables: Readonly<Record<string, string>> = {}): Promise<Repairs> {
  const moto = await startMoto();
  const proxy = await startProxy(moto.endpoint);
  await prepareSecurityAccount();
  const dynamo = new DynamoDBClient({ region: REGION });
  await dynamo.send(
    new CreateTableCommand({
      TableName: "state",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const { TopicArn } = await new SNSClient({ region: REGION }).send(new CreateTopicCommand({ Name: "high" }));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: proxy.endpoint,
    MEMBER_ROLE_NAME: ROLE,
    ARCHIVE_BUCKET: ARCHIVE,
    STATE_TABLE: "state",
    DIRECTORY_PATH: "/landing-zone/accounts",
    DEPLOYMENT_PATH: "/landing-zone/deployments",
    DEPLOYMENT_ROLES: "Deployer",
    TOPIC_HIGH: TopicArn,
    TRAIL_ARNS: `arn:aws:cloudtrail:${REGION}:${PRODUCTION}:trail/main`,
    MAIL_FROM: "security@example.org",
    SECURITY_MAILBOX: "security@example.org",
    ...variables,
  });
  const folder = path.join(__dirname, "..", "..", "..", ".engine", "bundles");
  const files: Record<string, string> = {};
  for (const { name, entry } of REPAIRS) files[name] = (await bundle(name, entry, folder)).file;
  const s3 = new S3Client({ region: REGION, forcePathStyle: true });
  const rows = async () => (await dynamo.send(new ScanCommand({ TableName: "state" }))).Items ?? [];
  const set = async (pk: string, expression: string, value: { N: string } | { S: string }) => {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: "state",
        Key: { pk: { S: pk } },
        UpdateExpression: expression,
        ExpressionAttributeValues: { ":value": value },
      }),
    );
  };
  return {
    proxy,
    files,
    timePasses: async () => {
      for (const { pk, saved } of await rows()) {
        const key = pk?.S ?? "";
        if (key.startsWith("repair#")) {
          await set(key, "SET lease = :value", { N: "0" });
          const [kind, at] = saved?.S?.split(":") ?? [];
          if (kind === "trying")
            await set(key, "SET saved = :value", { S: `${kind}:${Number(at) - DELIVERY_SECONDS}` });
        }
        if (!key.startsWith("tries#")) continue;
        const tries = (JSON.parse(saved?.S ?? "[]") as number[]).map((at) => at - DELIVERY_SECONDS);
        await set(key, "SET saved = :value", { S: JSON.stringify(tries) });
      }
      for (const [key] of await archived())
        if (key.endsWith("/claim.json"))
          await s3.send(new PutObjectCommand({ Bucket: ARCHIVE, Key: key, Body: '{"until":0}' }));
    },
    tries: async (key) => {
      const row = (await rows()).find(({ pk }) => pk?.S === key);
      const times = JSON.parse(row?.["saved"]?.S ?? "[]") as number[];
      return times.map((at) => Math.floor(Date.now() / 1000) - at);
    },
    setTries: async (key, secondsAgo) => {
      const now = Math.floor(Date.now() / 1000);
      await set(key, "SET saved = :value", { S: JSON.stringify(secondsAgo.map((ago) => now - ago)) });
      await set(key, "SET expires = :value", { N: String(now + 86_400) });
    },
    forget: async () => {
      for (const { pk } of await rows())
        if (pk !== undefined && pk.S?.startsWith("flow-logs#") !== true)
          await dynamo.send(new DeleteItemCommand({ TableName: "state", Key: { pk } }));
    },
    stop: async () => {
      for (const { environment } of REPAIRS) for (const { name } of environment) delete process.env[name];
      await proxy.stop();
      await moto.stop();
    },
  };
}

/** The event of a call that was made in the production account. */
export function made(
  service: string,
  name: string,
  parameters: unknown,
  eventID: string,
  extra: TrailRecord = {},
): TrailRecord {
  return envelopeOf(
    call(service, name, parameters, { eventID, awsRegion: REGION, recipientAccountId: PRODUCTION, ...extra }),
  );
}

/** The event of the clock. */
export const tick = (id: string): TrailRecord => ({
  id,
  "detail-type": "Scheduled Event",
  source: "aws.events",
  detail: {},
});

/** Fields of a record of what the deployment's role did. */
export const BY_DEPLOYMENT: TrailRecord = {
  userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::${PRODUCTION}:assumed-role/Deployer/run` },
};
