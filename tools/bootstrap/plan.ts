import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { record } from "../../test/unit/components/recorder";
import { readSettings } from "../../settings/load";
import { organizationStack } from "../../stacks/organization";
import { root } from "../lib/paths";

/** Where the policy is kept. */
export const policyFile = path.join(root, "bootstrap/management-role.json");

/** Types of what the organisation stack of Pulumi.org.yaml makes in the management account. */
export async function managementTypes(): Promise<ReadonlySet<string>> {
  const { config } = parse(readFileSync(path.join(root, "Pulumi.org.yaml"), "utf8")) as {
    config: Record<string, unknown>;
  };
  const raw = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("landing-zone:", ""), value]),
  );
  const settings = readSettings({ project: "landing-zone", stack: "org" }, raw);
  if (settings.stack !== "organization") throw new Error("Pulumi.org.yaml describes no organisation");
  const registered = await record(() => organizationStack(settings));
  return new Set(
    registered
      .filter(({ provider }) => provider.includes("::organization-management::"))
      .map(({ type }) => type),
  );
}
