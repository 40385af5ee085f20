import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import { loadSettings } from "./settings/load";
import { SettingsError } from "./settings/problems";
import { deploy } from "./stacks";

/** Reads the settings, all of them before anything is registered, and deploys the stack they describe. */
async function main(): Promise<Record<string, unknown>> {
  try {
    return await deploy(
      loadSettings({ project: pulumi.getProject(), stack: pulumi.getStack() }, allConfig()),
    );
  } catch (error) {
    // A wrong setting is the user's to mend: the message says how, a stack trace would bury it.
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

export = main();
