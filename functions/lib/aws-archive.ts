import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

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
