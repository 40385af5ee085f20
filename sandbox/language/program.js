const language = require("@pulumi/pulumi/proto/language_pb.js");
const { children } = require("./children.js");
const { runtimeOptions, optionVariables } = require("./options.js");

/** Exit code by which the SDK says that it has already told the user what went wrong. */
const ALREADY_TOLD = 32;

const RUN = "@pulumi/pulumi/cmd/run";

/** Where a module of the SDK lies for a program: its own copy, or that of a folder above. */
function locate(module, directory) {
  try {
    return require.resolve(module, { paths: [directory] });
  } catch {
    throw new Error(
      `It looks like the Pulumi SDK has not been installed in ${directory}. Have you run npm install?`,
    );
  }
}

/** The configuration as the SDK reads it from PULUMI_CONFIG: `project:name` becomes `project:config:name`. */
function configuration(request) {
  const config = {};
  for (const [key, value] of request.getConfigMap().entries()) {
    const at = key.indexOf(":");
    config[`${key.slice(0, at)}:config:${key.slice(at + 1)}`] = value;
  }
  return config;
}

/** Command line of the SDK's `cmd/run`. Empty values are left out; the program and its arguments come last. */
function programArguments(request, engine) {
  const info = request.getInfo();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: info.getProgramDirectory(),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    "--parallel",
    String(request.getParallel()),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

/** What the engine is told when the program has ended: nothing, "already told", or a sentence. */
function outcome(code, signal) {
  const response = new language.RunResponse();
  if (code === 0) return response;
  if (code === ALREADY_TOLD) return response.setBail(true);
  if (signal === "SIGABRT") {
    return response.setError(
      "Program was aborted, most likely out of memory: give node more with the runtime option " +
        "`nodeargs: --max-old-space-size=<megabytes>` in Pulumi.yaml",
    );
  }
  return response.setError(
    signal ? `Program was ended by ${signal}` : `Program exited with non-zero exit code: ${code}`,
  );
}

/**
 * Runs the program of a stack to its end.
 *
 * @param request the engine's `RunRequest`
 * @param engine address of the engine, for the program's log lines
 * @returns the `RunResponse`; a failure of the program is an answer, not an error
 */
function runProgram(request, engine) {
  const options = runtimeOptions(request.getInfo());
  const script = locate(
    process.env.PULUMI_LANGUAGE_NODEJS_RUN_PATH || RUN,
    request.getInfo().getProgramDirectory(),
  );
  const child = children.start("node", [...options.nodeargs, script, ...programArguments(request, engine)], {
    // The engine reads this host's output and shows it as the program's.
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      ...optionVariables(options),
      PULUMI_CONFIG: JSON.stringify(configuration(request)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  return new Promise((resolve) => {
    child.once("error", (error) =>
      resolve(new language.RunResponse().setError(`The program cannot be started: ${error.message}`)),
    );
    child.once("close", (code, signal) => resolve(outcome(code, signal)));
  });
}

module.exports = { runProgram, locate };
