import type { LoggedEvent } from "../cli/event-log";
import { nameOf } from "./state";

/** A log that is no terminal gets a line for this many finished resources. */
const EVERY = 50;

/** Shows how far a deployment has come: one line that renews itself on a terminal, a line now and then in a log. */
export class Steps {
  #done = 0;
  #phase = "";

  constructor(
    private readonly stack: string,
    private readonly stream: NodeJS.WriteStream = process.stdout,
  ) {}

  /** Takes in one event of the engine. */
  readonly see = ({ resOutputsEvent, policyLoadEvent }: LoggedEvent): void => {
    if (policyLoadEvent) return this.#show("loads the policy pack");
    if (!resOutputsEvent) return;
    const phase = resOutputsEvent.planning ? "previewed" : "done";
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#done = 0;
    }
    this.#done += 1;
    if (this.stream.isTTY) this.#show(`${this.#done} ${phase}, ${nameOf(resOutputsEvent.metadata.urn)}`);
    else if (this.#done % EVERY === 0) this.#show(`${this.#done} resources ${phase}`);
  };

  /** Clears the line. */
  end(): void {
    if (this.stream.isTTY) this.stream.write("\r\x1b[K");
  }

  #show(text: string): void {
    const line = `${this.stack}: ${text}`;
    this.stream.write(this.stream.isTTY ? `\r\x1b[K${line.slice(0, this.stream.columns - 1)}` : `${line}\n`);
  }
}
