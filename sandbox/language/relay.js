const http2 = require("node:http2");
const net = require("node:net");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");

const HANDSHAKE = AnalyzerService.handshake.path;
const CONFIGURE = AnalyzerService.configureStack.path;

/** gRPC's frame of an empty message: not compressed, no byte long. */
const NOTHING = Buffer.alloc(5);
const FRAME = 5;

const OK = "0";
const UNKNOWN = "2";
/** The status by which an older SDK says that it does not know a call. */
const UNIMPLEMENTED = "12";

/** Variables from which the SDK in a pack learns organisation, project, stack and configuration. */
function variablesOf(message) {
  const stack = AnalyzerService.configureStack.requestDeserialize(message);
  return {
    PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
    PULUMI_NODEJS_PROJECT: stack.getProject(),
    PULUMI_NODEJS_STACK: stack.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().entries())),
  };
}

/** Ends a call with a gRPC status, after an empty message when all is well. */
function answer(stream, status, message = "") {
  if (stream.destroyed) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.once("wantTrailers", () =>
    stream.sendTrailers({ "grpc-status": status, "grpc-message": encodeURIComponent(message) }),
  );
  stream.end(status === OK ? NOTHING : undefined);
}

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Stands between the engine and a policy pack until the pack runs.
 *
 * A pack wants its stack's name and configuration in its environment when it starts; the engine tells them in a call to a
 * pack that has already started. So the relay takes that call and lets the pack start. When the pack knows the stack as well
 * it answers, and sends the engine away: the engine connects anew, and from then on bytes only pass through.
 */
class PackRelay {
  #sockets = new Set();
  #calls = http2.createServer();
  #listener = net.createServer((socket) => this.#accept(socket));
  #stack = deferred();
  #pack = deferred();
  #port;

  /** Listens on a free local port and resolves to it. */
  listen() {
    this.#calls.on("stream", (stream, headers) => this.#call(stream, headers));
    return new Promise((resolve, reject) => {
      this.#listener.once("error", reject);
      this.#listener.listen(0, "127.0.0.1", () => resolve(this.#listener.address().port));
    });
  }

  /** Resolves to the pack's environment variables once the engine has told the stack; to none if it calls otherwise. */
  stackVariables() {
    return this.#stack.promise;
  }

  /** Reads the pack's port, the first line it prints, and hands on whatever it prints afterwards. */
  portReader(onRest) {
    let head = "";
    let found = false;
    return (chunk) => {
      if (found) return onRest(chunk);
      head += chunk;
      const end = head.indexOf("\n");
      if (end < 0) return;
      found = true;
      const session = http2.connect(`http://127.0.0.1:${Number(head.slice(0, end))}`);
      session.on("error", () => {});
      this.#pack.resolve({ port: Number(head.slice(0, end)), session });
      if (head.length > end + 1) onRest(head.slice(end + 1));
    };
  }

  /** Ends everything; calls that still wait for the pack fail. */
  close() {
    this.#stack.resolve({});
    this.#pack.promise.then(
      ({ session }) => session.destroy(),
      () => {},
    );
    this.#pack.reject(new Error("The policy pack has ended"));
    this.#listener.close();
    // What the pack wrote last must still arrive.
    setImmediate(() => {
      for (const socket of this.#sockets) socket.destroySoon();
    });
  }

  #accept(socket) {
    this.#sockets.add(socket.setNoDelay(true));
    socket.once("close", () => this.#sockets.delete(socket)).on("error", () => socket.destroy());
    if (this.#port === undefined) return this.#calls.emit("connection", socket);
    const pack = net.connect(this.#port, "127.0.0.1").setNoDelay(true);
    pack.on("error", () => socket.destroy()).once("close", () => socket.destroySoon());
    socket.once("close", () => pack.destroy());
    socket.pipe(pack).pipe(socket);
  }

  async #call(stream, headers) {
    stream.on("error", () => {});
    try {
      const path = headers[":path"];
      const body = await bodyOf(stream);
      if (path === HANDSHAKE) return answer(stream, OK);
      // `policy publish` and the like ask the pack about itself and never name a stack.
      this.#stack.resolve(path === CONFIGURE ? variablesOf(body.subarray(FRAME)) : {});
      const { port, session } = await this.#pack.promise;
      const { reply, status, message } = await ask(session, path, body);
      if (path !== CONFIGURE) return forward(stream, reply, status, message);
      if (status !== OK && status !== UNIMPLEMENTED) return answer(stream, status, message);
      this.#port = port;
      answer(stream, OK);
      stream.session.close();
    } catch (error) {
      answer(stream, UNKNOWN, error.message);
    }
  }
}

/** Calls the pack with a message that is framed already; resolves to its framed reply and its status. */
function ask(session, path, body) {
  return new Promise((resolve, reject) => {
    const call = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    const end = {};
    const chunks = [];
    // A call that fails at once has its status in the headers and no trailers.
    call.on("response", (headers) => Object.assign(end, headers));
    call.on("trailers", (trailers) => Object.assign(end, trailers));
    call.on("data", (chunk) => chunks.push(chunk));
    call.once("error", reject);
    call.once("end", () =>
      resolve({
        reply: Buffer.concat(chunks),
        status: end["grpc-status"] ?? UNKNOWN,
        message: decodeURIComponent(end["grpc-message"] ?? ""),
      }),
    );
    call.end(body);
  });
}

/** Ends a call with the pack's own reply and status. */
function forward(stream, reply, status, message) {
  if (status !== OK) return answer(stream, status, message);
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": OK }));
  stream.end(reply);
}

/** A promise with its handles outside. */
function deferred() {
  let resolve;
  let reject;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

module.exports = { PackRelay };
