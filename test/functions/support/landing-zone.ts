import { EC2Client } from "@aws-sdk/client-ec2";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

export const REGION = "eu-west-2";
/** The account the functions run in: moto's default. */
export const SECURITY = "123456789012";
export const PRODUCTION = "222222222222";
export const PRODUCTION_2 = "444444444444";
export const DEVELOPMENT = "333333333333";
export const ARCHIVE = "response-archive";
export const ROLE = "landing-zone-response";

const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };

/** A client configuration for one of the accounts, by AssumeRole as in reality. */
export async function as(account: string) {
  const { Credentials } = await new STSClient({ region: REGION, credentials }).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${ROLE}`, RoleSessionName: "test" }),
  );
  return {
    region: REGION,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    },
  };
}

export async function ec2In(account: string): Promise<EC2Client> {
  return new EC2Client(await as(account));
}

/** Makes what the functions find in the security account: the directory, the archive, a verified sender. */
export async function prepareSecurityAccount(more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const ssm = new SSMClient({ region: REGION });
  const accounts = {
    ...more,
    [PRODUCTION]: {
      name: "booking-prod",
      environment: "production",
      workload: "booking",
      owner: "booking@example.org",
      regions: [REGION],
    },
    [DEVELOPMENT]: {
      name: "booking-dev",
      environment: "development",
      workload: "booking",
      owner: "dev@example.org",
      regions: [REGION],
    },
  };
  for (const [id, entry] of Object.entries(accounts))
    await ssm.send(
      new PutParameterCommand({
        Name: `/landing-zone/accounts/${id}`,
        Value: JSON.stringify(entry),
        Type: "String",
      }),
    );
  await new S3Client({ region: REGION, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: ARCHIVE, CreateBucketConfiguration: { LocationConstraint: REGION } }),
  );
  await new SESv2Client({ region: REGION }).send(
    new CreateEmailIdentityCommand({ EmailIdentity: "security@example.org" }),
  );
}

/** The objects of the archive by key. */
export async function archived(): Promise<ReadonlyMap<string, unknown>> {
  const s3 = new S3Client({ region: REGION, forcePathStyle: true });
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: ARCHIVE }));
  const found = new Map<string, unknown>();
  for (const { Key } of Contents ?? []) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: ARCHIVE, Key }));
    found.set(Key ?? "", JSON.parse((await Body?.transformToString()) ?? "null"));
  }
  return found;
}
