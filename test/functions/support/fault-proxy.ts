import * as http from "node:http";
import { type AddressInfo } from "node:net";

/**
 * What happens to a bulk request: passed on, answered with a status, passed on in part (every `n`th item alone; the others get
 * 429), answered by a broken connection after it was stored, or never answered.
 */
export type Fault = "pass" | { status: number } | { everyNth: number } | "stored-but-broken" | "silence";

export interface FaultProxy {
  readonly endpoint: string;
  /** Bytes of each request that came. */
  readonly sizes: number[];
  close(): Promise<void>;
}

/** A server in front of a real node that does to the first requests what the list says, and passes on the rest. */
export async function faultProxy(target: string, faults: readonly Fault[]): Promise<FaultProxy> {
  const sizes: number[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const fault = faults[sizes.length] ?? "pass";
      sizes.push(Buffer.byteLength(body));
      answer(target, request.url ?? "", body, fault).then(
        (result) => {
          if (result === undefined) {
            request.socket.destroy();
          } else if (result !== "silence") {
            response.writeHead(result.status, { "content-type": "application/json" }).end(result.body);
          }
        },
        (error: unknown) => response.writeHead(502).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sizes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  target: string,
  path: string,
  body: string,
  fault: Fault,
): Promise<{ status: number; body: string } | "silence" | undefined> {
  if (fault === "silence") {
    return "silence";
  }
  if (typeof fault === "object" && "status" in fault) {
    return { status: fault.status, body: JSON.stringify({ error: "so the test wants it" }) };
  }
  if (typeof fault === "object") {
    return partly(target, path, body, fault.everyNth);
  }
  const result = await forward(target, path, body);
  return fault === "stored-but-broken" ? undefined : result;
}

async function forward(
  target: string,
  path: string,
  body: string,
): Promise<{ status: number; body: string }> {
  const answer = await fetch(target + path, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-ndjson" },
  });
  return { status: answer.status, body: await answer.text() };
}

async function partly(
  target: string,
  path: string,
  body: string,
  everyNth: number,
): Promise<{ status: number; body: string }> {
  const lines = body.trimEnd().split("\n");
  const pairs = Array.from({ length: lines.length / 2 }, (_, index) => lines.slice(2 * index, 2 * index + 2));
  const taken = pairs.filter((_, index) => index % everyNth === 0);
  const result = await forward(target, path, `${taken.flat().join("\n")}\n`);
  const { items } = JSON.parse(result.body) as { items: object[] };
  const rejected = {
    create: { status: 429, error: { type: "rejected_execution_exception", reason: "queue full" } },
  };
  const all = pairs.map((_, index) => (index % everyNth === 0 ? items[index / everyNth] : rejected));
  return { status: 200, body: JSON.stringify({ items: all }) };
}
