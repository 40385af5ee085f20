import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { withLock } from "../lib/lock";
import { root } from "../lib/paths";

const run = promisify(execFile);
const pom = path.join(__dirname, "pom.xml");
const cache = path.join(root, ".search");

/**
 * The folder with the jars of an OpenSearch node, fetched by Maven at first use and kept in `.search` (git-ignored).
 *
 * @throws Error with what Maven said, or that there is no Maven
 */
export async function searchJars(): Promise<string> {
  // A folder per version of the list of jars: a changed pom is fetched anew and never mixed with what was there.
  const digest = createHash("sha256").update(fs.readFileSync(pom)).digest("hex").slice(0, 12);
  const folder = path.join(cache, `jars-${digest}`);
  if (!fs.existsSync(folder)) {
    await withLock(path.join(cache, "jars.lock"), async () => {
      if (!fs.existsSync(folder)) {
        await fetchInto(folder);
      }
    });
  }
  return folder;
}

async function fetchInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  const args = ["-B", "-q", "-f", pom, "dependency:copy-dependencies", `-DoutputDirectory=${draft}`];
  try {
    await run("mvn", args);
  } catch (error) {
    const { code, stdout } = error as { code?: string | number; stdout?: string };
    fs.rmSync(draft, { recursive: true, force: true });
    throw new Error(
      code === "ENOENT"
        ? "Maven (mvn) is needed to fetch OpenSearch: install maven and a Java development kit, 17 or later"
        : `mvn ${args.join(" ")} failed:\n${stdout ?? String(error)}`,
    );
  }
  fs.renameSync(draft, folder);
}
