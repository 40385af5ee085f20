import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText, asTexts } from "../../analysis/values";
import { read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { DELEGATED_SERVICES } from "../../lib/facts/delegated-services";
import { type Outcome, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const organisationServicesDelegated: StackPolicy = {
  kind: "stack",
  name: "organisation-services-delegated",
  concern: "organisation",
  description:
    "Services that the organisation trusts are administered by a member account, where they can be.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("services-delegated"), seed: ["Organizations"] },
  tags: ["organizations", "delegation"],
  remediationSteps:
    "Register the security account by aws.organizations.DelegatedAdministrator, or by the service's own resource.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html",
  check: (model) =>
    model
      .ofType("aws:organizations/organization:Organization")
      .map((resource) => ({ resource, outcome: judge(model, resource) })),
};

function judge(model: Model, organisation: Resource): Outcome {
  const trusted = asTexts(read(organisation, "awsServiceAccessPrincipals"));
  if (trusted === UNKNOWN) return unknown("awsServiceAccessPrincipals");
  const registered = model
    .ofType("aws:organizations/delegatedAdministrator:DelegatedAdministrator")
    .map((resource) => asText(read(resource, "servicePrincipal")));
  const delegable = trusted.filter((one) => one !== UNKNOWN).filter((one) => DELEGATED_SERVICES.has(one));
  const missing = delegable.filter((principal) => {
    const own = DELEGATED_SERVICES.get(principal);
    return !registered.includes(principal) && (own === undefined || model.ofType(own).length === 0);
  });
  if (missing.length > 0) {
    return registered.includes(UNKNOWN)
      ? unknown("the service of a delegated administrator")
      : violation(`No member account administers ${missing.join(", ")}.`);
  }
  if (trusted.includes(UNKNOWN)) return unknown("awsServiceAccessPrincipals");
  return delegable.length > 0 ? compliant : notApplicable("it trusts no service that can be delegated");
}
