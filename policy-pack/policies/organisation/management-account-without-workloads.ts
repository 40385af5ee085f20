import { ORGANISATION } from "../../analysis/organisation-counts";
import { type Resource } from "../../analysis/resource";
import { type Json, type Unknown, UNKNOWN, asList, asText, at } from "../../analysis/values";
import { cis } from "../../lib/facts/cis";
import { WORKLOAD_TYPES } from "../../lib/facts/workload-types";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const managementAccountWithoutWorkloads: StackPolicy = {
  kind: "stack",
  name: "management-account-without-workloads",
  concern: "organisation",
  description:
    "Nothing that computes, serves or stores data stands in the account that declares the organisation.",
  severity: "medium",
  level: "mandatory",
  controls: { cis: cis("management-without-workloads"), seed: ["Organizations"] },
  tags: ["organizations", "accounts"],
  remediationSteps: "Give the resource the provider of a member account.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html",
  check: (model) => {
    const managements = model.ofType(ORGANISATION);
    if (managements.length === 0) return [];
    return model.ofType(...WORKLOAD_TYPES).map((resource) => ({
      resource,
      outcome: judge(resource, managements),
    }));
  },
};

/** By the provider, or by the account that it is bound to: a Region has a provider of its own. */
function judge(resource: Resource, managements: readonly Resource[]): Outcome {
  if (managements.some(({ provider }) => provider === resource.provider))
    return violation("It is in the management account, which no guardrail binds.");
  const own = accountOf(resource);
  const others = managements.map(accountOf);
  if (own === UNKNOWN || others.includes(UNKNOWN)) return unknown("allowedAccountIds of its provider");
  return own !== undefined && others.includes(own)
    ? violation(`It is in the management account ${own}, which no guardrail binds.`)
    : compliant;
}

/** The one account that the resource's provider accepts; the engine keeps a provider's lists as JSON text. */
function accountOf({ providerProps }: Resource): string | undefined | Unknown {
  const value = at(providerProps, "allowedAccountIds");
  if (value === UNKNOWN) return UNKNOWN;
  const list = asList(typeof value === "string" && value.startsWith("[") ? parsed(value) : value);
  if (list === UNKNOWN) return UNKNOWN;
  return list.length === 1 ? asText(at(list[0])) : undefined;
}

function parsed(text: string): ReturnType<typeof at> {
  try {
    return at(JSON.parse(text) as Json);
  } catch {
    return text;
  }
}
