import { harmsTo, harmsToAccount } from "../../test/proofs/harm";
import type { AccessModel } from "../../test/proofs/model/model";
import type { Account } from "../../test/proofs/model/organization";
import type { Resource } from "../../test/proofs/model/resources";
import type { Deployed } from "../../test/proofs/model/stacks";
import { reads, type Verb, verbFor } from "./verbs";

/** One thing that somebody may do to a log. */
export interface Call {
  readonly verb: Verb;
  /** `service:Action`. */
  readonly action: string;
  /** As a case of the proofs names it: `bucket:prod-log-archive/an-object`. */
  readonly where: string;
  /** True for what is about the whole account: nobody of another account can call it. */
  readonly isOfAccount?: true;
  /** What must be allowed as well, or it fails: whoever reads an encrypted object decrypts it. */
  readonly also?: { readonly action: string; readonly where: string; readonly viaService: string };
}

/** Where logs are, or what records or carries them. */
export interface Store {
  readonly kind: string;
  /** Logical name. */
  readonly name: string;
  readonly account: Account;
  readonly region: string;
  /** The stack that has it. */
  readonly stack: string;
  /** Undefined for what has no ARN in a state: a recorder of Config. */
  readonly resource?: Resource;
  readonly calls: readonly Call[];
}

/** Kinds all of which hold, record or carry logs; of buckets and keys only some do. */
const LOG_KINDS = [
  "log-group",
  "trail",
  "flow-log",
  "domain",
  "stream",
  "data-stream",
  "destination",
  "delivery",
];

/** Kinds of stores in the order of the table. */
const STORE_KINDS = ["bucket", ...LOG_KINDS, "key", "recorder"];

/** Types that name the bucket to which they deliver logs, and the properties that do. */
const DELIVERIES: Readonly<Record<string, readonly string[]>> = {
  "aws:cfg/deliveryChannel:DeliveryChannel": ["s3BucketName"],
  "aws:cloudtrail/trail:Trail": ["s3BucketName"],
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": ["deliveryDestinationConfiguration"],
  "aws:ec2/flowLog:FlowLog": ["logDestination"],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ["extendedS3Configuration"],
  "aws:lb/loadBalancer:LoadBalancer": ["accessLogs", "connectionLogs"],
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": ["destinationArn"],
  "aws:s3/bucketLogging:BucketLogging": ["targetBucket"],
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": ["logDestinationConfigs"],
};

const RECORDER = "aws:cfg/recorder:Recorder";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** Every text in a value, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

/** Buckets that logs are delivered to, and those beside them in the same account: copies and records of the logs. */
function logBuckets(model: AccessModel, deployed: readonly Deployed[]): Resource[] {
  const named = new Set(
    deployed.flatMap(({ type, outputs }) =>
      (DELIVERIES[type] ?? [])
        .flatMap((property) => textsIn(outputs[property]))
        .map((text) => text.replace(/^arn:[^:]*:s3:::/, "").replace(/\/.*$/, "")),
    ),
  );
  const buckets = model.resources.ofKind("bucket");
  const isTarget = ({ outputs }: Resource): boolean => named.has(String(outputs.id));
  const archives = new Set(buckets.filter(isTarget).map(({ accountId }) => accountId));
  return buckets.filter((bucket) => archives.has(bucket.accountId));
}

/** The key that encrypts each bucket, by the bucket's id. */
function keysOfBuckets(deployed: readonly Deployed[], keys: readonly Resource[]): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const { type, outputs } of deployed) {
    if (type !== ENCRYPTION) continue;
    const texts = new Set(textsIn(outputs.rules));
    const key = keys.find(({ arn, outputs: { id } }) => texts.has(arn) || texts.has(String(id)));
    if (key) found.set(String(outputs.bucket), key);
  }
  return found;
}

async function callsOf(resource: Resource, key: Resource | undefined): Promise<Call[]> {
  const { kind, name, region } = resource;
  const also = key && {
    action: "kms:Decrypt",
    where: `key:${key.name}`,
    viaService: `s3.${region}.amazonaws.com`,
  };
  const readCalls = (reads[kind] ?? []).map(([action, rest]): Call => {
    return { verb: "read", action, where: `${kind}:${name}${rest}`, ...(also ? { also } : {}) };
  });
  const known = new Set(readCalls.map(({ action }) => action));
  return [
    ...readCalls,
    ...(await harmsTo(resource))
      .filter(({ action }) => !known.has(action))
      .map(({ action, rest }): Call => {
        const within = kind === "domain" && action.startsWith("es:ESHttp") ? "/logs" : rest;
        return { verb: verbFor(kind, action), action, where: `${kind}:${name}${within}` };
      }),
  ];
}

/** A recorder of AWS Config: a state holds no ARN of it, and its delivery channel has none. */
async function recorderOf(
  { stack, name, accountId, region, outputs }: Deployed,
  account: Account,
): Promise<Store> {
  const arn = `arn:aws:config:${region}:${accountId}:configuration-recorder/${String(outputs.name)}/recorder`;
  const unnamed = { kind: "recorder", name, arn, accountId, region, policies: [], outputs };
  const own = (await harmsTo(unnamed)).map(({ action }): Call => {
    return { verb: verbFor("recorder", action), action, where: `${account.name}=${arn}` };
  });
  const channel = (await harmsToAccount("config"))
    .filter((action) => action.endsWith("DeliveryChannel"))
    .map((action): Call => {
      const verb = verbFor("recorder", action);
      return { verb, action, where: `any@${account.name}`, isOfAccount: true };
    });
  return { kind: "recorder", name, account, region, stack, calls: [...own, ...channel] };
}

/**
 * Everything that holds, records or carries logs.
 * @param deployed all resources of the same stacks
 */
export async function storesOf(model: AccessModel, deployed: readonly Deployed[]): Promise<Store[]> {
  const { resources, organization } = model;
  const buckets = logBuckets(model, deployed);
  const others = LOG_KINDS.flatMap((kind) => resources.ofKind(kind));
  const keys = resources.ofKind("key");
  const byBucket = keysOfBuckets(deployed, keys);
  const used = new Set(others.flatMap(({ outputs }) => textsIn(outputs)));
  const ofBuckets = new Set(buckets.flatMap(({ outputs }) => byBucket.get(String(outputs.id)) ?? []));
  const logKeys = keys.filter(
    (key) => ofBuckets.has(key) || used.has(key.arn) || used.has(String(key.outputs.id)),
  );
  const stackOf = new Map(deployed.map(({ outputs, stack }) => [String(outputs.arn), stack]));
  const stores: Store[] = [];
  for (const resource of [...buckets, ...others, ...logKeys]) {
    const { kind, name, accountId, region } = resource;
    const account = organization.accountOf(accountId);
    if (!account)
      throw new Error(`${kind}:${name} is in ${accountId}, which is no account of the organisation`);
    const key = kind === "bucket" ? byBucket.get(String(resource.outputs.id)) : undefined;
    const stack = stackOf.get(resource.arn) ?? "";
    stores.push({ kind, name, account, region, stack, resource, calls: await callsOf(resource, key) });
  }
  for (const entry of deployed.filter(({ type }) => type === RECORDER)) {
    const account = organization.accountOf(entry.accountId);
    if (!account)
      throw new Error(`${entry.name} is in ${entry.accountId}, which is no account of the organisation`);
    stores.push(await recorderOf(entry, account));
  }
  // A state's order is the one in which its resources happened to be made.
  const place = ({ kind, name }: Store): string =>
    [String(STORE_KINDS.indexOf(kind)).padStart(2, "0"), name].join(" ");
  return stores.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
