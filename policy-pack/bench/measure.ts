import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

export interface Run {
  readonly seconds: number;
  /** Most resident memory of any process below whose command line has the given word, in MB. */
  readonly megabytes: number;
  readonly status: number | null;
  readonly output: string;
}

/** Runs a command, timing it and watching the memory of the process that is of interest. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  watch: string,
): Promise<Run> {
  const start = process.hrtime.bigint();
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  let megabytes = 0;
  const timer = setInterval(() => (megabytes = Math.max(megabytes, residentOf(child.pid ?? 0, watch))), 100);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearInterval(timer);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, megabytes, status, output: Buffer.concat(chunks).toString() };
}

/** Resident memory of the descendants whose command line has the word, from /proc; 0 where there is no /proc. */
function residentOf(root: number, word: string): number {
  let most = 0;
  const parents = new Map<number, number>();
  let processes: string[];
  try {
    processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  for (const pid of processes) {
    const stat = text(`/proc/${pid}/stat`);
    parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  for (const pid of parents.keys()) {
    if (!below(pid, root, parents) || !text(`/proc/${pid}/cmdline`).includes(word)) continue;
    const kilobytes = /VmRSS:\s+(\d+)/.exec(text(`/proc/${pid}/status`))?.[1];
    most = Math.max(most, Number(kilobytes ?? 0) / 1024);
  }
  return most;
}

function below(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (
    let current: number | undefined = pid;
    current !== undefined && current > 1;
    current = parents.get(current)
  ) {
    if (current === root) return true;
  }
  return false;
}

/** Processes come and go while one looks. */
function text(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
