import { type Json, type Props } from "../../../policy-pack/analysis/values";
import { type Planned, type StackCase, U, doc } from "../harness";

const organisation = (props: Props = {}, provider?: Planned["provider"]): Planned => ({
  type: "aws:organizations/organization:Organization",
  name: "org",
  props,
  ...(provider === undefined ? {} : { provider }),
});
const features = (enabledFeatures: Json): Planned => ({
  type: "aws:iam/organizationsFeatures:OrganizationsFeatures",
  name: "features",
  props: { enabledFeatures },
});

const ROOT = "root-access-centralized";
const rootAccess: readonly StackCase[] = [
  {
    policy: ROOT,
    title: "credentials are managed",
    resources: [organisation(), features(["RootCredentialsManagement", U])],
    expect: { org: "compliant" },
  },
  { policy: ROOT, title: "no features", resources: [organisation()], expect: { org: "violation" } },
  {
    policy: ROOT,
    title: "sessions alone",
    resources: [organisation(), features(["RootSessions"])],
    expect: { org: "violation" },
  },
  { policy: ROOT, title: "unknown", resources: [organisation(), features(U)], expect: { org: "unknown" } },
  {
    policy: ROOT,
    title: "one unknown",
    resources: [organisation(), features(["RootSessions", U])],
    expect: { org: "unknown" },
  },
  { policy: ROOT, title: "no organisation", resources: [features([])], expect: {} },
];

const POLICIES = "organisation-policies-delegated";
const delegation = (content: Json): Planned => ({
  type: "aws:organizations/resourcePolicy:ResourcePolicy",
  name: "delegation",
  props: { content },
});
const delegatedPolicies: readonly StackCase[] = [
  {
    policy: POLICIES,
    title: "delegated",
    resources: [organisation(), delegation(doc({ Effect: "Allow", Action: "organizations:AttachPolicy" }))],
    expect: { org: "compliant" },
  },
  { policy: POLICIES, title: "not", resources: [organisation()], expect: { org: "violation" } },
  {
    policy: POLICIES,
    title: "no document",
    resources: [organisation(), delegation("")],
    expect: { org: "violation" },
  },
  {
    policy: POLICIES,
    title: "unknown",
    resources: [organisation(), delegation(U)],
    expect: { org: "unknown" },
  },
];

const SERVICES = "organisation-services-delegated";
const trusting = (...principals: Json[]): Planned => organisation({ awsServiceAccessPrincipals: principals });
const administrator = (servicePrincipal: Json): Planned => ({
  type: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
  name: `administrator-${String(servicePrincipal)}`,
  props: { servicePrincipal },
});
const guardduty: Planned = {
  type: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  name: "guardduty",
};
const delegatedServices: readonly StackCase[] = [
  {
    policy: SERVICES,
    title: "by the generic resource and by a service's own; a service that cannot be",
    resources: [
      trusting("config.amazonaws.com", "guardduty.amazonaws.com", "ram.amazonaws.com"),
      administrator("config.amazonaws.com"),
      guardduty,
    ],
    expect: { org: "compliant" },
  },
  {
    policy: SERVICES,
    title: "one of two",
    resources: [trusting("config.amazonaws.com", "guardduty.amazonaws.com"), guardduty],
    expect: { org: "violation" },
  },
  {
    policy: SERVICES,
    title: "another service's own resource",
    resources: [trusting("securityhub.amazonaws.com"), guardduty],
    expect: { org: "violation" },
  },
  {
    policy: SERVICES,
    title: "none that can be",
    resources: [trusting("ram.amazonaws.com")],
    expect: { org: "notApplicable" },
  },
  {
    policy: SERVICES,
    title: "unknown services",
    resources: [organisation({ awsServiceAccessPrincipals: U })],
    expect: { org: "unknown" },
  },
  { policy: SERVICES, title: "an unknown service", resources: [trusting(U)], expect: { org: "unknown" } },
  {
    policy: SERVICES,
    title: "an administrator of nobody knows what",
    resources: [trusting("config.amazonaws.com"), administrator(U)],
    expect: { org: "unknown" },
  },
];

const GUARDRAILS = "guardrails-bind-every-account";
const unit = (name: string, parent: string): Planned => ({
  type: "aws:organizations/organizationalUnit:OrganizationalUnit",
  name,
  props: { parentId: U },
  // The id of a unit is made from that of its organisation too.
  edges: { parentId: [...new Set([parent, "org"])] },
});
const account = (name: string, parent?: string, props: Props = { parentId: U }): Planned => ({
  type: "aws:organizations/account:Account",
  name,
  props,
  edges: parent === undefined ? {} : { parentId: [...new Set([parent, "org"])] },
});
const policy = (name: string, type?: Json): Planned => ({
  type: "aws:organizations/policy:Policy",
  name,
  props: type === undefined ? {} : { type },
});
const attached = (to: string, what?: string, props: Props = {}): Planned => ({
  type: "aws:organizations/policyAttachment:PolicyAttachment",
  name: `${what ?? "other"}-to-${to}`,
  props: { policyId: U, targetId: U, ...props },
  edges: { targetId: [to], ...(what === undefined ? {} : { policyId: [what] }) },
});
const guardrails: readonly StackCase[] = [
  {
    policy: GUARDRAILS,
    title: "to the account, its unit, the unit above, none",
    resources: [
      organisation(),
      unit("workloads", "org"),
      unit("production", "workloads"),
      unit("bare", "org"),
      account("direct", "bare"),
      account("by-unit", "workloads"),
      account("by-unit-above", "production"),
      account("free", "bare"),
      account("at-root", "org"),
      policy("scp"),
      policy("rcp", "RESOURCE_CONTROL_POLICY"),
      attached("workloads", "scp"),
      attached("direct", "rcp"),
    ],
    expect: {
      direct: "compliant",
      "by-unit": "compliant",
      "by-unit-above": "compliant",
      free: "violation",
      "at-root": "violation",
    },
  },
  {
    policy: GUARDRAILS,
    title: "to the root",
    resources: [organisation(), unit("a", "org"), account("x", "a"), policy("scp"), attached("org", "scp")],
    expect: { x: "compliant" },
  },
  {
    policy: GUARDRAILS,
    title: "a policy that guards nothing, and AWS's own",
    resources: [
      organisation(),
      account("x", "org"),
      policy("tags", "TAG_POLICY"),
      attached("org", "tags"),
      attached("x", undefined, { policyId: "p-FullAWSAccess" }),
    ],
    expect: { x: "violation" },
  },
  {
    policy: GUARDRAILS,
    title: "a policy of another stack, or of nobody knows what type",
    resources: [
      organisation(),
      account("x", "org"),
      account("y", "org"),
      policy("some", U),
      attached("x", undefined, { policyId: "p-12345678" }),
      attached("y", "some"),
    ],
    expect: { x: "unknown", y: "unknown" },
  },
  {
    policy: GUARDRAILS,
    title: "an account of nobody knows which unit; an attachment to nobody knows what",
    resources: [
      organisation(),
      account("x"),
      account("y", "org"),
      policy("scp"),
      { ...attached("y", "scp"), edges: { policyId: ["scp"] } },
    ],
    expect: { x: "unknown", y: "unknown" },
  },
  {
    policy: GUARDRAILS,
    title: "units of another stack",
    resources: [account("x", undefined, { parentId: "ou-abcd-12345678" })],
    expect: { x: "notApplicable" },
  },
  {
    policy: GUARDRAILS,
    title: "units in a circle",
    resources: [
      organisation(),
      { ...unit("a", "b"), edges: { parentId: ["b"] } },
      { ...unit("b", "a"), edges: { parentId: ["a"] } },
      { ...account("x", "a"), edges: { parentId: ["a"] } },
    ],
    expect: { x: "violation" },
  },
];

const MANAGEMENT = "management-account-without-workloads";
const table = (name: string, provider: string | undefined, ids?: Json): Planned => ({
  type: "aws:dynamodb/table:Table",
  name,
  ...(provider === undefined
    ? {}
    : { provider: { name: provider, ...(ids === undefined ? {} : { props: { allowedAccountIds: ids } }) } }),
});
const managed = organisation({}, { name: "management", props: { allowedAccountIds: '["111122223333"]' } });
const management: readonly StackCase[] = [
  {
    policy: MANAGEMENT,
    title: "by provider, by account, of a member, of nobody knows whom",
    resources: [
      managed,
      table("same", "management"),
      table("other-region", "management-us", ["111122223333"]),
      table("member", "member", '["444455556666"]'),
      table("unbound", "unbound"),
      table("broken", "broken", "[111"),
      table("open", "new-account", U),
      { type: "aws:s3/bucket:Bucket", name: "state", provider: { name: "management" } },
    ],
    expect: {
      same: "violation",
      "other-region": "violation",
      member: "compliant",
      unbound: "compliant",
      broken: "compliant",
      open: "unknown",
    },
  },
  {
    policy: MANAGEMENT,
    title: "the default provider of both",
    resources: [organisation(), table("t", undefined)],
    expect: { t: "violation" },
  },
  {
    policy: MANAGEMENT,
    title: "the organisation of another stack",
    resources: [table("t", "management")],
    expect: { t: "notApplicable" },
  },
];

/** What each policy on the organisation says of a stack. */
export const stackCasesOfOrganisation: readonly StackCase[] = [
  ...rootAccess,
  ...delegatedPolicies,
  ...delegatedServices,
  ...guardrails,
  ...management,
];
