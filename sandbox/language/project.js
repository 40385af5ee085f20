const fs = require("node:fs");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const { children } = require("./children.js");
const { runtimeOptions } = require("./options.js");

/** The nearest folder, this one or above, that holds a file; undefined when none does. */
function folderWith(file, directory) {
  for (let at = directory; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, file))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** `pulumi install`: runs the package manager and shows its output. */
function installDependencies(call) {
  const info = call.request.getInfo();
  const { packagemanager } = runtimeOptions(info);
  const send = (set) => (bytes) => call.write(new language.InstallDependenciesResponse()[set](bytes));
  const child = children.start(packagemanager, ["install"], {
    cwd: info.getProgramDirectory(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const fail = (details) => call.emit("error", { code: grpc.status.UNKNOWN, details });
  child.stdout.on("data", send("setStdout"));
  child.stderr.on("data", send("setStderr"));
  child.once("error", (error) => fail(`${packagemanager} cannot be started: ${error.message}`));
  child.once("close", (code) =>
    code === 0 ? call.end() : fail(`${packagemanager} install ended with ${code}`),
  );
  call.on("cancelled", () => child.kill("SIGKILL"));
}

/** `pulumi about`, and asked before every update: which node runs programs. It is the one on PATH that runs this host. */
function about(request) {
  const { packagemanager } = runtimeOptions(request.getInfo());
  const response = new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version);
  response.getMetadataMap().set("packagemanager", packagemanager);
  return response;
}

/** Installed packages: those the program's package.json names, or all of them. */
function programDependencies(request) {
  const directory = request.getInfo().getProgramDirectory();
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8"));
  const root = folderWith("node_modules/.package-lock.json", directory);
  const lock =
    root && JSON.parse(fs.readFileSync(path.join(root, "node_modules/.package-lock.json"), "utf8"));
  const named = { ...manifest.dependencies, ...manifest.devDependencies };
  const response = new language.GetProgramDependenciesResponse();
  for (const [where, entry] of Object.entries(lock?.packages ?? {})) {
    const name = where.slice(where.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!entry.version) continue;
    if (request.getTransitivedependencies() || (where === `node_modules/${name}` && named[name])) {
      response.addDependencies(new language.DependencyInfo().setName(name).setVersion(entry.version));
    }
  }
  return response;
}

module.exports = { installDependencies, about, programDependencies };
