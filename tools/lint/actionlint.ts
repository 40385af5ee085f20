import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { engineFolder, root } from "../lib/paths";

/** Version in tools/lint/go.mod; part of the file's name, so that another version is built anew. */
const VERSION = "1.7.12";

/**
 * Path of the linter for GitHub workflows; builds it from its pinned Go module the first time.
 *
 * @throws Error when it is not there and cannot be built
 */
export function actionlint(): string {
  const file = path.join(engineFolder, `actionlint-${VERSION}`);
  if (fs.existsSync(file)) return file;
  const draft = `${file}.${process.pid}.part`;
  fs.mkdirSync(engineFolder, { recursive: true });
  execFileSync("go", ["build", "-trimpath", "-o", draft, "github.com/rhysd/actionlint/cmd/actionlint"], {
    cwd: path.join(root, "tools/lint"),
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly -buildvcs=false", CGO_ENABLED: "0" },
  });
  fs.renameSync(draft, file);
  return file;
}
