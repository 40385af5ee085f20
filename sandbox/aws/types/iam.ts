import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model, type Naming, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, strings } from "../model/values";
import { sizeOf } from "../checks/document";
import { DOCUMENT_LIMITS } from "../facts/documents";
import { ownOrganization } from "./organization";
import { withinQuota } from "./quota";
import { INSTANCE_PROFILE, POLICY, ROLE, SERVICE_LINKED_ROLE } from "./tokens";

const USER = "aws:iam/user:User";
const GROUP = "aws:iam/group:Group";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

function named(max: number): Naming {
  return {
    property: "name",
    max,
    code: "ValidationError",
    pattern: /^[\w+=,.@-]+$/,
    rule: "letters, digits and +=,.@-_ only",
  };
}

function taken(what: string): NonNullable<Model["unique"]> {
  return [
    {
      by: ["name"],
      within: "account",
      refusal: ["EntityAlreadyExists", `${what} with name {name} already exists.`],
    },
  ];
}

const inUse = [
  "DeleteConflict",
  "Cannot delete entity, must detach all policies or remove it from its profiles first: {id}",
] as const;

/** Ids of IAM: four letters for the kind, then seventeen of base 32. */
function uniqueId(call: Call, prefix: string): string {
  return str(call.old?.properties, "uniqueId") ?? `${prefix}${call.derived("unique", 17).toUpperCase()}`;
}

const CREATED = "2026-01-01T00:00:00Z";

const role = type(ROLE, "{name}", {
  arn: "iam::{account}:role{path}{name}",
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3_600, path: "/" },
  replace: ["name", "namePrefix", "path"],
  naming: named(64),
  lengths: { description: [1_000, "ValidationError"], path: [512, "ValidationError"] },
  documents: { assumeRolePolicy: "trust" },
  unique: taken("Role"),
  references: {
    permissionsBoundary: usesArn(POLICY),
    managedPolicyArns: { ...usesArn(POLICY), holds: true },
  },
  notFound: ["NoSuchEntity", "The role with name {id} cannot be found."],
  inUse,
  check: (inputs) => {
    const duration = num(inputs, "maxSessionDuration");
    if (duration !== undefined && (duration < 3_600 || duration > 43_200)) {
      refuse(
        "ValidationError",
        `expected maxSessionDuration to be in the range (3600 - 43200), got ${duration}`,
        "maxSessionDuration",
      );
    }
  },
  outputs: (call) => ({
    createDate: CREATED,
    uniqueId: uniqueId(call, "AROA"),
    managedPolicyArns: call.inputs.managedPolicyArns ?? call.old?.properties.managedPolicyArns ?? [],
    inlinePolicies: call.inputs.inlinePolicies ?? call.old?.properties.inlinePolicies ?? [],
  }),
});

/** A role's inline policies share one size limit. */
function admitInline(call: Call): void {
  const roleName = call.text("role");
  const limit = DOCUMENT_LIMITS.iamInline;
  const texts = [
    call.text("policy"),
    ...call.peers(ROLE_POLICY, { role: roleName }).map((peer) => str(peer.properties, "policy") ?? ""),
  ];
  const size = texts.reduce((sum, text) => sum + sizeOf(text, limit), 0);
  if (size > limit.max) {
    refuse(
      "LimitExceeded",
      `Maximum policy size of ${limit.max} bytes exceeded for role ${roleName} (${size})`,
      "policy",
    );
  }
}

const ofRole: Reference = holds(ROLE);

const rolePolicy = type(ROLE_POLICY, "{role}:{name}", {
  replace: ["role", "name", "namePrefix"],
  naming: named(128),
  documents: { policy: "iamInline" },
  references: { role: ofRole },
  admit: admitInline,
});

const policy = type(POLICY, "{arn}", {
  arn: "iam::{account}:policy{path}{name}",
  defaults: { path: "/" },
  replace: ["name", "namePrefix", "path", "description"],
  naming: named(128),
  lengths: { description: [1_000, "ValidationError"] },
  documents: { policy: "iamManaged" },
  unique: taken("A policy"),
  notFound: ["NoSuchEntity", "Policy {id} does not exist or is not attachable."],
  inUse: ["DeleteConflict", "Cannot delete a policy attached to entities: {id}"],
  outputs: (call) => ({
    policyId: str(call.old?.properties, "policyId") ?? `ANPA${call.derived("unique", 17).toUpperCase()}`,
  }),
});

const policyReference: Reference = { ...usesArn(POLICY), holds: true, anywhere: false };

/** AWS makes `role-20060102150405...` of it; the digits here go with the pair. */
function attachmentId(owner: "role" | "user" | "group"): (call: Call) => string {
  return (call) =>
    `${call.text(owner)}-${parseInt(call.cloud.mint(`${call.text(owner)}/${call.text("policyArn")}`, 12), 16)}`;
}

const attachment = type(ATTACHMENT, attachmentId("role"), {
  replace: ["*"],
  deleteBeforeReplace: true,
  references: { role: ofRole, policyArn: policyReference },
  admit: (call) => {
    const others = call.peers(ATTACHMENT, { role: call.text("role") });
    const arns = new Set([
      ...others.map(({ properties }) => str(properties, "policyArn")),
      call.text("policyArn"),
    ]);
    withinQuota(call, "policiesPerRole", arns.size);
  },
});

const instanceProfile = type(INSTANCE_PROFILE, "{name}", {
  arn: "iam::{account}:instance-profile{path}{name}",
  defaults: { path: "/" },
  replace: ["name", "namePrefix", "path"],
  naming: named(128),
  unique: taken("Instance Profile"),
  references: { role: ofRole },
  notFound: ["NoSuchEntity", "Instance Profile {id} cannot be found."],
  outputs: (call) => ({ createDate: CREATED, uniqueId: uniqueId(call, "AIPA") }),
});

const serviceLinkedRole = type(SERVICE_LINKED_ROLE, "{arn}", {
  arn: "iam::{account}:role/aws-service-role/{awsServiceName}/AWSServiceRoleFor{awsServiceName}{customSuffix}",
  replace: ["awsServiceName", "customSuffix"],
  check: (inputs) => {
    const service = str(inputs, "awsServiceName");
    if (service !== undefined && !/^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(service)) {
      refuse("InvalidInput", `${service} is not a valid service name`, "awsServiceName");
    }
  },
  admit: (call) => {
    const suffix = call.text("customSuffix");
    const taken = call
      .peers(SERVICE_LINKED_ROLE, { awsServiceName: call.text("awsServiceName") })
      .some(({ properties }) => (str(properties, "customSuffix") ?? "") === suffix);
    if (taken) {
      const name = `AWSServiceRoleFor${call.text("awsServiceName")}`;
      refuse(
        "InvalidInput",
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    }
  },
  outputs: (call) => ({
    name: `AWSServiceRoleFor${call.text("awsServiceName")}${call.text("customSuffix")}`,
    path: `/aws-service-role/${call.text("awsServiceName")}/`,
    createDate: CREATED,
    uniqueId: uniqueId(call, "AROA"),
  }),
});

const passwordPolicy = type(
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  () => "iam-account-password-policy",
  {
    defaults: { allowUsersToChangePassword: true, minimumPasswordLength: 6 },
    check: (inputs) => {
      const length = num(inputs, "minimumPasswordLength");
      if (length !== undefined && (length < 6 || length > 128)) {
        refuse(
          "ValidationError",
          "Value at 'minimumPasswordLength' must be between 6 and 128",
          "minimumPasswordLength",
        );
      }
    },
    outputs: (call) => ({ expirePasswords: (num(call.inputs, "maxPasswordAge") ?? 0) > 0 }),
  },
);

const user = type(USER, "{name}", {
  arn: "iam::{account}:user{path}{name}",
  defaults: { forceDestroy: false, path: "/" },
  naming: named(64),
  unique: taken("User"),
  references: { permissionsBoundary: usesArn(POLICY) },
  notFound: ["NoSuchEntity", "The user with name {id} cannot be found."],
  inUse,
  outputs: (call) => ({ uniqueId: uniqueId(call, "AIDA") }),
});

const group = type(GROUP, "{name}", {
  arn: "iam::{account}:group{path}{name}",
  defaults: { path: "/" },
  naming: named(128),
  unique: taken("Group"),
  notFound: ["NoSuchEntity", "The group with name {id} cannot be found."],
  inUse,
  outputs: (call) => ({ uniqueId: uniqueId(call, "AGPA") }),
});

const others: readonly Model[] = [
  type("aws:iam/userPolicy:UserPolicy", "{user}:{name}", {
    replace: ["user", "name"],
    naming: named(128),
    documents: { policy: "iamInline" },
    references: { user: holds(USER) },
  }),
  type("aws:iam/groupPolicy:GroupPolicy", "{group}:{name}", {
    replace: ["group", "name"],
    naming: named(128),
    documents: { policy: "iamInline" },
    references: { group: holds(GROUP) },
  }),
  type("aws:iam/userPolicyAttachment:UserPolicyAttachment", attachmentId("user"), {
    replace: ["*"],
    deleteBeforeReplace: true,
    references: { user: holds(USER), policyArn: policyReference },
  }),
  type("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", attachmentId("group"), {
    replace: ["*"],
    deleteBeforeReplace: true,
    references: { group: holds(GROUP), policyArn: policyReference },
  }),
  type("aws:iam/policyAttachment:PolicyAttachment", "{name}", {
    deleteBeforeReplace: true,
    replace: ["name", "policyArn"],
    references: { policyArn: policyReference, roles: holds(ROLE), users: holds(USER), groups: holds(GROUP) },
  }),
  type("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "{roleName}", {
    replace: ["roleName"],
    references: { roleName: uses(ROLE), policyArns: usesArn(POLICY) },
    admit: (call) => withinQuota(call, "policiesPerRole", strings(call.inputs, "policyArns").length),
  }),
  type("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "{roleName}", {
    replace: ["roleName"],
    references: { roleName: uses(ROLE) },
  }),
  type("aws:iam/accessKey:AccessKey", (call) => `AKIA${call.cloud.mint(call.urn, 16).toUpperCase()}`, {
    defaults: { status: "Active" },
    replace: ["user", "pgpKey"],
    references: { user: holds(USER) },
    outputs: (call) => ({ secret: call.derived("secret", 40), createDate: CREATED }),
  }),
  type("aws:iam/accountAlias:AccountAlias", "{accountAlias}", {
    deleteBeforeReplace: true,
    replace: ["accountAlias"],
    lengths: { accountAlias: [63, "ValidationError"] },
    unique: [
      {
        by: ["accountAlias"],
        within: "everywhere",
        refusal: ["EntityAlreadyExists", "The account alias {accountAlias} already exists."],
      },
    ],
  }),
  type("aws:iam/samlProvider:SamlProvider", "{arn}", {
    arn: "iam::{account}:saml-provider/{name}",
    replace: ["name"],
    naming: named(128),
    unique: taken("Saml Provider"),
  }),
  type(
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    (call) => call.arnOf(`iam::${call.account}:oidc-provider/${bare(call)}`),
    {
      replace: ["url"],
      unique: [
        {
          by: ["url"],
          within: "account",
          refusal: ["EntityAlreadyExists", "Provider with url {url} already exists."],
        },
      ],
      outputs: (call) => ({ arn: call.id }),
    },
  ),
  type("aws:iam/organizationsFeatures:OrganizationsFeatures", (call) => ownOrganization(call).id, {
    admit: (call) => {
      const trusted = strings(ownOrganization(call).properties, "awsServiceAccessPrincipals");
      if (!trusted.includes("iam.amazonaws.com")) {
        refuse(
          "ServiceAccessNotEnabledException",
          "Trusted access is not enabled for AWS Identity and Access Management in AWS Organizations.",
          "enabledFeatures",
        );
      }
      const known = ["RootCredentialsManagement", "RootSessions"];
      const features = strings(call.inputs, "enabledFeatures");
      const unknown = features.filter((one) => !known.includes(one));
      if (unknown.length > 0 || features.length === 0) {
        refuse(
          "ValidationError",
          `enabledFeatures takes ${known.join(" and ")}: ${unknown.join(", ") || "nothing"}`,
          "enabledFeatures",
        );
      }
    },
  }),
];

function bare(call: Call): string {
  return call.text("url").replace(/^https:\/\//, "");
}

export const iamTypes: readonly Model[] = [
  role,
  rolePolicy,
  policy,
  attachment,
  instanceProfile,
  serviceLinkedRole,
  passwordPolicy,
  user,
  group,
  ...others,
];
