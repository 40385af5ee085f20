import { checkDocument } from "../checks/document";
import type { Resource } from "../cloud/cloud";
import type { Call } from "../model/call";
import { holds, type, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, strings, type Props } from "../model/values";
import { name, taken } from "./names";
import { withinQuota } from "./quota";

export const ORGANIZATION = "aws:organizations/organization:Organization";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
export const ACCOUNT = "aws:organizations/account:Account";
const POLICY = "aws:organizations/policy:Policy";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
/** By which a service makes an account its administrator: it delegates the account in Organizations at once. */
const APPOINTMENTS: Readonly<Record<string, string>> = {
  "guardduty.amazonaws.com": "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  "securityhub.amazonaws.com": "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
};

const JOINED = "2026-01-01T00:00:00Z";

/** The caller's organisation; calls that change it come from its management account only. */
export function ownOrganization(call: Call): Resource {
  const [organization] = call.peers(ORGANIZATION);
  if (organization !== undefined) return organization;
  if (call.everywhere(ORGANIZATION).length > 0) {
    refuse("AccessDeniedException", "You don't have permissions to access this resource.");
  }
  refuse("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
}

/**
 * Refuses an organisation-wide setting from an account that neither manages the organisation nor is a service's delegated
 * administrator.
 */
export function needsDelegation(call: Call, services: readonly string[], code: string): void {
  const [organization] = call.everywhere(ORGANIZATION);
  if (organization === undefined)
    refuse(code, "This account is not in an organization with all features enabled.");
  const delegated = call
    .everywhere(DELEGATED)
    .some(
      ({ properties }) =>
        properties.accountId === call.account && services.includes(str(properties, "servicePrincipal") ?? ""),
    );
  const appointed = services.some((service) =>
    call
      .everywhere(APPOINTMENTS[service] ?? "")
      .some(({ properties }) => properties.adminAccountId === call.account),
  );
  if (organization.account !== call.account && !delegated && !appointed) {
    refuse(
      code,
      `Account ${call.account} is neither the management account nor a delegated administrator for ${services.join(" or ")}.`,
    );
  }
}

/** Letters of a root's id, which its units' ids repeat. */
function rootLetters(organization: Resource): string {
  return organization.id.slice(2, 6);
}

const organization = type(
  ORGANIZATION,
  (call) => `o-${call.cloud.mint(`${call.account}/organization`, 10)}`,
  {
    defaults: { featureSet: "ALL" },
    replace: ["featureSet"],
    choices: { featureSet: [["ALL", "CONSOLIDATED_BILLING"], "InvalidInputException"] },
    inUse: [
      "OrganizationNotEmptyException",
      "To delete an organization you must first remove all member accounts: {id}",
    ],
    admit: (call) => {
      if (call.peers(ORGANIZATION).length > 0) {
        refuse("AlreadyInOrganizationException", "The AWS account is already a member of an organization.");
      }
    },
    outputs: (call) => {
      const arn = call.arnOf(`organizations::${call.account}:organization/${call.id}`);
      const own = {
        id: call.account,
        name: "management",
        email: `management@${call.account}.example`,
        arn: accountArn(call, call.id, call.account),
        status: "ACTIVE",
        state: "ACTIVE",
        joinedMethod: "INVITED",
        joinedTimestamp: JOINED,
      };
      const members = call.peers(ACCOUNT).map(({ id, properties }) => ({
        ...own,
        id,
        name: str(properties, "name") ?? "",
        email: str(properties, "email") ?? "",
        arn: str(properties, "arn") ?? "",
        joinedMethod: "CREATED",
      }));
      const rootId = `r-${call.id.slice(2, 6)}`;
      const policyTypes = strings(call.inputs, "enabledPolicyTypes").map((kind) => ({
        type: kind,
        status: "ENABLED",
      }));
      return {
        arn,
        masterAccountId: call.account,
        masterAccountArn: own.arn,
        masterAccountEmail: own.email,
        masterAccountName: own.name,
        accounts: [own, ...members],
        nonMasterAccounts: members,
        roots: [
          {
            id: rootId,
            arn: call.arnOf(`organizations::${call.account}:root/${call.id}/${rootId}`),
            name: "Root",
            policyTypes,
          },
        ],
      };
    },
  },
);

function accountArn(call: Call, organizationId: string, accountId: string): string {
  return call.arnOf(`organizations::${call.account}:account/${organizationId}/${accountId}`);
}

/** How many units lie above, the given one included; 0 for the root. */
function depthOf(call: Call, parentId: string): number {
  const parent = call.find(UNIT, parentId);
  return parent === undefined ? 0 : 1 + depthOf(call, str(parent.properties, "parentId") ?? "");
}

function checkParent(call: Call, parentId: string): void {
  const own = ownOrganization(call);
  if (parentId !== `r-${rootLetters(own)}` && call.find(UNIT, parentId) === undefined) {
    refuse(
      "ParentNotFoundException",
      `You provided a value that doesn't match an existing root or organizational unit: ${parentId}`,
      "parentId",
    );
  }
}

const unit = type(
  UNIT,
  (call) => `ou-${rootLetters(ownOrganization(call))}-${call.cloud.mint(`${call.account}/${call.urn}`, 8)}`,
  {
    replace: ["parentId"],
    naming: name(128, "InvalidInputException"),
    references: { parentId: holds(UNIT) },
    unique: [
      {
        by: ["name", "parentId"],
        within: "account",
        refusal: ["DuplicateOrganizationalUnitException", "An OU with the same name already exists: {name}"],
      },
    ],
    inUse: ["OrganizationalUnitNotEmptyException", "The specified OU is not empty: {id}"],
    admit: (call) => {
      checkParent(call, call.text("parentId"));
      withinQuota(call, "organizationalUnitLevels", depthOf(call, call.text("parentId")) + 1);
    },
    outputs: (call) => ({
      arn: call.arnOf(`organizations::${call.account}:ou/${ownOrganization(call).id}/${call.id}`),
    }),
  },
);

/** Twelve digits, as AWS deals account ids. */
function accountId(call: Call): string {
  return String(
    (BigInt(`0x${call.cloud.mint(`${call.account}/${call.urn}`, 12)}`) % 899_999_999_999n) + 100_000_000_000n,
  );
}

const account = type(ACCOUNT, accountId, {
  defaults: { closeOnDeletion: false, createGovcloud: false },
  replace: ["email", "iamUserAccessToBilling", "roleName", "createGovcloud"],
  naming: name(50, "InvalidInputException"),
  references: { parentId: holds(UNIT) },
  lengths: { email: [64, "InvalidInputException"] },
  unique: [
    {
      by: ["email"],
      within: "everywhere",
      refusal: [
        "EMAIL_ALREADY_EXISTS",
        "waiting for AWS Organizations Account create: the email address {email} is already associated with another AWS account",
      ],
    },
  ],
  check: (inputs) => {
    const email = str(inputs, "email");
    if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      refuse("InvalidInputException", `email must match ^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$: ${email}`, "email");
    }
  },
  admit: (call) => {
    ownOrganization(call);
    if (call.text("parentId") !== "") checkParent(call, call.text("parentId"));
    // The management account counts as well.
    if (call.old === undefined) withinQuota(call, "accounts", call.peers(ACCOUNT).length + 2);
  },
  outputs: (call) => ({
    arn: accountArn(call, ownOrganization(call).id, call.id),
    parentId: call.text("parentId") || `r-${rootLetters(ownOrganization(call))}`,
    status: "ACTIVE",
    state: "ACTIVE",
    joinedMethod: "CREATED",
    joinedTimestamp: JOINED,
  }),
});

/** Kinds of documents by policy type: only two have statements. */
function checkContent(inputs: Props): void {
  const text = str(inputs, "content");
  if (text === undefined) return;
  const kinds = { SERVICE_CONTROL_POLICY: "scp", RESOURCE_CONTROL_POLICY: "rcp" } as const;
  const kind = Object.entries(kinds).find(
    ([policyType]) => policyType === (str(inputs, "type") ?? "SERVICE_CONTROL_POLICY"),
  );
  checkDocument(text, kind?.[1] ?? "management", "content");
}

const POLICY_TYPES = [
  ...[
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "TAG_POLICY",
    "BACKUP_POLICY",
  ],
  ...[
    "AISERVICES_OPT_OUT_POLICY",
    "CHATBOT_POLICY",
    "SECURITYHUB_POLICY",
    "INSPECTOR_POLICY",
    "BEDROCK_POLICY",
  ],
  ...["S3_POLICY", "UPGRADE_ROLLOUT_POLICY", "NETWORK_SECURITY_DIRECTOR_POLICY"],
];

const policy = type(POLICY, (call) => `p-${call.cloud.mint(`${call.account}/${call.urn}`, 8)}`, {
  defaults: { type: "SERVICE_CONTROL_POLICY" },
  replace: ["type"],
  naming: name(128, "InvalidInputException"),
  lengths: { description: [512, "InvalidInputException"] },
  choices: { type: [POLICY_TYPES, "InvalidInputException"] },
  unique: taken("DuplicatePolicyException", "A policy with the same name already exists: {name}", "account"),
  notFound: ["PolicyNotFoundException", "We can't find a policy with the PolicyId that you specified: {id}"],
  inUse: ["PolicyInUseException", "The policy is attached to one or more entities: {id}"],
  check: checkContent,
  admit: (call) => void ownOrganization(call),
  outputs: (call) => ({
    arn: call.arnOf(
      `organizations::${call.account}:policy/${ownOrganization(call).id}/${call.text("type").toLowerCase()}/${call.id}`,
    ),
  }),
});

const attachment = type(ATTACHMENT, "{targetId}:{policyId}", {
  replace: ["policyId", "targetId"],
  references: { policyId: holds(POLICY), targetId: holds(UNIT, ACCOUNT) },
  unique: [
    {
      by: ["policyId", "targetId"],
      within: "account",
      refusal: [
        "DuplicatePolicyAttachmentException",
        "A policy with the specified name and type already exists on {targetId}.",
      ],
    },
  ],
  admit: (call) => {
    const own = ownOrganization(call);
    const kind = str(call.find(POLICY, call.text("policyId"))?.properties, "type") ?? "";
    if (!strings(own.properties, "enabledPolicyTypes").includes(kind)) {
      refuse(
        "PolicyTypeNotEnabledException",
        `The ${kind} policy type is not enabled on the root. Enable it in enabledPolicyTypes.`,
        "policyId",
      );
    }
    const same = call
      .peers(ATTACHMENT, { targetId: call.text("targetId") })
      .filter(
        ({ properties }) => call.find(POLICY, str(properties, "policyId") ?? "")?.properties.type === kind,
      );
    // FullAWSAccess is attached from the start and counts.
    const byAws = kind === "SERVICE_CONTROL_POLICY" || kind === "RESOURCE_CONTROL_POLICY" ? 1 : 0;
    const quota =
      kind === "RESOURCE_CONTROL_POLICY" ? "resourceControlPoliciesPerTarget" : "policiesPerTarget";
    withinQuota(call, quota, same.length + 1 + byAws);
  },
});

/** Refuses to delegate a service to the management account itself, or one that the organisation does not trust. */
export function needsTrust(call: Call, service: string, property?: string): void {
  const own = ownOrganization(call);
  if (call.text("accountId") === own.account) {
    refuse(
      "ConstraintViolationException",
      "You cannot register the management account as a delegated administrator: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    );
  }
  if (!strings(own.properties, "awsServiceAccessPrincipals").includes(service)) {
    refuse(
      "ConstraintViolationException",
      `Trusted access is not enabled for ${service}: SERVICE_ACCESS_NOT_ENABLED`,
      property,
    );
  }
}

const delegated = type(DELEGATED, "{accountId}/{servicePrincipal}", {
  replace: ["*"],
  unique: [
    {
      by: ["accountId", "servicePrincipal"],
      within: "account",
      refusal: [
        "AccountAlreadyRegisteredException",
        "The specified account is already a delegated administrator for this AWS service.",
      ],
    },
  ],
  admit: (call) => {
    const service = call.text("servicePrincipal");
    needsTrust(call, service, "servicePrincipal");
  },
  outputs: (call) => {
    const member = call.find(ACCOUNT, call.text("accountId"))?.properties;
    return {
      arn: accountArn(call, ownOrganization(call).id, call.text("accountId")),
      name: str(member, "name"),
      email: str(member, "email"),
      status: "ACTIVE",
      joinedMethod: "CREATED",
      joinedTimestamp: JOINED,
      delegationEnabledDate: JOINED,
    };
  },
});

const resourcePolicy = type(
  "aws:organizations/resourcePolicy:ResourcePolicy",
  (call) => `rp-${call.cloud.mint(call.urn, 8)}`,
  {
    documents: { content: "delegation" },
    admit: (call) => void ownOrganization(call),
    outputs: (call) => ({
      arn: call.arnOf(`organizations::${call.account}:resourcepolicy/${ownOrganization(call).id}/${call.id}`),
    }),
  },
);

export const organizationTypes: readonly Model[] = [
  organization,
  unit,
  account,
  policy,
  attachment,
  delegated,
  resourcePolicy,
];
