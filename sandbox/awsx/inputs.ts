import type * as pulumi from "@pulumi/pulumi";

/** A component with its outputs as the SDK's class reads them. */
export interface Modelled extends pulumi.ComponentResource {
  readonly state: pulumi.Inputs;
}

/** Inputs of a component without the ones named: what it passes on to a child. */
export function without(inputs: pulumi.Inputs, names: readonly string[]): pulumi.Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}

/** Refuses inputs that the stand-in would have to guess about. @throws Error that names them */
export function refuseUnmodelled(component: string, inputs: pulumi.Inputs, names: readonly string[]): void {
  const found = names.filter((name) => inputs[name] !== undefined);
  if (found.length === 0) return;
  throw new Error(
    `sandbox: ${component} with ${found.join(", ")} is not modelled; docs/sandbox.md says what is`,
  );
}
