import * as fs from "node:fs";
import * as path from "node:path";

const PAUSE = 500;

function owner(lock: string): number | undefined {
  try {
    return Number(fs.readFileSync(lock, "utf8"));
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Takes the lock or says who holds it. A lock whose owner is dead is nobody's; should two find one at the same instant, both
 * may go on, so the work itself must put its results in place in one step.
 */
function take(lock: string): number | undefined {
  try {
    // The id is written before the file has its name, so a lock is never seen without an owner.
    const draft = `${lock}.${process.pid}`;
    fs.writeFileSync(draft, String(process.pid));
    try {
      fs.linkSync(draft, lock);
    } finally {
      fs.rmSync(draft, { force: true });
    }
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const pid = owner(lock);
    if (pid !== undefined && !alive(pid)) fs.rmSync(lock, { force: true });
    return pid ?? 0;
  }
}

/**
 * Does work that only one process on this machine may do at a time.
 *
 * @param lock path of the lock file; its folder is made
 * @param work what to do once the lock is held
 * @param onWait told once, with the holder's process id, when it must wait
 */
export async function withLock<T>(
  lock: string,
  work: () => Promise<T>,
  onWait: (pid: number) => void = () => {},
): Promise<T> {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  let told = false;
  for (let holder = take(lock); holder !== undefined; holder = take(lock)) {
    if (holder !== 0 && !told) {
      told = true;
      onWait(holder);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  const release = (): void => {
    if (owner(lock) === process.pid) fs.rmSync(lock, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}
