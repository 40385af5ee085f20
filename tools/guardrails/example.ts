import { planGuardrails, type GuardrailsPlan } from "../../components/guardrails/guardrails-plan";

/** The guardrails of an organisation with the units that the settings have by default. */
export function examplePlan(): GuardrailsPlan {
  return planGuardrails({
    units: [
      "Security",
      "Infrastructure",
      "Workloads",
      "Workloads/Production",
      "Workloads/Development",
      "Suspended",
    ],
    accounts: ["dev-reports"],
    regions: ["eu-west-2", "us-east-1"],
    roles: {
      deployment: "LandingZoneDeployment",
      breakGlass: "LandingZoneBreakGlass",
      remediation: "LandingZoneRepair*",
      bootstrap: "OrganizationAccountAccessRole",
    },
    trustedAccounts: [],
    internet: { closed: ["Security", "Suspended"], outboundOnly: ["dev-reports"] },
    additional: [],
  });
}
