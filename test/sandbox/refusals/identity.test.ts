import { IDENTITY_POLICY, policy, THERE, TRUST_POLICY } from "../support/accounts";
import { type Refused, refuses } from "../support/refusals";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const MANAGED = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ORGANIZATION = "aws:organizations/organization:Organization";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ROOT_ACCESS = "aws:iam/organizationsFeatures:OrganizationsFeatures";
const ACCOUNT = "aws:organizations/account:Account";
const POLICY = "aws:organizations/policy:Policy";
const POLICY_ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";

const trust = { assumeRolePolicy: TRUST_POLICY };
const RCP = "RESOURCE_CONTROL_POLICY";
/** A resource control policy's statement, changed in one way. */
const rcp = (changes: object): Record<string, string> => ({
  type: RCP,
  content: policy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...changes }),
});
const RCPS = { enabledPolicyTypes: [RCP] };
const SCPS = { enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] };

refuses("the sandbox refuses, of IAM,", [
  [
    "a trust policy that is not JSON",
    "MalformedPolicyDocument",
    (a) => a.make(ROLE, { assumeRolePolicy: "{" }),
  ],
  [
    "a trust policy without statements",
    "MalformedPolicyDocument",
    (a) => a.make(ROLE, { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) }),
  ],
  [
    "a trust policy without a principal",
    "MalformedPolicyDocument",
    (a) => a.make(ROLE, { assumeRolePolicy: policy() }),
  ],
  [
    "a trust policy with a resource",
    "MalformedPolicyDocument",
    (a) => a.make(ROLE, { assumeRolePolicy: policy({ Principal: "*", Resource: "*" }) }),
  ],
  [
    "a statement with another effect",
    "MalformedPolicyDocument",
    (a) => a.make(ROLE, { assumeRolePolicy: policy({ Principal: "*", Effect: "Maybe" }) }),
  ],
  [
    "a trust policy over 2,048 characters",
    "LimitExceeded",
    (a) => a.make(ROLE, { assumeRolePolicy: policy({ Principal: "*", Sid: "s".repeat(2_048) }) }),
  ],
  [
    "a managed policy over 6,144 characters",
    "LimitExceeded",
    (a) => a.make(MANAGED, { policy: policy({ Resource: "r".repeat(6_144) }) }),
  ],
  [
    "a managed policy with a principal",
    "MalformedPolicyDocument",
    (a) => a.make(MANAGED, { policy: policy({ Resource: "*", Principal: "*" }) }),
  ],
  [
    "a managed policy without a resource",
    "MalformedPolicyDocument",
    (a) => a.make(MANAGED, { policy: policy() }),
  ],
  [
    "inline policies of a role over 10,240 characters together",
    "LimitExceeded",
    async (a) => {
      const role = await a.id(ROLE, trust);
      await a.make(INLINE, { role, name: "one", policy: policy({ Resource: "r".repeat(6_000) }) });
      return a.make(INLINE, { role, name: "two", policy: policy({ Resource: "r".repeat(6_000) }) });
    },
  ],
  [
    "a role's name of 65 characters",
    "ValidationError",
    (a) => a.make(ROLE, { ...trust, name: "r".repeat(65) }),
  ],
  ["a role's name with a space", "ValidationError", (a) => a.make(ROLE, { ...trust, name: "a role" })],
  ["a session of 13 hours", "ValidationError", (a) => a.make(ROLE, { ...trust, maxSessionDuration: 46_800 })],
  [
    "a role's name that is taken",
    "EntityAlreadyExists",
    async (a) => {
      await a.make(ROLE, { ...trust, name: "once" });
      return a.make(ROLE, { ...trust, name: "once" });
    },
  ],
  [
    "an eleventh policy of a role",
    "LimitExceeded",
    async (a) => {
      const role = await a.id(ROLE, trust);
      for (let at = 0; at <= 10; at++)
        await a.make(ATTACHMENT, { role, policyArn: `arn:aws:iam::aws:policy/P${at}` });
    },
  ],
  [
    "a policy of the account that is not there",
    "NoSuchEntity",
    async (a) =>
      a.make(ATTACHMENT, {
        role: await a.id(ROLE, trust),
        policyArn: "arn:aws:iam::210000000111:policy/none",
      }),
  ],
  [
    "the end of a role with policies",
    "DeleteConflict",
    async (a) => {
      const made = await a.make(ROLE, trust);
      await a.make(ATTACHMENT, { role: made.id, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
      return a.remove(made);
    },
  ],
  ...(
    [
      ["allows", { Effect: "Allow" }],
      ["names principals", { Principal: { AWS: "111122223333" } }],
      ["denies all but something", { Action: undefined, NotAction: "s3:*" }],
      ["denies every service", { Action: ["s3:*", "*"] }],
    ] as const
  ).map(([what, changes]): Refused => [
    `a resource control policy that ${what}`,
    "MalformedPolicyDocumentException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(POLICY, rcp(changes));
    },
  ]),
  [
    "a fifth resource control policy of one target, RCPFullAWSAccess being there",
    /ConstraintViolationException.*\(6; the quota resourceControlPoliciesPerTarget is 5/,
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, RCPS);
      const [root] = properties.roots as { id: string }[];
      for (let at = 0; at < 5; at++) {
        await a.make(POLICY_ATTACHMENT, { policyId: await a.id(POLICY, rcp({})), targetId: root?.id ?? "" });
      }
    },
  ],
  [
    "the end of a policy that is attached",
    "DeleteConflict",
    async (a) => {
      const made = await a.make(MANAGED, { policy: IDENTITY_POLICY });
      await a.make(ATTACHMENT, { role: await a.id(ROLE, trust), policyArn: made.id });
      return a.remove(made);
    },
  ],
]);

refuses("the sandbox refuses, of organisations,", [
  [
    "root users managed centrally without trusted access for IAM",
    "ServiceAccessNotEnabledException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(ROOT_ACCESS, { enabledFeatures: ["RootSessions"] });
    },
  ],
  [
    "a feature of central root access that there is not",
    "ValidationError",
    async (a) => {
      await a.make(ORGANIZATION, { awsServiceAccessPrincipals: ["iam.amazonaws.com"] });
      return a.make(ROOT_ACCESS, { enabledFeatures: ["RootPasswords"] });
    },
  ],
  [
    "root users managed centrally where there is no organisation",
    "AWSOrganizationsNotInUseException",
    (a) => a.make(ROOT_ACCESS, { enabledFeatures: ["RootSessions"] }),
  ],
  [
    "an OU without an organisation",
    "AWSOrganizationsNotInUseException",
    (a) => a.make(UNIT, { parentId: "r-abcd" }),
  ],
  [
    "a second organisation of an account",
    "AlreadyInOrganizationException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(ORGANIZATION, {});
    },
  ],
  [
    "an OU from another account than the managing one",
    "AccessDeniedException",
    async (a, accounts) => {
      const { properties } = await a.make(ORGANIZATION, {});
      const [root] = properties.roots as { id: string }[];
      return (await accounts.in(THERE)).make(UNIT, { parentId: root?.id ?? "" });
    },
  ],
  [
    "a parent that is not there",
    "ParentNotFoundException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(UNIT, { parentId: "r-zzzz" });
    },
  ],
  [
    "an OU's name that is taken under its parent",
    "DuplicateOrganizationalUnitException",
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, {});
      const [root] = properties.roots as { id: string }[];
      await a.make(UNIT, { name: "Security", parentId: root?.id ?? "" });
      return a.make(UNIT, { name: "Security", parentId: root?.id ?? "" });
    },
  ],
  [
    "a sixth level of OUs",
    "ConstraintViolationException",
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, {});
      let [{ id: parentId = "" } = {}] = properties.roots as { id?: string }[];
      for (let level = 0; level <= 5; level++) parentId = await a.id(UNIT, { parentId });
    },
  ],
  [
    "an account's address that is taken",
    "EMAIL_ALREADY_EXISTS",
    async (a) => {
      await a.make(ORGANIZATION, {});
      await a.make(ACCOUNT, { email: "a@example.com" });
      return a.make(ACCOUNT, { email: "a@example.com" });
    },
  ],
  [
    "an eleventh account",
    "ConstraintViolationException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      for (let at = 0; at < 10; at++) await a.make(ACCOUNT, { email: `a${at}@example.com` });
    },
  ],
  [
    "a control policy over 10,240 characters",
    "ConstraintViolationException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(POLICY, { content: policy({ Effect: "Deny", Resource: "r".repeat(10_240) }) });
    },
  ],
  [
    "a control policy without statements",
    "MalformedPolicyDocumentException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(POLICY, { content: "{}" });
    },
  ],
  [
    "a policy of a type that is not enabled",
    "PolicyTypeNotEnabledException",
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, {});
      const [root] = properties.roots as { id: string }[];
      return a.make(POLICY_ATTACHMENT, {
        policyId: await a.id(POLICY, { content: IDENTITY_POLICY }),
        targetId: root?.id ?? "",
      });
    },
  ],
  [
    "a tenth control policy of one target, FullAWSAccess being there",
    "ConstraintViolationException",
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, SCPS);
      const [root] = properties.roots as { id: string }[];
      for (let at = 0; at < 10; at++) {
        await a.make(POLICY_ATTACHMENT, {
          policyId: await a.id(POLICY, { content: IDENTITY_POLICY }),
          targetId: root?.id ?? "",
        });
      }
    },
  ],
  [
    "the end of a policy that is attached",
    "PolicyInUseException",
    async (a) => {
      const { properties } = await a.make(ORGANIZATION, SCPS);
      const [root] = properties.roots as { id: string }[];
      const made = await a.make(POLICY, { content: IDENTITY_POLICY });
      await a.make(POLICY_ATTACHMENT, { policyId: made.id, targetId: root?.id ?? "" });
      return a.remove(made);
    },
  ],
  [
    "a delegated administrator of a service without trusted access",
    "ConstraintViolationException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make(DELEGATED, { accountId: THERE, servicePrincipal: "config.amazonaws.com" });
    },
  ],
  [
    "an administrator of trails without trusted access",
    "ConstraintViolationException",
    async (a) => {
      await a.make(ORGANIZATION, {});
      return a.make("aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount", {
        accountId: THERE,
      });
    },
  ],
]);
