import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Cloud, CloudFile } from "./cloud";

/** How long a change may wait before it is written, in milliseconds. A shim that leaves, and a signal, cut the wait short. */
const DELAY_MS = 40;

/** Keeps a cloud in its JSON file: written whole, beside it, then renamed, so a reader never sees half of one. */
export class CloudStore {
  private written = 0;
  private stamp = "";
  private timer: NodeJS.Timeout | undefined;
  private lastWriteMs = 0;

  constructor(
    private readonly path: string,
    private readonly cloud: Cloud,
  ) {}

  /**
   * Reads the file unless it is as this process last saw it: whoever edits it between two runs of the engine is heard.
   * @throws when the file is there but is not a cloud
   */
  load(): void {
    const stamp = this.stampNow();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.cloud.load(readCloudFile(this.path));
    this.written = this.cloud.changes;
  }

  /** Writes soon; a slow (large) cloud is written less often. */
  schedule(): void {
    if (this.cloud.changes === this.written || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.flush(), Math.max(DELAY_MS, this.lastWriteMs * 10));
  }

  /** Writes now what has changed since the last write. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.cloud.changes === this.written) return;
    const start = performance.now();
    writeCloudFile(this.path, this.cloud.save());
    this.written = this.cloud.changes;
    this.stamp = this.stampNow();
    this.lastWriteMs = performance.now() - start;
  }

  private stampNow(): string {
    if (!existsSync(this.path)) return "absent";
    const { mtimeMs, size, ino } = statSync(this.path);
    return `${mtimeMs}:${size}:${ino}`;
  }
}

/** The cloud in the file; an empty one when there is none. */
export function readCloudFile(path: string): CloudFile {
  if (!existsSync(path)) return { version: 1, minted: {}, resources: [] };
  try {
    const content = JSON.parse(readFileSync(path, "utf8")) as CloudFile;
    if (content.version !== 1 || !Array.isArray(content.resources)) throw new Error("it has no resources");
    return content;
  } catch (error) {
    throw new Error(
      `sandbox: ${path} is not a sandbox cloud: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Writes a cloud's file atomically. One resource a line, so that two clouds can be compared by line. */
export function writeCloudFile(path: string, content: CloudFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  const resources = content.resources.map((resource) => `  ${JSON.stringify(resource)}`).join(",\n");
  const minted = JSON.stringify(content.minted);
  writeFileSync(draft, `{\n"version": 1,\n"minted": ${minted},\n"resources": [\n${resources}\n]\n}\n`);
  renameSync(draft, path);
}
