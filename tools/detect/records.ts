import { createReadStream } from "node:fs";
import { type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { isObject, type TrailRecord } from "../../functions/lib/events";
import { recordOf } from "../../functions/lib/events-record";

/** Input that cannot be read as CloudTrail records; its message is meant for the person at the keyboard. */
export class InputError extends Error {
  public override readonly name = "InputError";
}

/** The text of a file ("-" is standard input), unzipped when it begins as gzip does. */
async function* open(file: string): AsyncGenerator<string> {
  const raw: Readable = file === "-" ? process.stdin : createReadStream(file);
  const first = await new Promise<Buffer | null>((resolve, reject) => {
    raw.once("error", reject);
    raw.once("end", () => resolve(null));
    raw.once("readable", () => resolve(raw.read() as Buffer | null));
  });
  if (first === null) return;
  raw.unshift(first);
  if (first[0] !== 0x1f || first[1] !== 0x8b) yield* raw.setEncoding("utf8") as AsyncIterable<string>;
  else {
    const plain = createGunzip();
    raw.on("error", (error) => plain.destroy(error));
    yield* raw.pipe(plain).setEncoding("utf8") as AsyncIterable<string>;
  }
}

/** Lines with their numbers, without the byte order mark some exports begin with. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<readonly [number, string]> {
  let rest = "";
  let number = 0;
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) yield [++number, number === 1 ? part.replace(/^\uFEFF/, "") : part];
  }
  if (rest !== "") yield [++number, number === 1 ? rest.replace(/^\uFEFF/, "") : rest];
}

/** A record as CloudTrail writes it, or the one inside an EventBridge event. */
function unwrap(value: unknown, where: string): TrailRecord {
  const inner = recordOf(value);
  if (inner !== undefined) return inner;
  if (!isObject(value))
    throw new InputError(`${where}: expected a CloudTrail record (an object), found ${kind(value)}`);
  return value;
}

function kind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The records of a document: an array, `{"Records": […]}` or a single record. */
function* recordsOf(document: unknown, where: string): Generator<TrailRecord> {
  const list = isObject(document) && "Records" in document ? document["Records"] : document;
  if (!Array.isArray(list)) {
    if (isObject(document) && "Records" in document)
      throw new InputError(`${where}: "Records" must be an array, found ${kind(list)}`);
    yield unwrap(list, where);
    return;
  }
  for (const [index, value] of list.entries()) yield unwrap(value, `${where}, record ${index}`);
}

function parse(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/**
 * Reads CloudTrail records from a file in any of the forms they are exported in: JSON lines are read as they come, a JSON array or
 * `{"Records": […]}` as a whole (also one a line). Throws InputError, which names line or record, for anything else.
 */
export async function* readRecords(file: string): AsyncGenerator<TrailRecord> {
  const whole: string[] = [];
  let separate = false;
  try {
    for await (const [number, line] of lines(open(file))) {
      if (whole.length > 0) {
        whole.push(line);
        continue;
      }
      if (line.trim() === "") continue;
      const parsed = parse(line);
      if ("value" in parsed) {
        separate = true;
        yield* recordsOf(parsed.value, `line ${number}`);
      } else if (separate) throw new InputError(`line ${number}: not JSON: ${parsed.problem}`);
      // The first line is not JSON by itself, so this may be one document over many lines.
      else whole.push(line);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError((error as Error).message);
  }
  if (whole.length === 0) return;
  const parsed = parse(whole.join("\n"));
  if (!("value" in parsed)) throw new InputError(`not JSON: ${parsed.problem}`);
  yield* recordsOf(parsed.value, "document");
}
