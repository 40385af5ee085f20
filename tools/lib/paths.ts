import * as path from "node:path";

/** The checkout's root folder. */
export const root = path.resolve(__dirname, "../..");

/**
 * Where the Pulumi CLI and other tools that the project gets for itself are kept: `.engine`, git-ignored, or a folder that
 * several checkouts share, named by LANDING_ZONE_ENGINE.
 */
export const engineFolder = path.resolve(root, process.env.LANDING_ZONE_ENGINE || ".engine");

/** A path as a person at the root would type it. */
export function fromRoot(file: string): string {
  const relative = path.relative(root, file);
  return relative.startsWith("..") ? file : relative;
}
