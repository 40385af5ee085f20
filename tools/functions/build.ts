import { build } from "esbuild";
import { statSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "..", "..");

/** Where the bundles go: one folder a function, each holding `index.js`, which is all that is deployed. */
export const BUNDLES = path.join(root, "dist", "functions");

/**
 * Bundles a handler exactly as it is deployed: one CommonJS file for Node 22 on arm64, with the AWS SDK left out because the runtime
 * brings it. The result depends on the sources alone (no absolute path, no time), so that an unchanged function is not deployed again.
 * Returns the file and its size in bytes.
 */
export async function bundle(
  name: string,
  entry: string,
  folder: string = BUNDLES,
): Promise<{ readonly file: string; readonly bytes: number }> {
  const file = path.join(folder, name, "index.js");
  await build({
    entryPoints: [path.join(root, entry)],
    outfile: file,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    minify: true,
    // Names in stack traces are worth their bytes.
    keepNames: true,
    external: ["@aws-sdk/*", "@smithy/*"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
  });
  return { file, bytes: statSync(file).size };
}
