import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { bundle } from "./build";

/** Bundles and manifests that nobody has made anew for this long are dropped, in milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

function prune(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const entry = path.join(folder, name);
    if (fs.statSync(entry).mtimeMs < Date.now() - KEPT) fs.rmSync(entry, { recursive: true, force: true });
  }
}

/** Puts a file in its place in one step: another process may be doing the same. */
function place(file: string, content: Buffer | string): void {
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

/**
 * `node tools/functions/main.ts MANIFEST NAME=ENTRY …`, what components/functions/bundle.ts starts: bundles handlers into the manifest's
 * folder, each under a name made of its content, and writes the manifest last.
 */
async function main([manifest = "", ...handlers]: readonly string[]): Promise<void> {
  const folder = path.dirname(manifest);
  fs.mkdirSync(folder, { recursive: true });
  prune(folder);
  const work = fs.mkdtempSync(path.join(folder, "work-"));
  try {
    const files = await Promise.all(
      handlers.map(async (handler) => {
        const [name = "", entry = ""] = handler.split("=");
        const content = fs.readFileSync((await bundle(name, entry, work)).file);
        const file = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}.js`;
        place(path.join(folder, file), content);
        return [name, file] as const;
      }),
    );
    place(manifest, JSON.stringify(Object.fromEntries(files)));
  } finally {
    fs.rmSync(work, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
