import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { searchJars } from "./jars";

/** A running OpenSearch node. */
export interface SearchNode {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
  /** Lets this process end while the node still runs; the node then ends with it. */
  release(): void;
}

/** Milliseconds to the first answer: about 6 s alone, several times that beside a busy test run. */
const START_MS = 120_000;
/** Memory for indices of a week of test traffic; the process takes about 700 MB with it. */
const HEAP = "512m";

/**
 * Starts a node on a free port of 127.0.0.1, with its data in a temporary folder. It ends with this process, however that ends.
 *
 * @throws Error with the node's log when it does not answer in time
 */
export async function startSearchNode(): Promise<SearchNode> {
  const jars = await searchJars();
  const port = await freePort();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "landing-zone-search-"));
  const log: string[] = [];
  const java = spawn(
    "java",
    [
      `-Xms${HEAP}`,
      `-Xmx${HEAP}`,
      "-cp",
      path.join(jars, "*"),
      path.join(__dirname, "Launcher.java"),
      data,
      String(port),
    ],
    { stdio: ["pipe", "pipe", "pipe"], cwd: data },
  );
  const keep = (chunk: Buffer): void => {
    log.push(chunk.toString());
    log.splice(0, log.length - 50);
  };
  java.stdout.on("data", keep);
  java.stderr.on("data", keep);
  let failure: Error | undefined;
  java.once("error", (error) => (failure = error));
  // A pipe whose reader died breaks when it is closed; there is nothing left to tell it then.
  java.stdin.on("error", () => undefined);

  const stop = async (): Promise<void> => {
    await ended(java);
    fs.rmSync(data, { recursive: true, force: true });
  };
  const release = (): void => {
    java.unref();
    for (const pipe of [java.stdin, java.stdout, java.stderr]) (pipe as unknown as net.Socket).unref();
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const until = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (failure || java.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`OpenSearch did not start: ${failure?.message ?? log.join("")}`);
    }
    await sleep(200);
  }
  return { endpoint, stop, release };
}

/** Closes the pipe that keeps the node up, and waits until it is gone. */
async function ended(java: ChildProcess): Promise<void> {
  if (java.exitCode !== null || java.pid === undefined) {
    return;
  }
  const gone = new Promise<void>((resolve) => java.once("exit", () => resolve()));
  java.stdin?.end();
  const patience = setTimeout(() => java.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(patience);
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(`${endpoint}/_cluster/health`);
    return answer.ok && ((await answer.json()) as { status: string }).status !== "red";
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
