import { CONTRACTS } from "../../functions/contracts";
import { type FunctionContract } from "../../functions/lib/aws-contract";
import { fillStatements } from "../functions/statements";
import { type Statement, trustDocument } from "../policy-document";
import { RESPONDER_ROLES, type Responder } from "./names";

/** The account whose roles are planned, and those it trusts. */
export interface MemberAccount {
  readonly accountId: string;
  readonly partition: string;
  readonly organizationId: string;
  readonly securityAccountId: string;
}

/** A role that a function of the security account assumes. */
export interface MemberRole {
  readonly responder: Responder;
  readonly name: string;
  readonly description: string;
  readonly trust: string;
  readonly statements: readonly Statement[];
}

/** The contract of a function by its name. */
export function contractOf(responder: Responder): FunctionContract {
  const contract = CONTRACTS.find(({ name }) => name === responder);
  if (contract === undefined) throw new Error(`no contract of ${responder}`);
  return contract;
}

/** The roles that functions assume in an account: each trusts one role of the security account, and may do what its contract says. */
export function memberRoles(account: MemberAccount, responders: readonly Responder[]): readonly MemberRole[] {
  const { accountId, partition } = account;
  return responders.map((responder) => {
    const { memberStatements } = contractOf(responder);
    const { own, member } = RESPONDER_ROLES[responder];
    return {
      responder,
      name: member,
      description: `What ${responder} of the security account may do here`,
      trust: trustPolicy(account, own),
      statements: fillStatements(memberStatements, {
        partition,
        account: accountId,
        // Flow logs make a role of their own for each VPC, see FlowLogs.
        "delivery role of flow logs": `arn:${partition}:iam::${accountId}:role/*-flow-logs-*`,
      }),
    };
  });
}

/**
 * Trusts the security account, but of it only one role, by its ARN: a principal that is the role itself would have to exist first, and
 * would mean nobody once the role is made anew. Source: IAM user guide, "AWS JSON policy elements: Principal", read 2026-11.
 */
function trustPolicy({ partition, securityAccountId, organizationId }: MemberAccount, role: string): string {
  return trustDocument([
    {
      Sid: "OneFunctionOfTheSecurityAccount",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${securityAccountId}:root` },
      Action: "sts:AssumeRole",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": `arn:${partition}:iam::${securityAccountId}:role/${role}` },
        StringEquals: { "aws:PrincipalOrgID": organizationId },
      },
    },
  ]);
}
