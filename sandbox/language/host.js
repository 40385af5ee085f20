// Only what every preview needs is loaded here: the rest (`project.js`) is required by the call that wants it.
const fs = require("node:fs");
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const plugin = require("@pulumi/pulumi/proto/plugin_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { children } = require("./children.js");
const { runProgram } = require("./program.js");
const { runPlugin } = require("./plugin.js");

/** The engine sends whole plans in one message; its own limit is 400 MB. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** A gRPC handler of a call that answers once, from a function that returns the answer or a promise of it. */
const unary = (answer) => (call, callback) => {
  Promise.resolve()
    .then(() => answer(call.request))
    .then(
      (response) => callback(null, response),
      (error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
};

/** Version this host reports: that of the SDK it serves. */
function pluginInfo() {
  return new plugin.PluginInfo().setVersion(require("@pulumi/pulumi/package.json").version);
}

/**
 * The calls of `LanguageRuntime`. Those left out (code generation, packing) answer UNIMPLEMENTED, which the engine
 * knows how to take.
 */
function calls(engine) {
  return {
    handshake: unary((request) => {
      engine.address = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(pluginInfo),
    // None: providers are found on PATH or in the plugin folder when the program first asks for them.
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    run: unary((request) => runProgram(request, engine.address)),
    runPlugin,
    installDependencies: (call) => require("./project.js").installDependencies(call),
    about: unary((request) => require("./project.js").about(request)),
    getProgramDependencies: unary((request) => require("./project.js").programDependencies(request)),
    runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
    template: unary(() => new language.TemplateResponse()),
    cancel: unary(() => {
      children.interrupt();
      return new Empty();
    }),
  };
}

/** Ends this process, and what it started, when the engine is gone: the engine holds the other end of our stdin. */
function watchEngine(stop) {
  const stdin = fs.fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) {
    process.stdin.on("end", stop).on("error", stop).resume();
  }
}

/**
 * Serves the language runtime on a free local port and prints the port, as the engine expects of a plugin.
 *
 * @param args command line of the engine; its last element is the engine's address
 */
function serve(args) {
  const engine = { address: args[args.length - 1] ?? "" };
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  server.addService(LanguageRuntimeService, calls(engine));
  const stop = () => {
    children.kill();
    process.exit(0);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      console.error(`The language host cannot listen: ${error.message}`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
    watchEngine(stop);
  });
}

module.exports = { serve, MESSAGE_BYTES };
