import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import * as path from "node:path";
import { SHIPPER, SHIPPER_NODE_OPTIONS } from "../../../functions/flow-logs/contract";
import { type LogSource, shipperEnvironment } from "../../../functions/flow-logs/settings";
import { NETWORKS } from "../../../tools/flows/sample/hosts";
import { nodeFolder } from "../../../tools/engine/nodes";
import { bundle } from "../../../tools/functions/build";
import { root } from "../../../tools/lib/paths";
import { searchNode } from "./opensearch";

/** What an invocation came to, and the process that it ran in. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly node: string;
  readonly rss: number;
}

/** A queue service that takes every message and keeps its body. */
export async function queueService(): Promise<{ endpoint: string; bodies: string[]; close: () => void }> {
  const bodies: string[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.once("end", () => {
      const body = (JSON.parse(text) as { MessageBody: string }).MessageBody;
      bodies.push(body);
      // The SDK compares it with its own, as a check of the way there.
      const MD5OfMessageBody = createHash("md5").update(body).digest("hex");
      response
        .writeHead(200, { "content-type": "application/x-amz-json-1.0" })
        .end(JSON.stringify({ MessageId: "1", MD5OfMessageBody }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, bodies, close: () => server.close() };
}

/**
 * Invokes the shipper's bundle as Lambda does, with each event in turn, against the tests' OpenSearch.
 *
 * @param folder where the bundle is made: below the repository, so that the SDK that the runtime brings is found in its packages
 */
export async function invokeShipper(
  folder: string,
  events: readonly object[],
  sqs: string,
  sources: readonly LogSource[],
): Promise<Answer[]> {
  const { file } = await bundle(SHIPPER.name, SHIPPER.entry, folder);
  const { endpoint } = await searchNode();
  const child = spawn(
    path.join(nodeFolder(22), "node"),
    [path.join(root, "test/functions/support/invoke.js"), file],
    {
      env: {
        NODE_OPTIONS: SHIPPER_NODE_OPTIONS,
        AWS_REGION: "eu-west-2",
        AWS_ACCESS_KEY_ID: "testing",
        AWS_SECRET_ACCESS_KEY: "testing",
        AWS_ENDPOINT_URL_SQS: sqs,
        ...shipperEnvironment({
          endpoint,
          poisonQueueUrl: `${sqs}/1/poison`,
          retryQueueUrl: `${sqs}/1/retry`,
          sources,
          networks: NETWORKS,
        }),
      },
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end(events.map((event) => JSON.stringify(event)).join("\n"));
  await new Promise((resolve) => child.once("close", resolve));
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
}
