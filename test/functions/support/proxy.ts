import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { freePort } from "./moto";

/** A request that passed, and what it asked for. */
export interface Passed {
  readonly path: string;
  readonly action: string;
  readonly body: string;
  /** When the caller says that it made it, by its own clock; undefined for a call that is not signed. */
  readonly signedAt: number | undefined;
}

/** An answer given instead of passing the request on. */
export interface Fault {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stands between the SDK and moto: keeps what passes, and answers in its place when told to. */
export interface Proxy {
  readonly endpoint: string;
  readonly passed: Passed[];
  /** Decides about each request; undefined lets it through, `silence` leaves it without an answer. */
  fault: (passed: Passed) => Fault | "silence" | undefined;
  /** Whether the answer to a request that was carried out is lost on its way back. */
  loses: (passed: Passed) => boolean;
  /** Milliseconds by which the services' clock is ahead of ours, as their answers say. */
  ahead: number;
  /** Called after a request was answered by moto. */
  after: (passed: Passed) => void | Promise<void>;
  stop(): Promise<void>;
}

const actionOf = (incoming: IncomingMessage, body: string): string => {
  const target = incoming.headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").pop() ?? "";
  return new URLSearchParams(body).get("Action") ?? `${incoming.method} ${incoming.url?.split("?")[0]}`;
};

/** Reads `20260301T120000Z`. */
function signedAt({ headers }: IncomingMessage): number | undefined {
  const stamp = headers["x-amz-date"];
  const parts = typeof stamp === "string" ? /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) : null;
  if (parts === null) return undefined;
  const [year = 0, month = 1, ...rest] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...(rest as [number, number, number, number]));
}

/** EC2's own way of saying that it is called too often. */
export const EC2_THROTTLED: Fault = {
  status: 503,
  body: '<?xml version="1.0"?><Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error></Errors><RequestID>r</RequestID></Response>',
  headers: { "content-type": "text/xml" },
};

/** EC2's own way of saying no. */
export const EC2_DENIED: Fault = {
  status: 403,
  body: '<?xml version="1.0"?><Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>',
  headers: { "content-type": "text/xml" },
};

/** Starts a proxy before an endpoint such as moto's. */
export async function startProxy(target: string): Promise<Proxy> {
  const port = await freePort();
  const proxy: Omit<Proxy, "stop"> = {
    endpoint: `http://127.0.0.1:${port}`,
    passed: [],
    fault: () => undefined,
    loses: () => false,
    ahead: 0,
    after: () => undefined,
  };
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): void => {
    const text = body.toString("utf8");
    const passed: Passed = {
      path: incoming.url ?? "",
      action: actionOf(incoming, text),
      body: text,
      signedAt: signedAt(incoming),
    };
    proxy.passed.push(passed);
    const date = proxy.ahead === 0 ? {} : { date: new Date(Date.now() + proxy.ahead).toUTCString() };
    const fault = proxy.fault(passed);
    if (fault === "silence") return;
    if (fault !== undefined) {
      outgoing.writeHead(fault.status, { ...fault.headers, ...date }).end(fault.body);
      return;
    }
    const onward = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: incoming.headers },
      (answered) => {
        const chunks: Buffer[] = [];
        answered.on("data", (chunk: Buffer) => chunks.push(chunk));
        answered.on("end", () => {
          void Promise.resolve(proxy.after(passed)).then(() => {
            if (proxy.loses(passed)) outgoing.destroy();
            else
              outgoing
                .writeHead(answered.statusCode ?? 502, { ...answered.headers, ...date })
                .end(Buffer.concat(chunks));
          });
        });
      },
    );
    onward.on("error", () => outgoing.writeHead(502).end());
    onward.end(body);
  };
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => answer(incoming, outgoing, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return Object.assign(proxy, {
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
