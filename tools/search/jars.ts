import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { withLock } from "../lib/lock";
import { root } from "../lib/paths";

const run = promisify(execFile);
const cache = path.join(root, ".search");

/** A list of what Maven is to fetch, and how it is put into a folder. */
interface Fetched {
  readonly pom: string;
  readonly goal: string;
  /** How the folder's name begins. */
  readonly name: string;
}

const NODE: Fetched = { pom: "pom.xml", goal: "copy-dependencies", name: "jars" };
const SECURITY: Fetched = { pom: "security-pom.xml", goal: "unpack-dependencies", name: "security" };

/**
 * The folder with the jars of an OpenSearch node, fetched by Maven at first use and kept in `.search` (git-ignored).
 *
 * @throws Error with what Maven said, or that there is no Maven
 */
export function searchJars(): Promise<string> {
  return folderOf(NODE);
}

/** The folder with the jars of OpenSearch's security plugin, in the same way. They need those of the node beside them. */
export function securityJars(): Promise<string> {
  return folderOf(SECURITY);
}

async function folderOf(fetched: Fetched): Promise<string> {
  const pom = path.join(__dirname, fetched.pom);
  // A folder per version of the list of jars: a changed pom is fetched anew and never mixed with what was there.
  const digest = createHash("sha256").update(fs.readFileSync(pom)).digest("hex").slice(0, 12);
  const folder = path.join(cache, `${fetched.name}-${digest}`);
  if (!fs.existsSync(folder)) {
    await withLock(path.join(cache, "jars.lock"), async () => {
      if (!fs.existsSync(folder)) {
        await fetchInto(folder, pom, fetched.goal);
      }
    });
  }
  return folder;
}

async function fetchInto(folder: string, pom: string, goal: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  // Maven marks what it has unpacked, beside the pom unless told otherwise, and then unpacks it nowhere else.
  const marks = `-DmarkersDirectory=${path.join(draft, ".marks")}`;
  const args = ["-B", "-q", "-f", pom, `dependency:${goal}`, `-DoutputDirectory=${draft}`, marks];
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
