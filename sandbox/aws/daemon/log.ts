import { appendFileSync } from "node:fs";

/** How long lines may wait, in milliseconds. */
const DELAY_MS = 50;

/** The daemon's log: one line per change, refusal and event. */
export class Log {
  private lines: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly path: string) {}

  write(line: string): void {
    this.lines.push(`${new Date().toISOString()} ${line}\n`);
    this.timer ??= setTimeout(() => this.flush(), DELAY_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.lines.join("");
    this.lines = [];
    if (text !== "") appendFileSync(this.path, text);
  }
}
