import { type StackPolicy } from "../../lib/policy";

/**
 * The policy under whose name the pack reports on itself. Its findings come from the evaluation (exemptions that expired or match
 * nothing), not from resources, so its own check has none.
 */
export const packHealth: StackPolicy = {
  kind: "stack",
  name: "pack-health",
  concern: "pack",
  description:
    "The pack's own configuration is alive: no exemption has expired, and each matches a resource.",
  severity: "low",
  level: "advisory",
  controls: {},
  tags: ["exemptions"],
  remediationSteps: "Remove the exemption, or give it a new expiry and owner if its reason still holds.",
  url: "https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/configuration/",
  check: () => [],
};
