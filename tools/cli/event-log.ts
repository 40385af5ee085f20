import * as fs from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";

/** Names of the policies that held and did not hold, as the engine reports them for a resource or for the stack. */
export interface PolicySummary {
  readonly resourceUrn?: string;
  readonly policyPackName: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** An event as the CLI logs it; the SDK's type lacks those about policies. */
export type LoggedEvent = EngineEvent & {
  readonly policyLoadEvent?: object;
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
};

/** The engine logs each call it takes as a debug message: many times all the rest, and of no use here. */
const DEBUG = '"severity":"debug"';

/** Bytes before the place reached that must still be there for the file to be the same. */
const TAIL = 64;

/**
 * Reads the file of events that the CLI writes, line by line and as often as one likes.
 *
 * `up` writes the file anew when its preview is over. Of the preview, what was not read by then is lost; of what comes after,
 * nothing is.
 */
export class EventLog {
  readonly events: LoggedEvent[] = [];
  #offset = 0;
  #tail: Buffer = Buffer.alloc(0);
  #rest: Buffer = Buffer.alloc(0);

  constructor(
    readonly file: string,
    private readonly onEvent: (event: LoggedEvent) => void = () => {},
  ) {}

  /** Takes in what has been written since the last time. */
  read(): void {
    const added = this.#added();
    if (added.length === 0) return;
    const text = Buffer.concat([this.#rest, added]);
    const end = text.lastIndexOf("\n");
    this.#rest = text.subarray(end + 1);
    for (const line of text
      .subarray(0, end + 1)
      .toString("utf8")
      .split("\n")) {
      if (line === "" || line.includes(DEBUG)) continue;
      const event = JSON.parse(line) as LoggedEvent;
      this.events.push(event);
      this.onEvent(event);
    }
  }

  #added(): Buffer {
    let handle: number;
    try {
      handle = fs.openSync(this.file, "r");
    } catch {
      return Buffer.alloc(0);
    }
    try {
      const { size } = fs.fstatSync(handle);
      if (!this.#sameFile(handle)) {
        this.#offset = 0;
        this.#rest = Buffer.alloc(0);
      }
      const added = bytes(handle, this.#offset, size - this.#offset);
      this.#offset += added.length;
      this.#tail = bytes(handle, Math.max(0, this.#offset - TAIL), Math.min(TAIL, this.#offset));
      return added;
    } finally {
      fs.closeSync(handle);
    }
  }

  /** Whether the file still ends, up to the place reached, as it did then. */
  #sameFile(handle: number): boolean {
    return bytes(handle, this.#offset - this.#tail.length, this.#tail.length).equals(this.#tail);
  }
}

/** Some bytes of a file; fewer when it is shorter. */
function bytes(handle: number, from: number, count: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, count));
  return buffer.subarray(0, fs.readSync(handle, buffer, 0, buffer.length, from));
}
