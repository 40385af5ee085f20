import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { engineFolder } from "../lib/paths";
import { isAtLeast } from "../lib/version";
import { MINIMUM } from "./versions";

/** A Pulumi CLI that can be used. */
export interface Engine {
  /** Absolute path of the executable. */
  readonly path: string;
  readonly version: string;
}

/** An engine, or why there is none. */
export type Found = { readonly engine: Engine } | { readonly reason: string };

const NAME = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** Where the vendor's CLI is put by the Automation API. */
export const installedFolder = path.join(engineFolder, "vendor");
export const installedPath = path.join(installedFolder, "bin", NAME);

/** Where the CLI built from source is put. */
export const builtPath = path.join(engineFolder, NAME);

/** Looks at one executable: does it run, and is it recent enough? */
export function examine(file: string): Found {
  if (!fs.existsSync(file)) return { reason: "not there" };
  try {
    const version = execFileSync(file, ["version"], {
      encoding: "utf8",
      timeout: 20_000,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).trim();
    if (isAtLeast(version, MINIMUM)) return { engine: { path: file, version: version.replace(/^v/, "") } };
    return { reason: `version ${version || "unknown"}, need ${MINIMUM} or later` };
  } catch (error) {
    return { reason: `does not run: ${(error as Error).message.split("\n")[0]}` };
  }
}

/** The first `pulumi` on a PATH. What the project got for itself is looked at apart, so it does not count here. */
export function onPath(searchPath = process.env.PATH ?? ""): string | undefined {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => folder !== "" && !path.resolve(folder).startsWith(engineFolder))
    .map((folder) => path.resolve(folder, NAME))
    .find((file) => fs.existsSync(file));
}

/** Places where an engine may be already, in the order of preference, with the name a message gives them. */
export function places(): { readonly name: string; readonly file: string | undefined }[] {
  return [
    { name: "pulumi on PATH", file: onPath() },
    { name: "the CLI installed earlier", file: installedPath },
    { name: "the CLI built earlier", file: builtPath },
  ];
}

/**
 * An engine that is there already.
 *
 * @param reasons gets a line for each place that has none
 * @throws Error when LANDING_ZONE_PULUMI names one that cannot be used
 */
export function findEngine(reasons: string[] = []): Engine | undefined {
  const chosen = process.env.LANDING_ZONE_PULUMI;
  if (chosen) {
    const found = examine(path.resolve(chosen));
    if ("engine" in found) return found.engine;
    throw new Error(`LANDING_ZONE_PULUMI=${chosen} cannot be used: ${found.reason}`);
  }
  for (const { name, file } of places()) {
    const found = file === undefined ? { reason: "not there" } : examine(file);
    if ("engine" in found) return found.engine;
    reasons.push(`${name}: ${found.reason}`);
  }
  return undefined;
}
