const grpc = require("@grpc/grpc-js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const { children } = require("./children.js");
const { runtimeOptions, optionVariables } = require("./options.js");
const { locate } = require("./program.js");
const { PackRelay } = require("./relay.js");

const PACK = "@pulumi/pulumi/cmd/run-policy-pack";
const PLUGIN = "@pulumi/pulumi/cmd/run-plugin";

/** The kind by which the engine names a policy pack. */
const POLICY_PACK = "analyzer";

/** `NAME=value` lines as the object that `spawn` takes. Without any the child gets this host's own environment. */
function environment(lines) {
  if (lines.length === 0) return process.env;
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

/** Command line: a policy pack takes its folder last, every other plugin takes it first. */
function pluginArguments(request, pack) {
  const directory = request.getInfo().getProgramDirectory();
  const args = request.getArgsList();
  return pack ? [...args, directory] : [directory, ...args];
}

/** Starts the plugin's process; its stdout and stderr are pipes. */
function start(request, extraVariables) {
  const info = request.getInfo();
  const pack = request.getKind() === POLICY_PACK;
  const options = runtimeOptions(info);
  const script = locate(pack ? PACK : PLUGIN, info.getProgramDirectory());
  // The vendor's host hands `nodeargs` to the script, where they do nothing; so a pack cannot rest on them here either.
  return children.start("node", [script, ...pluginArguments(request, pack)], {
    cwd: pack ? info.getProgramDirectory() : request.getPwd(),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment(request.getEnvList()), ...optionVariables(options), ...extraVariables },
  });
}

/** Passes a child's output on to the engine and ends the call with the child. */
function stream(call, child, onStdout) {
  const send = (set) => (bytes) => call.write(new language.RunPluginResponse()[set](bytes));
  child.stdout.on("data", onStdout ?? send("setStdout"));
  child.stderr.on("data", send("setStderr"));
  child.once("error", (error) => fail(call, `The plugin cannot be started: ${error.message}`));
  child.once("close", (code, signal) => {
    if (code === 0 || call.cancelled) call.end();
    else
      fail(call, `Plugin ${signal ? `was ended by ${signal}` : `exited with non-zero exit code: ${code}`}`);
  });
  call.on("cancelled", () => child.kill("SIGKILL"));
}

function fail(call, details) {
  call.emit("error", { code: grpc.status.UNKNOWN, details });
}

/** `RunPlugin`: runs a plugin written for node, a policy pack above all, until the engine drops the call. */
async function runPlugin(call) {
  const request = call.request;
  try {
    if (request.getKind() !== POLICY_PACK) return stream(call, start(request, {}));
    const relay = new PackRelay();
    call.on("cancelled", () => relay.close());
    const say = (text) => call.write(new language.RunPluginResponse().setStdout(Buffer.from(text)));
    say(`${await relay.listen()}\n`);
    const child = start(request, await relay.stackVariables());
    stream(
      call,
      child,
      relay.portReader((rest) => say(rest)),
    );
    child.once("close", () => relay.close());
  } catch (error) {
    fail(call, error.message);
  }
}

module.exports = { runPlugin };
