import * as pulumi from "@pulumi/pulumi";
import { Guardrails } from "../../components/guardrails/guardrails";
import { type GuardrailsPlan, planGuardrails } from "../../components/guardrails/guardrails-plan";
import { type GuardrailPlanArgs } from "../../components/guardrails/plan-args";
import { GuardrailQuotaError } from "../../components/guardrails/split";
import { type OrganizationSettings } from "../../settings/schema/organization";
import { placeUnits } from "../../settings/units";
import { type OrganizationBase } from "./accounts";

/**
 * The role that the management account enters by accounts which Organizations made, or which were invited and asked for it. Accounts made here
 * have the deployment role instead. Source: Organizations user guide, "Accessing member accounts", read 2026-11.
 */
const bootstrapRole = "OrganizationAccountAccessRole";

/** Units without an edge, where there are such units. */
const closedByDefault = ["Security", "Suspended"];

/** What guardrails are planned from, of the settings. */
export function guardrailArgs(settings: OrganizationSettings): GuardrailPlanArgs {
  const { units, accounts, guardrails, regions, deployment, logs } = settings;
  return {
    units: placeUnits(units).placed.map(({ path }) => path),
    accounts: accounts.map(({ name }) => name),
    regions: guardrails.regions ?? regions,
    roles: {
      deployment: deployment.roleName,
      breakGlass: logs.archive.breakGlassRole,
      remediation: "LandingZoneRepair*",
      platform: "LandingZone*",
      bootstrap: bootstrapRole,
    },
    trustedAccounts: guardrails.trustedAccounts,
    internet: { ...guardrails.internet, closed: guardrails.internet.closed ?? closedByDefault },
    additional: guardrails.additional,
  };
}

/** Plans the guardrails before anything is registered. @throws RunError, without a stack trace, when AWS would not take them */
export function planOfGuardrails(settings: OrganizationSettings): GuardrailsPlan {
  try {
    return planGuardrails(guardrailArgs(settings));
  } catch (error) {
    if (error instanceof GuardrailQuotaError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The guardrails on the organisation's units and accounts, from the management account. */
export function deployGuardrails(base: OrganizationBase, plan: GuardrailsPlan): Guardrails {
  return new Guardrails(
    "guardrails",
    {
      plan,
      organization: base.organization.resource,
      organizationId: base.organization.organizationId,
      targetId: ({ kind, name }) => (kind === "unit" ? base.units.idOf(name) : base.accounts.idOf(name)),
    },
    { providers: [base.providers.management] },
  );
}
