import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "./paths";

/** Stacks in the order in which they are deployed: what others read from comes first. */
const ORDER = ["org", "dev", "prod"];

/** The stacks of this checkout, in the order of deployment: those that have a file of settings. */
export function stackOrder(folder = root): string[] {
  return ORDER.filter((stack) => fs.existsSync(path.join(folder, `Pulumi.${stack}.yaml`)));
}

const PACK = "policy-pack";

/**
 * The part of a command line that has the policy pack enforced, with the stack's own policy settings when it has some.
 *
 * @param stack name of the stack, such as `dev`
 */
export function packArguments(stack: string): string[] {
  const config = `${PACK}/config/${stack}.json`;
  const given = fs.existsSync(path.join(root, config)) ? ["--policy-pack-config", config] : [];
  return ["--policy-pack", PACK, ...given];
}
