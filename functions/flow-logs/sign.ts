import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

/** The credentials of the function's role. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Source = string | ArrayBuffer | ArrayBufferView;

function bytesOf(data: Source): string | Uint8Array {
  if (typeof data === "string") {
    return data;
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** SHA-256 as the signer wants it, by node itself. */
class Sha256 {
  private digester: Hash | Hmac;

  constructor(private readonly secret?: Source) {
    this.digester = this.begin();
  }

  private begin(): Hash | Hmac {
    return this.secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(this.secret));
  }

  update(data: Source): void {
    this.digester.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.digester.digest()));
  }

  reset(): void {
    this.digester = this.begin();
  }
}

/** A request to be signed. `path` may have a query. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The headers of a request with AWS Signature Version 4 added.
 *
 * @param service `es` for an OpenSearch domain
 * @param at the moment signed for; AWS refuses one more than five minutes off its own clock
 */
export async function signedHeaders(
  request: Request,
  facts: { credentials: Credentials; region: string; service: string; at: Date },
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    credentials: facts.credentials,
    region: facts.region,
    service: facts.service,
    sha256: Sha256,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: request.url.protocol,
      hostname: request.url.hostname,
      ...(request.url.port === "" ? {} : { port: Number(request.url.port) }),
      path: request.url.pathname,
      query: Object.fromEntries(request.url.searchParams),
      headers: { ...request.headers, host: request.url.host },
      body: request.body,
    },
    { signingDate: facts.at },
  );
  return signed.headers;
}
