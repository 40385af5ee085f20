const grpc = require("@grpc/grpc-js");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Messages pass through as the bytes they are: the relay reads just the one it needs. */
const bytes = (value) => value;

/** Variables from which the SDK in a pack learns organisation, project, stack and configuration. */
function variablesOf(stack) {
  const config = Object.fromEntries(stack.getConfigMap().entries());
  return {
    PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
    PULUMI_NODEJS_PROJECT: stack.getProject(),
    PULUMI_NODEJS_STACK: stack.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(config),
  };
}

/**
 * Stands between the engine and a policy pack.
 *
 * A pack wants its stack's name and configuration in its environment when it starts; the engine tells them in its first
 * call to a pack that has already started. So the relay takes that call, lets the pack start, and passes everything on.
 */
class PackRelay {
  #server = new grpc.Server(UNLIMITED);
  #stack = deferred();
  #client = deferred();
  #configuration;

  /** Listens on a free local port and resolves to it. */
  listen() {
    const services = {};
    const handlers = {};
    for (const [name, method] of Object.entries(AnalyzerService)) {
      services[name] = {
        path: method.path,
        requestStream: false,
        responseStream: false,
        requestSerialize: bytes,
        requestDeserialize: bytes,
        responseSerialize: bytes,
        responseDeserialize: bytes,
      };
      handlers[name] = (call, callback) => this.#pass(method, call.request, callback);
    }
    handlers.handshake = (_call, callback) => callback(null, Buffer.alloc(0));
    handlers.configureStack = (call, callback) => {
      this.#configuration = call.request;
      this.#stack.resolve(variablesOf(AnalyzerService.configureStack.requestDeserialize(call.request)));
      callback(null, Buffer.alloc(0));
    };
    this.#server.addService(services, handlers);
    return new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
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
      this.#connect(Number(head.slice(0, end)));
      if (head.length > end + 1) onRest(head.slice(end + 1));
    };
  }

  close() {
    this.#stack.resolve({});
    this.#client.reject(new Error("The policy pack has ended"));
    this.#client.promise.then(
      (client) => client.close(),
      () => {},
    );
    this.#server.forceShutdown();
  }

  #connect(port) {
    const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), UNLIMITED);
    if (!this.#configuration) return this.#client.resolve(client);
    client.makeUnaryRequest(
      AnalyzerService.configureStack.path,
      bytes,
      bytes,
      this.#configuration,
      (error) => {
        // A pack of an older SDK does not know the call and does well without it.
        if (error && error.code !== grpc.status.UNIMPLEMENTED) this.#client.reject(error);
        else this.#client.resolve(client);
      },
    );
  }

  #pass(method, message, callback) {
    this.#stack.resolve({});
    this.#client.promise.then(
      (client) => client.makeUnaryRequest(method.path, bytes, bytes, message, callback),
      (error) => callback({ code: grpc.status.UNAVAILABLE, details: error.message }),
    );
  }
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
