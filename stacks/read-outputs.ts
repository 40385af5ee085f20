import * as pulumi from "@pulumi/pulumi";
import { type Wanted } from "../settings/load";

/**
 * Reads some outputs of another stack of this project. Where there is no such stack the engine ends the program and says so of the reference,
 * which is therefore named as the setting is.
 * @returns undefined when the stack has none of them: it has not been deployed yet
 */
export async function readOutputs(
  stack: string,
  { setting, names }: Wanted,
): Promise<Record<string, unknown> | undefined> {
  const reference = new pulumi.StackReference(setting, {
    name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`,
  });
  const outputs = await Promise.all(
    names.map(async (name) => {
      const { value } = await reference.getOutputDetails(name);
      return [name, value as unknown] as const;
    }),
  );
  const known = outputs.filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}
