import { type PolicyType } from "../../settings/facts/policy-types";
import { type Statement, policyDocument } from "../policy-document";

/** What may be read of the organisation by whoever works with its policies. Nothing of it names a policy type. */
const LOOK_AROUND = [
  "organizations:DescribeAccount",
  "organizations:DescribeOrganization",
  "organizations:DescribeOrganizationalUnit",
  "organizations:ListAccounts",
  "organizations:ListAccountsForParent",
  "organizations:ListChildren",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListParents",
  "organizations:ListRoots",
];

/** Whose policies, and of which organisation. */
export interface PolicyDelegation {
  readonly partition: string;
  readonly managementAccountId: string;
  /** `o-…` */
  readonly organizationId: string;
  /** The account that may administer them. */
  readonly accountId: string;
  /** At least one. */
  readonly types: readonly PolicyType[];
}

/**
 * Lets an account administer the organisation's policies of some types, and no other: every action that changes one carries its type. Types are
 * neither switched on nor off. Source: Organizations user guide, "Resource-based policy examples" (the consolidated one), read 2026-11.
 */
export function policyDelegation(args: PolicyDelegation): string {
  const { partition, managementAccountId, organizationId, accountId, types } = args;
  const Principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const arn = (resource: string): string =>
    `arn:${partition}:organizations::${managementAccountId}:${resource}`;
  const ofTypes = { StringEquals: { "organizations:PolicyType": types } };
  const policies = types.map((type) => arn(`policy/${organizationId}/${type.toLowerCase()}/*`));
  const targets = ["account", "ou", "root"].map((kind) => arn(`${kind}/${organizationId}/*`));
  const statements: readonly Statement[] = [
    { Sid: "LookAround", Effect: "Allow", Principal, Action: LOOK_AROUND, Resource: "*" },
    {
      Sid: "FindAndMakePolicies",
      Effect: "Allow",
      Principal,
      Action: [
        "organizations:CreatePolicy",
        "organizations:DescribeEffectivePolicy",
        "organizations:ListPolicies",
        "organizations:ListPoliciesForTarget",
      ],
      Resource: "*",
      Condition: ofTypes,
    },
    {
      Sid: "ReadAndChangePolicies",
      Effect: "Allow",
      Principal,
      Action: [
        "organizations:DeletePolicy",
        "organizations:DescribePolicy",
        "organizations:ListTargetsForPolicy",
        "organizations:UpdatePolicy",
      ],
      Resource: policies,
      Condition: ofTypes,
    },
    {
      Sid: "AttachPolicies",
      Effect: "Allow",
      Principal,
      Action: ["organizations:AttachPolicy", "organizations:DetachPolicy"],
      Resource: [...policies, ...targets],
      Condition: ofTypes,
    },
  ];
  return policyDocument(statements);
}
