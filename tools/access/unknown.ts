import type { Policy } from "../../test/proofs/model/documents";

/** Sid of the statement that stands for a policy which is not known before a deployment. */
const SID = "NotKnownBeforeTheDeployment";

/** What a policy that is not known may say at most: on a resource, for an identity, over an account. */
export const mostOf = {
  resource: { Sid: SID, Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
  identity: { Sid: SID, Effect: "Allow", Action: "*", Resource: "*" },
  // A control policy gives nothing: at most it takes nothing away.
  "service control": {
    Sid: SID,
    Effect: "Deny",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::there-is-no-such-bucket/nothing",
  },
  "resource control": {
    Sid: SID,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::there-is-no-such-bucket/nothing",
  },
} as const;

/** A policy in place of one that is not known: what is denied under it is denied whatever the policy will say. */
export function unknownPolicy(kind: keyof typeof mostOf): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [mostOf[kind]] });
}

/** Whether a policy stands for one that is not known. */
export function isUnknown({ document }: Policy): boolean {
  return document.Statement.some(({ Sid }) => Sid === SID);
}
