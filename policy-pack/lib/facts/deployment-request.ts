/** What a request carries under a condition key: its value, `absent` when it never carries it, `own` for what names the caller's organisation. */
export type RequestValue = string | "absent" | "own";

/**
 * Condition keys of a request that a deployment makes: by a role it has assumed from a pipeline, without MFA, directly and over TLS. Keys that are
 * not here may hold anything. In lower case, since keys are not case-sensitive.
 * Source: IAM user guide, "AWS global condition context keys", read 2026-11.
 */
export const DEPLOYMENT_REQUEST: Readonly<Record<string, RequestValue>> = {
  "aws:assumedroot": "absent",
  "aws:calledvia": "absent",
  "aws:calledviafirst": "absent",
  "aws:calledvialast": "absent",
  "aws:ec2instancesourceprivateipv4": "absent",
  "aws:ec2instancesourcevpc": "absent",
  // Present in every session of a role, and false unless MFA was used to assume it.
  "aws:multifactorauthpresent": "false",
  "aws:multifactorauthage": "absent",
  "aws:principalisawsservice": "false",
  "aws:principalorgid": "own",
  "aws:principalorgpaths": "own",
  "aws:principalservicename": "absent",
  "aws:principalservicenameslist": "absent",
  "aws:principaltype": "AssumedRole",
  "aws:resourceorgid": "own",
  "aws:resourceorgpaths": "own",
  "aws:securetransport": "true",
  "aws:sourceaccount": "absent",
  "aws:sourcearn": "absent",
  "aws:sourceorgid": "absent",
  "aws:sourceorgpaths": "absent",
  // Only users have one.
  "aws:username": "absent",
  "aws:viaawsservice": "false",
  "ec2:roledelivery": "absent",
  "ec2:sourceinstancearn": "absent",
};

/** Services that are called in one Region whatever Region the caller works in, among those that a deployment needs. */
export const GLOBAL_SERVICES: readonly string[] = ["iam", "organizations", "sts"];

/** Where they are called. */
export const GLOBAL_REGION = "us-east-1";
