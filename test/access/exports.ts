import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { access } from "../../tools/access/command";
import { nameOf, type StackState, type StateResource } from "../../tools/sandbox/state";

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Files in a folder of their own, for the command. */
export class Exports {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), "access-"));

  /** Writes a file. @returns its path */
  write(name: string, content: unknown): string {
    const file = path.join(this.#folder, name);
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  remove(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs the command as a person would. */
export async function told(...args: string[]): Promise<Told> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await access(args, { log: (text) => out.push(text), error: (text) => err.push(text) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** A resource of a state. @throws when there is none, or more than one */
export function resourceIn(state: StackState, type: string, name: string): StateResource {
  const found = (state.deployment.resources ?? []).filter(
    (entry) => entry.type === type && nameOf(entry.urn) === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} of ${type} ${name}`);
  return found[0]!;
}

type Statement = Record<string, unknown>;

/** A resource with other statements in a policy of it. */
export function withStatements(
  resource: StateResource,
  property: string,
  change: (statements: Statement[]) => Statement[],
): StateResource {
  const document = JSON.parse(String(resource.outputs?.[property])) as { Statement: Statement[] };
  const text = JSON.stringify({ ...document, Statement: change(document.Statement) });
  const put = (values: StateResource["inputs"]): StateResource["inputs"] => ({ ...values, [property]: text });
  return { ...resource, inputs: put(resource.inputs), outputs: put(resource.outputs) } as StateResource;
}

/** A state in which some resources are others. */
export function withResources(state: StackState, ...changed: StateResource[]): StackState {
  const byUrn = new Map(changed.map((entry) => [entry.urn, entry]));
  const resources = (state.deployment.resources ?? []).map((entry) => byUrn.get(entry.urn) ?? entry);
  return { ...state, deployment: { ...state.deployment, resources } };
}

/**
 * What `pulumi preview --json` writes of changes to resources: their inputs, and neither ids nor outputs; those that stay the same, providers too, are
 * left out.
 */
export function previewOf(...steps: (readonly [op: string, state: StateResource])[]): unknown {
  return {
    steps: steps.map(([op, { id: _id, outputs: _outputs, ...state }]) => ({
      op,
      urn: state.urn,
      ...(op === "delete" ? { oldState: state } : { newState: state }),
    })),
  };
}
