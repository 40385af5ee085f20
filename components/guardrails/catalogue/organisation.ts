import { globalServiceActions } from "../../../settings/facts/global-services";
import { roleArn } from "../exemptions";
import { protectedNames } from "../protected-names";
import { type Guardrail } from "../statement";

/** Names of roles that nobody but the deployment changes. @param bootstrap the role that the management account enters a new account by */
function platformRoles(bootstrap: string): string[] {
  return [...protectedNames.roles, bootstrap].map(roleArn);
}

/** Service-linked roles by which AWS records, watches and manages the organisation's accounts. */
const serviceLinkedRoles = [
  "access-analyzer",
  "cloudtrail",
  "config",
  "config-multiaccountsetup",
  "guardduty",
  "organizations",
  "securityhub",
].map((service) => `arn:*:iam::*:role/aws-service-role/${service}.amazonaws.com/*`);

/** What keeps an account in the organisation, in its Regions and under the platform's roles. */
export function organisationGuardrails(args: {
  /** Regions that accounts may use; the global services stay open everywhere. */
  readonly regions: readonly string[];
  /** Name of the role that the management account enters a new account by. */
  readonly bootstrapRole: string;
}): Guardrail[] {
  return [
    {
      sid: "Membership",
      denies:
        "Leave the organisation, close the account, switch Regions on or off, change whom AWS writes to about it",
      why: "An account outside the organisation is outside every guardrail and every log. Only the management account, which no guardrail binds, may do this.",
      actions: [
        "account:AcceptPrimaryEmailUpdate",
        "account:CloseAccount",
        "account:DeleteAlternateContact",
        "account:DisableRegion",
        "account:EnableRegion",
        "account:PutAlternateContact",
        "account:PutContactInformation",
        "account:StartPrimaryEmailUpdate",
        "organizations:LeaveOrganization",
      ],
      exempt: [],
    },
    {
      sid: "Root",
      denies: "Everything, by the root user of an account",
      why: "The root user cannot be limited by IAM. Sessions that the management account opens for its central tasks (sts:AssumeRoot) pass.",
      actions: ["*"],
      conditions: {
        ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
        Null: { "aws:AssumedRoot": "true" },
      },
      exempt: [],
    },
    {
      sid: "Regions",
      denies: "Everything outside the Regions in use, but for the global services",
      why: "Nobody looks at what happens in a Region that is not in use, and data must stay where it was promised to be.",
      notActions: globalServiceActions,
      conditions: { StringNotEquals: { "aws:RequestedRegion": args.regions } },
      exempt: ["deployment", "breakGlass"],
    },
    {
      sid: "PlatformRoles",
      denies: "Make, change or delete the platform's roles",
      why: "Whoever can change a role that guardrails exempt is exempt.",
      actions: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePermissionsBoundary",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: platformRoles(args.bootstrapRole),
      exempt: ["bootstrap", "breakGlass", "deployment"],
    },
    {
      sid: "PassPlatformRoles",
      denies: "Hand a role of the platform to a service",
      why: "A function or a host that runs as a platform role does what the role may.",
      actions: ["iam:PassRole"],
      resources: platformRoles(args.bootstrapRole),
      exempt: ["breakGlass", "deployment", "remediation"],
    },
    {
      sid: "IdentityProviders",
      denies:
        "Let another source of identities in: OIDC and SAML providers, trust anchors, directories of its own",
      why: "Who signs in by a provider of one's own needs no user, no key and nobody's leave.",
      actions: [
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:CreateOpenIDConnectProvider",
        "iam:CreateSAMLProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:DeleteSAMLProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:UpdateSAMLProvider",
        "rolesanywhere:CreateTrustAnchor",
        "rolesanywhere:EnableTrustAnchor",
        "rolesanywhere:UpdateTrustAnchor",
        "sso:CreateInstance",
      ],
      exempt: ["breakGlass", "deployment"],
    },
    {
      sid: "ServiceLinkedRoles",
      denies: "Delete the service-linked roles of recording, watching and managing",
      why: "Without them the services stop working for the account.",
      actions: ["iam:DeleteServiceLinkedRole"],
      resources: serviceLinkedRoles,
      exempt: ["breakGlass", "deployment"],
    },
  ];
}
