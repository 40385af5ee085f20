import { rcpServices } from "../../../settings/facts/rcp-services";
import { type Conditions, type PolicyStatement } from "../statement";

/** Says what a resource control policy denies, in words, beside the statement. */
export interface ResourceGuardrail extends PolicyStatement {
  readonly denies: string;
  /** Who it leaves out, in words. */
  readonly leavesOut: string;
}

const actions = rcpServices.flatMap((service) => service.actions);

/** What keeps the organisation's resources for the organisation. */
export function resourceGuardrails(args: {
  readonly organizationId: string;
  /** Accounts of others (a supplier's, or AWS's own that write logs) that may reach resources which admit them. */
  readonly trustedAccounts: readonly string[];
}): ResourceGuardrail[] {
  const { organizationId, trustedAccounts } = args;
  const others = (key: string): Conditions[string] =>
    trustedAccounts.length === 0 ? {} : { [key]: trustedAccounts };
  return [
    {
      sid: "OnlyTheOrganisation",
      denies:
        "Use of its buckets, queues, keys, secrets, tables, images and roles by anybody outside the organisation",
      why: "A policy that is too wide on one bucket, key or role must not be a hole in the organisation.",
      leavesOut: "AWS services, and the accounts in `guardrails.trustedAccounts`",
      effect: "Deny",
      principal: "*",
      actions,
      conditions: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId, ...others("aws:PrincipalAccount") },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    {
      // Where a service does not say for whom it works, the resource's own policy has to.
      sid: "OnlyForTheOrganisation",
      denies: "Use of the same by an AWS service that works for somebody outside the organisation",
      why: "A service that is trusted by name can be told by anybody to write to, or read from, what is ours (the confused deputy).",
      leavesOut: "calls that name no source account, and the accounts in `guardrails.trustedAccounts`",
      effect: "Deny",
      principal: "*",
      actions,
      conditions: {
        StringNotEqualsIfExists: { "aws:SourceOrgID": organizationId, ...others("aws:SourceAccount") },
        // Only services carry it, and not all of them.
        Null: { "aws:SourceAccount": "false" },
      },
    },
    {
      sid: "OnlyOverTls",
      denies: "Calls to the same that are not encrypted",
      why: "What is read on the way is read without a trace.",
      leavesOut: "nobody",
      effect: "Deny",
      principal: "*",
      actions,
      conditions: { BoolIfExists: { "aws:SecureTransport": "false" } },
    },
    {
      sid: "NoKeysBroughtAlong",
      denies: "Writing objects under a key that comes with the call (SSE-C)",
      why: "AWS keeps no such key: whoever writes an object anew under one holds it to ransom.",
      leavesOut: "nobody",
      effect: "Deny",
      principal: "*",
      actions: ["s3:PutObject"],
      conditions: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
    },
  ];
}
