import { hexOf } from "../cloud/cloud";
import type { Call } from "../model/call";
import { anywhere, by, holds, type, usesArn, type Model } from "../model/model";
import { or, withinQuota } from "./common";

export const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** IAM tells no time that the sandbox could repeat: everything was made then. */
const created = "2026-01-01T00:00:00Z";

const uniqueId = (call: Call, prefix: string): string =>
  `${prefix}${hexOf(`${call.account}/${call.model.token}/${call.id}`, 17).toUpperCase()}`;

function naming(max: number): Model["naming"] {
  return {
    property: "name",
    max,
    code: "ValidationError",
    pattern: /^[\w+=,.@-]+$/,
    rule: "letters, digits and +=,.@-_ only",
  };
}

const role = type(ROLE, "{name}", {
  arn: "iam::{account}:role{path}{name}",
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  replace: ["name", "namePrefix", "path"],
  naming: naming(64),
  lengths: { description: [1000, "ValidationError"] },
  documents: { assumeRolePolicy: "trust" },
  references: { permissionsBoundary: usesArn(POLICY) },
  notFound: ["NoSuchEntity", "The role with name {id} cannot be found."],
  inUse: ["DeleteConflict", "Cannot delete entity, must detach all policies first."],
  unique: [
    {
      by: ["name"],
      within: "account",
      refusal: ["EntityAlreadyExists", "Role with name {name} already exists."],
    },
  ],
  outputs: (call) => ({
    createDate: created,
    uniqueId: uniqueId(call, "AROA"),
    inlinePolicies: or(call, "inlinePolicies", []),
    managedPolicyArns: or(call, "managedPolicyArns", []),
  }),
});

const rolePolicy = type("aws:iam/rolePolicy:RolePolicy", "{role}:{name}", {
  replace: ["name", "namePrefix", "role"],
  naming: naming(128),
  documents: { policy: "iamInline" },
  references: { role: holds(ROLE) },
  notFound: ["NoSuchEntity", "The role policy {id} cannot be found."],
});

const policy = type(POLICY, "{arn}", {
  arn: "iam::{account}:policy{path}{name}",
  defaults: { path: "/" },
  replace: ["name", "namePrefix", "path", "description"],
  naming: naming(128),
  documents: { policy: "iamManaged" },
  notFound: ["NoSuchEntity", "Policy {id} does not exist or is not attachable."],
  inUse: ["DeleteConflict", "Cannot delete a policy attached to entities."],
  unique: [
    {
      by: ["name"],
      within: "account",
      refusal: [
        "EntityAlreadyExists",
        "A policy called {name} already exists. Duplicate names are not allowed.",
      ],
    },
  ],
  outputs: (call) => ({ attachmentCount: 0, policyId: uniqueId(call, "ANPA") }),
});

const attachment = type(ATTACHMENT, "{role}/{policyArn}", {
  replace: ["*"],
  references: { role: holds(ROLE), policyArn: by("arn", anywhere(holds(POLICY))) },
  admit: (call) =>
    withinQuota(call, "policiesPerRole", call.peers(ATTACHMENT, { role: call.text("role") }).length, "role"),
});

const instanceProfile = type("aws:iam/instanceProfile:InstanceProfile", "{name}", {
  arn: "iam::{account}:instance-profile{path}{name}",
  defaults: { path: "/" },
  replace: ["name", "namePrefix", "path"],
  naming: naming(128),
  references: { role: holds(ROLE) },
  notFound: ["NoSuchEntity", "Instance Profile {id} cannot be found."],
  unique: [
    {
      by: ["name"],
      within: "account",
      refusal: ["EntityAlreadyExists", "Instance Profile {name} already exists."],
    },
  ],
  outputs: (call) => ({ createDate: created, uniqueId: uniqueId(call, "AIPA") }),
});

export const iamTypes: readonly Model[] = [role, rolePolicy, policy, attachment, instanceProfile];
