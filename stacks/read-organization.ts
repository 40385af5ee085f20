import * as pulumi from "@pulumi/pulumi";
import { organizationOutputs } from "../settings/organization-reference";

/**
 * Reads the outputs of the organisation stack of this project. Where there is no such stack the engine ends the program and says so of the
 * reference, which is therefore named as the setting is.
 * @returns undefined when the stack has no outputs: it has not been deployed yet
 */
export async function readOrganization(stack: string): Promise<Record<string, unknown> | undefined> {
  const reference = new pulumi.StackReference("organizationStack", {
    name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`,
  });
  const outputs = await Promise.all(
    organizationOutputs.map(async (name) => {
      const { value } = await reference.getOutputDetails(name);
      return [name, value as unknown] as const;
    }),
  );
  const known = outputs.filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}
