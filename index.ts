import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import { loadCompleteSettings } from "./settings/load";
import { SettingsError } from "./settings/problems";
import { deploy } from "./stacks";
import { readOutputs } from "./stacks/read-outputs";

/** Reads the settings, all of them before anything is registered, and deploys the stack they describe. */
async function main(): Promise<Record<string, unknown>> {
  try {
    const id = { project: pulumi.getProject(), stack: pulumi.getStack() };
    return await deploy(await loadCompleteSettings(id, allConfig(), readOutputs));
  } catch (error) {
    // A wrong setting is the user's to mend: the message says how, a stack trace would bury it.
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

// The function and not its promise: the engine's runtime waits for other things before it looks at a promise, and Node calls one that has failed
// by then unhandled.
export = main;
