import type { Policy, Statement } from "./documents";
import type { Deployed } from "./stacks";

/**
 * The policy of a function that one `aws:lambda/permission:Permission` writes. Source: Lambda developer guide, "Granting Lambda
 * function access to AWS services", read 2026-11.
 *
 * @param functionArn ARN of the function
 */
export function permissionPolicy({ name, outputs }: Deployed, functionArn: string): Policy {
  const principal = String(outputs.principal);
  const equals = {
    ...(outputs.sourceAccount ? { "aws:SourceAccount": outputs.sourceAccount } : {}),
    ...(outputs.principalOrgId ? { "aws:PrincipalOrgID": outputs.principalOrgId } : {}),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 ? { StringEquals: equals } : {}),
    ...(outputs.sourceArn ? { ArnLike: { "aws:SourceArn": outputs.sourceArn } } : {}),
  };
  const statement: Statement = {
    Sid: name,
    Effect: "Allow",
    Principal: principal.includes(".amazonaws.com") ? { Service: principal } : { AWS: principal },
    Action: outputs.action,
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
  return {
    kind: "resource",
    id: `permission ${name}`,
    document: { Version: "2012-10-17", Statement: [statement] },
  };
}
