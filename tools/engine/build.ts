import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { engineFolder, root } from "../lib/paths";
import { progress } from "../lib/progress";
import { builtPath, examine, type Found } from "./find";
import { PINNED } from "./versions";

/** Without it the CLI reports no version and the Automation API refuses it. */
const VERSION_FLAG = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PINNED}`;

/** Lines of a failed build worth showing. */
const SHOWN = 5;

/** Runs a command to its end and resolves to what went wrong, if anything. */
function run(command: string, args: string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ["ignore", "ignore", "pipe"],
      // The module is built as it is pinned, whatever workspace or flags surround it.
      env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly -buildvcs=false", CGO_ENABLED: "0" },
    });
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => (output = (output + chunk).slice(-20_000)));
    child.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ENOENT" ? `${command} is not on PATH` : error.message),
    );
    child.once("close", (code) => {
      const tail = output.trim().split("\n").slice(-SHOWN).join("\n    ");
      resolve(code === 0 ? undefined : `${command} ${args[0]} ended with ${code}:\n    ${tail}`);
    });
  });
}

/**
 * Builds the CLI from its published Go module, as pinned in tools/engine/go.mod.
 *
 * A build that was interrupted goes on from Go's build cache; the result gets its name only when it is whole.
 */
export async function build(): Promise<Found> {
  const draft = `${builtPath}.${process.pid}.part`;
  fs.mkdirSync(engineFolder, { recursive: true });
  const end = progress(`Building the Pulumi CLI ${PINNED} from its Go module (4 minutes on 2 cores)`);
  try {
    const reason = await run(
      "go",
      [
        "build",
        "-trimpath",
        "-ldflags",
        `-s -w ${VERSION_FLAG}`,
        "-o",
        draft,
        "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      ],
      path.join(root, "tools/engine"),
    );
    if (reason) return { reason };
    fs.renameSync(draft, builtPath);
    return examine(builtPath);
  } finally {
    end();
    fs.rmSync(draft, { force: true });
  }
}
