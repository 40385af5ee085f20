import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type GuardrailsPlan, planGuardrails } from "../../components/guardrails/guardrails-plan";
import { readSettings } from "../../settings/load";
import { guardrailArgs } from "../../stacks/organization/guardrails";

const project = "landing-zone";

/** The guardrails of the organisation that Pulumi.org.yaml describes. */
export function planOfOrganization(): GuardrailsPlan {
  const file = path.join(__dirname, "..", "..", "Pulumi.org.yaml");
  const { config } = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const raw = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.slice(`${project}:`.length), value]),
  );
  const settings = readSettings({ project, stack: "org" }, raw);
  if (settings.stack !== "organization") throw new Error("Pulumi.org.yaml describes no organisation.");
  return planGuardrails(guardrailArgs(settings));
}
