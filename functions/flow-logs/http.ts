import * as http from "node:http";
import * as https from "node:https";
import { type Answer } from "./send";
import { signedHeaders, type Credentials } from "./sign";

/** How to reach a search domain. */
export interface Domain {
  /** `https://vpc-….es.amazonaws.com`. */
  readonly endpoint: string;
  readonly region: string;
  /** Read at each request, as a runtime may renew them; undefined sends unsigned (a node on this machine, in tests). */
  readonly credentials: () => Credentials | undefined;
}

/** One request to the domain. */
export interface Call {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** One connection is kept open between requests and invocations: a TLS handshake for each bulk request would cost more than it. */
const agents = {
  "http:": new http.Agent({ keepAlive: true, maxSockets: 2 }),
  "https:": new https.Agent({ keepAlive: true, maxSockets: 2 }),
};

/** Makes the signed call; rejects when the connection fails or no answer comes in time. */
export async function callDomain(domain: Domain, call: Call): Promise<Answer> {
  const url = new URL(call.path, domain.endpoint);
  const credentials = domain.credentials();
  const plain = {
    "content-type": call.contentType,
    "content-length": String(Buffer.byteLength(call.body)),
    ...call.headers,
  };
  const request = { method: call.method, url, headers: plain, body: call.body };
  const headers = credentials
    ? await signedHeaders(request, { credentials, region: domain.region, service: "es", at: new Date() })
    : plain;
  return new Promise<Answer>((resolve, reject) => {
    const client = url.protocol === "http:" ? http : https;
    const agent = agents[url.protocol === "http:" ? "http:" : "https:"];
    const sent = client.request(url, { method: call.method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        clearTimeout(clock);
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    // The socket's own timeout counts idle time only: an answer that drips would outlast it.
    const clock = setTimeout(
      () => sent.destroy(new Error(`no answer in ${call.timeoutMs} ms`)),
      call.timeoutMs,
    );
    sent.once("error", (error) => {
      clearTimeout(clock);
      reject(error);
    });
    sent.end(call.body);
  });
}

/** The credentials that Lambda puts into the environment; undefined when there are none. */
export function environmentCredentials(env: NodeJS.ProcessEnv): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
  if (!id || !secret) {
    return undefined;
  }
  return { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) };
}
