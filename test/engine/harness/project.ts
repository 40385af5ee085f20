import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { CHECKPOINT_AT_END } from "../../../tools/cli/checkpoint";
import { pulumi } from "../../../tools/cli/pulumi";
import { packArguments } from "../../../tools/lib/stacks";
import type { StackState } from "../../../tools/sandbox/state";
import { outcome, type Outcome, success } from "./outcome";

/** Settings of a stack: its file's `config`, keys with the project's name before them. */
export type Config = Record<string, unknown>;

export interface RunOptions {
  /** Policy pack: false for none, a folder for another than the project's own. */
  readonly pack?: boolean | string;
  /** `up` deploys at once; true lets it preview first, as a person's `up` does. */
  readonly preview?: boolean;
  /** Has the state written at the command's end alone, which saves most of the time of a large `up`. */
  readonly checkpointAtEnd?: boolean;
  /** More arguments for the CLI. */
  readonly args?: readonly string[];
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One Pulumi project in a sandbox: runs the real CLI in its folder, on copies of its stacks' files of settings. */
export class Project {
  readonly #stacks = new Set<string>();

  /**
   * @param folder the project's folder; nothing is written there
   * @param copies folder for the copies of the stacks' files
   * @param env environment that leads to the sandbox
   * @param usesPack whether commands have the project's policy pack enforced unless told otherwise
   */
  constructor(
    readonly folder: string,
    private readonly copies: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly usesPack: boolean,
  ) {
    fs.mkdirSync(copies, { recursive: true });
    fs.copyFileSync(path.join(folder, "Pulumi.yaml"), path.join(copies, "Pulumi.yaml"));
  }

  up(stack = "dev", options: RunOptions = {}): Promise<Outcome> {
    return this.#run("up", stack, options, ["--yes", ...(options.preview ? [] : ["--skip-preview"])]);
  }

  preview(stack = "dev", options: RunOptions = {}): Promise<Outcome> {
    return this.#run("preview", stack, options, []);
  }

  refresh(stack = "dev", options: RunOptions = {}): Promise<Outcome> {
    return this.#run("refresh", stack, { pack: false, ...options }, ["--yes", "--skip-preview"]);
  }

  destroy(stack = "dev", options: RunOptions = {}): Promise<Outcome> {
    return this.#run("destroy", stack, { pack: false, ...options }, ["--yes", "--skip-preview"]);
  }

  /** The stack's state, as `pulumi stack export` gives it. */
  async export(stack = "dev"): Promise<StackState> {
    return JSON.parse((await this.#plain(["stack", "export", "--stack", stack])).stdout) as StackState;
  }

  /** The stack's outputs, secrets shown. */
  async outputs(stack = "dev"): Promise<Record<string, unknown>> {
    const args = ["stack", "output", "--json", "--show-secrets", "--stack", stack];
    return JSON.parse((await this.#plain(args)).stdout) as Record<string, unknown>;
  }

  /** Any other command of the CLI, in the folder of the copies. */
  async command(args: readonly string[]): Promise<Outcome> {
    return outcome(await pulumi(args, { cwd: this.copies, env: this.env }));
  }

  /** Changes a stack's settings: in the sandbox's copy, so that the project's own file stays as it is. */
  editConfig(stack: string, mutate: (config: Config) => void): void {
    const file = this.configFile(stack);
    const content = (parse(fs.readFileSync(file, "utf8")) ?? {}) as { config?: Config };
    content.config ??= {};
    mutate(content.config);
    fs.writeFileSync(file, stringify(content));
  }

  /** The sandbox's copy of a stack's file; made when it is first asked for. */
  configFile(stack: string): string {
    const copy = path.join(this.copies, `Pulumi.${stack}.yaml`);
    if (!fs.existsSync(copy)) {
      const own = path.join(this.folder, `Pulumi.${stack}.yaml`);
      fs.writeFileSync(
        copy,
        fs.existsSync(own) ? this.prepared(stack, fs.readFileSync(own, "utf8")) : "config: {}\n",
      );
    }
    return copy;
  }

  /** What the copy of a stack's file holds at first: here what the file itself does. */
  protected prepared(_stack: string, text: string): string {
    return text;
  }

  /** Makes the stack unless it is there. Done among the copies: the CLI writes the stack's salt into the file beside Pulumi.yaml. */
  async init(stack: string): Promise<void> {
    if (this.#stacks.has(stack)) return;
    this.#stacks.add(stack);
    this.configFile(stack);
    await this.#plain(["stack", "init", "--no-select", "--stack", stack]);
  }

  async #plain(args: readonly string[]): Promise<Outcome> {
    return success(await this.command(args));
  }

  async #run(command: string, stack: string, options: RunOptions, args: string[]): Promise<Outcome> {
    await this.init(stack);
    const { args: line, cwd, env } = this.commandLine(command, stack, options, args);
    return outcome(await pulumi(line, { cwd, env }));
  }

  /** The command line of an operation on a stack that exists, with the folder and environment to start it in. */
  commandLine(
    command: string,
    stack: string,
    options: RunOptions = {},
    args: readonly string[] = [],
  ): { args: string[]; cwd: string; env: NodeJS.ProcessEnv } {
    const pack = options.pack ?? this.usesPack;
    return {
      args: [
        ...[command, "--stack", stack, "--config-file", this.configFile(stack), ...args],
        ...(typeof pack === "string" ? ["--policy-pack", pack] : pack ? packArguments(stack) : []),
        ...(options.args ?? []),
      ],
      cwd: this.folder,
      env: { ...this.env, ...(options.checkpointAtEnd ? CHECKPOINT_AT_END : {}), ...options.env },
    };
  }
}
