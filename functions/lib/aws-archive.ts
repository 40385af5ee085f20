import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { errorCode } from "./aws-errors";
import { numberAt, textAt } from "./events";

/** Answers to a conditional write that lost. Source: S3 user guide, "How to prevent object overwrites with conditional writes", 2025. */
const LOST = ["PreconditionFailed", "ConditionalRequestConflict"];

/** Records of what was done, as JSON objects in the archive. */
export class Archive {
  public constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /** Writes a record. The bucket's own settings encrypt and lock it. */
  public async put(key: string, value: unknown): Promise<void> {
    await this.s3.send(
      new PutObjectCommand({
        Bucket: this.bucket,
        Key: key,
        Body: `${JSON.stringify(value, null, 2)}\n`,
        ContentType: "application/json",
        // Buckets with Object Lock refuse an upload without a checksum.
        ChecksumAlgorithm: "SHA256",
      }),
    );
  }

  /**
   * Claims a piece of work until a time, in milliseconds since 1970, by an object that only one can write: the first, or the first after
   * the last claim has lapsed. @returns whether the work is ours
   */
  public async claim(key: string, now: number, until: number): Promise<boolean> {
    const holder = randomUUID();
    const body = {
      Bucket: this.bucket,
      Key: key,
      Body: JSON.stringify({ until, holder }),
      ContentType: "application/json",
    };
    try {
      const own = new PutObjectCommand({ ...body, ChecksumAlgorithm: "SHA256", IfNoneMatch: "*" });
      await this.s3.send(own);
      return true;
    } catch (error) {
      if (!LOST.includes(errorCode(error))) throw error;
    }
    const { Body, ETag } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    const found = JSON.parse((await Body?.transformToString()) ?? "null") as unknown;
    // Ours after all, when the answer to the first try was lost on the way and the SDK tried again.
    if (textAt(found, "holder") === holder) return true;
    if ((numberAt(found, "until") ?? 0) > now) return false;
    try {
      await this.s3.send(new PutObjectCommand({ ...body, ChecksumAlgorithm: "SHA256", IfMatch: ETag }));
      return true;
    } catch (error) {
      if (!LOST.includes(errorCode(error))) throw error;
      return false;
    }
  }

  /** The keys below a prefix. */
  public async list(prefix: string): Promise<readonly string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.s3.send(
        new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, ContinuationToken: token }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys;
  }

  /** Reads a record back. */
  public async get(key: string): Promise<unknown> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return JSON.parse((await Body?.transformToString()) ?? "null") as unknown;
  }
}
