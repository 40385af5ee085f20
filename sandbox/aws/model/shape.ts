import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What a property holds, as far as the sandbox cares. */
export type Kind = "string" | "number" | "boolean" | "list" | "map" | "object";

export interface Property {
  readonly kind: Kind;
  /** For an input: it may be left out. For an output: it may be undefined, so nothing computes it. */
  readonly optional: boolean;
}

/** The inputs and outputs of a resource type, as the installed package declares them. */
export interface Shape {
  readonly inputs: ReadonlyMap<string, Property>;
  readonly outputs: ReadonlyMap<string, Property>;
}

/**
 * Reads shapes from the declarations of the installed `@pulumi/aws`, type by type and only when one is used (about a
 * millisecond each). So the catalogue need not repeat property names, and follows the package when it is upgraded.
 */
export class Shapes {
  private readonly known = new Map<string, Shape | undefined>();

  /** @param packageFolder folder of the installed `@pulumi/aws` */
  constructor(private readonly packageFolder: string) {}

  /** Version of the installed package, e.g. `7.48.0`. */
  version(): string {
    const manifest: unknown = JSON.parse(readFileSync(join(this.packageFolder, "package.json"), "utf8"));
    return (manifest as { version: string }).version;
  }

  /** Shape of a type token such as `aws:ec2/vpc:Vpc`; undefined when the package has no such type. */
  of(token: string): Shape | undefined {
    if (!this.known.has(token)) this.known.set(token, this.read(token));
    return this.known.get(token);
  }

  private read(token: string): Shape | undefined {
    const [, path = "", name = ""] = token.split(":");
    const file = this.fileOf(path);
    if (file === undefined) return undefined;
    const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const inputs = body(text, `export interface ${name}Args {`);
    const outputs = body(text, `export declare class ${name} extends pulumi.CustomResource {`);
    if (inputs === undefined || outputs === undefined) return undefined;
    return { inputs: members(inputs, "Input"), outputs: members(outputs, "Output") };
  }

  /** The declarations of a token's middle part; a few files are spelt in another case than their tokens. */
  private fileOf(path: string): string | undefined {
    const exact = join(this.packageFolder, `${path.replace(/^index\//, "")}.d.ts`);
    if (existsSync(exact)) return exact;
    const folder = dirname(exact);
    const wanted = basename(exact).toLowerCase();
    const found = existsSync(folder)
      ? readdirSync(folder).find((name) => name.toLowerCase() === wanted)
      : undefined;
    return found === undefined ? undefined : join(folder, found);
  }
}

/** The text between the braces that open with `opening`, or undefined. */
function body(text: string, opening: string): string | undefined {
  const start = text.indexOf(opening);
  if (start < 0) return undefined;
  const from = start + opening.length;
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return text.slice(from, at);
  }
  return undefined;
}

/** The members declared as `name?: pulumi.Input<...>;` or `readonly name: pulumi.Output<...>;`. */
function members(text: string, wrapper: "Input" | "Output"): Map<string, Property> {
  const found = new Map<string, Property>();
  const head = new RegExp(`(?:readonly )?(\\w+)(\\??): pulumi\\.${wrapper}<`, "g");
  for (let match = head.exec(text); match !== null; match = head.exec(text)) {
    const type = upToClosing(text, head.lastIndex);
    head.lastIndex += type.length;
    const optional = match[2] === "?" || /\|\s*undefined\s*$/.test(type);
    found.set(match[1] ?? "", { kind: kindOf(type.replace(/\|\s*undefined\s*$/, "").trim()), optional });
  }
  return found;
}

/** The text from `from` up to the `>` that closes the wrapper. */
function upToClosing(text: string, from: number): string {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "<") depth++;
    else if (text[at] === ">" && --depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}

function kindOf(type: string): Kind {
  if (type.endsWith("[]")) return "list";
  if (type.startsWith("{")) return "map";
  if (type === "number" || type === "boolean") return type;
  if (type === "string" || type.includes("enums.")) return "string";
  if (/\bstring\b/.test(type) && !type.includes("outputs.") && !type.includes("inputs.")) return "string";
  return "object";
}
