import { createHash } from "node:crypto";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import { SHIPPER, SHIPPER_NODE_OPTIONS } from "../../../functions/flow-logs/contract";
import { type LogSource, shipperEnvironment } from "../../../functions/flow-logs/settings";
import { NETWORKS } from "../../../tools/flows/sample/hosts";
import { bundle } from "../../../tools/functions/build";
import { type Answer, invokeBundle } from "./invoke-bundle";
import { searchNode } from "./opensearch";

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
  return invokeBundle(
    file,
    {
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
    events,
  );
}
