import * as fs from "node:fs";
import * as path from "node:path";
import { removeSandbox } from "./environment";

/**
 * A stack's first deployment writes its state once, at its end: at each step it would take longer than all the rest. The mark
 * stands from its beginning to its end, so one that is found afterwards tells of a deployment that was killed and whose state
 * knows nothing of what it made.
 */
const mark = (folder: string): string => path.join(folder, "first-deployment");

export function markFirstDeployment(folder: string): void {
  fs.writeFileSync(mark(folder), "");
}

export function endFirstDeployment(folder: string): void {
  fs.rmSync(mark(folder), { force: true });
}

/** Removes a sandbox whose first deployment was killed. @returns whether there was one */
export async function removeCutOff(folder: string): Promise<boolean> {
  if (!fs.existsSync(mark(folder))) return false;
  await removeSandbox(folder);
  return true;
}
