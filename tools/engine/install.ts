import * as fs from "node:fs";
import { createRequire } from "node:module";
import type * as semver from "semver";
import { PulumiCommand } from "@pulumi/pulumi/automation/cmd";
import { engineFolder } from "../lib/paths";
import { progress } from "../lib/progress";
import { examine, type Found, installedFolder, installedPath } from "./find";
import { PINNED } from "./versions";

/** What the Automation API fetches first. */
const SITE = "https://get.pulumi.com/install.sh";

/** A site that cannot be reached must not keep anyone waiting. */
const REACH = 5_000;
const INSTALL = 180_000;

async function reach(): Promise<string | undefined> {
  if (process.env.LANDING_ZONE_OFFLINE) return "switched off by LANDING_ZONE_OFFLINE";
  try {
    const answer = await fetch(SITE, { method: "HEAD", signal: AbortSignal.timeout(REACH) });
    return answer.ok ? undefined : `${new URL(SITE).host} answers ${answer.status}`;
  } catch (error) {
    const cause = (error as Error & { cause?: Error }).cause ?? (error as Error);
    return `${new URL(SITE).host} cannot be reached (${cause.message})`;
  }
}

function late(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) =>
    setTimeout(() => reject(new Error(`not done after ${milliseconds / 1000} s`)), milliseconds).unref(),
  );
}

/** Lets the Automation API install the vendor's CLI. It is put in place whole or not at all. */
export async function install(): Promise<Found> {
  const reason = await reach();
  if (reason) return { reason };
  const draft = `${engineFolder}/vendor.${process.pid}`;
  const end = progress(`Installing the Pulumi CLI ${PINNED}`);
  try {
    // The version must be an object of the SDK's own copy of semver.
    const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
    const { SemVer } = sdk("semver") as typeof semver;
    await Promise.race([PulumiCommand.install({ root: draft, version: new SemVer(PINNED) }), late(INSTALL)]);
    fs.rmSync(installedFolder, { recursive: true, force: true });
    fs.renameSync(draft, installedFolder);
    return examine(installedPath);
  } catch (error) {
    return { reason: (error as Error).message.split("\n")[0] ?? "failed" };
  } finally {
    end();
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
