import { type Settings } from "../settings/load";

/**
 * Deploys whichever stack the settings are for. Only that stack's modules are loaded: the others' would cost each preview time
 * and memory.
 * @returns the stack's outputs, plain values
 */
export async function deploy(settings: Settings): Promise<Record<string, unknown>> {
  switch (settings.stack) {
    case "environment":
      return (await import("./environment")).environmentStack(settings);
    case "workload":
      return (await import("./workload")).workloadStackOf(settings);
    case "organization":
      return (await import("./organization")).organizationStack(settings);
  }
}
