import { type Settings } from "../settings/load";
import { environmentStack } from "./environment";

/** Deploys whichever stack the settings are for. @returns the stack's outputs, plain values */
export function deploy(settings: Settings): Record<string, unknown> {
  return environmentStack(settings);
}
