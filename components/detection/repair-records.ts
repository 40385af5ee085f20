import * as pulumi from "@pulumi/pulumi";
import { type LogLocation } from "../logging/access-logs";
import { logBucketGuards } from "../logging/log-archive-policies";
import { type Lifetime, LogBucket } from "../logging/log-bucket";
import { policyDocument } from "../policy-document";
import { RESPONDER_ROLES } from "./names";

export interface RepairRecordsArgs {
  /** The log archive's account and the security account; the ids may only be known while deploying. */
  readonly accountId: pulumi.Input<string>;
  readonly securityAccountId: pulumi.Input<string>;
  readonly partition: string;
  readonly lifetime: Lifetime;
  /** Name of the one role, in the archive's account, that may change the bucket's policy and lifecycle. */
  readonly breakGlassRole: string;
  readonly accessLogs: LogLocation;
}

export interface RepairRecordsPolicyArgs {
  readonly bucketArn: string;
  readonly accountId: string;
  readonly securityAccountId: string;
  readonly partition: string;
  readonly breakGlassRole: string;
}

/** Functions that write records, by the prefix below which they do. */
const WRITERS = {
  "repairs/security-groups/": [RESPONDER_ROLES["repair-security-groups"].own],
  "repairs/logging/": [
    RESPONDER_ROLES["repair-trail"].own,
    RESPONDER_ROLES["repair-recorder"].own,
    RESPONDER_ROLES["repair-flow-logs"].own,
  ],
} as const;

/**
 * Policy of the records: the repairs write, each below its prefix, and the repair of groups reads back what it began; nobody else writes, and
 * nobody deletes or shortens. The roles are conditions, not principals: a principal would have to exist before the bucket.
 */
export function repairRecordsPolicy(args: RepairRecordsPolicyArgs): string {
  const { bucketArn, accountId, securityAccountId, partition, breakGlassRole } = args;
  const arnOf = (role: string): string => `arn:${partition}:iam::${securityAccountId}:role/${role}`;
  const account = { AWS: `arn:${partition}:iam::${securityAccountId}:root` };
  const reader = arnOf(RESPONDER_ROLES["repair-security-groups"].own);
  return policyDocument([
    ...logBucketGuards(bucketArn, `arn:${partition}:iam::${accountId}:role/${breakGlassRole}`),
    {
      Sid: "OnlyRepairsWrite",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": Object.values(WRITERS).flat().map(arnOf) } },
    },
    ...Object.entries(WRITERS).map(
      ([prefix, roles], index) =>
        ({
          Sid: `RepairsWrite${index + 1}`,
          Effect: "Allow",
          Principal: account,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/${prefix}*`,
          Condition: { ArnEquals: { "aws:PrincipalArn": roles.map(arnOf) } },
        }) as const,
    ),
    {
      Sid: "RepairOfGroupsReadsBack",
      Effect: "Allow",
      Principal: account,
      Action: "s3:GetObject",
      Resource: `${bucketArn}/repairs/security-groups/*`,
      Condition: { ArnEquals: { "aws:PrincipalArn": reader } },
    },
    {
      Sid: "RepairOfGroupsFindsUnfinished",
      Effect: "Allow",
      Principal: account,
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: {
        ArnEquals: { "aws:PrincipalArn": reader },
        StringLike: { "s3:prefix": "repairs/security-groups/*" },
      },
    },
  ]);
}

/** Where the repairs record what was before and after: a locked bucket of the log archive's account. */
export class RepairRecords extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: RepairRecordsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:RepairRecords", name, {}, opts);
    const { partition, lifetime, breakGlassRole, accessLogs } = args;
    const bucket = new LogBucket(
      name,
      {
        lifetime,
        locked: true,
        accessLogs,
        policy: (bucketArn) =>
          pulumi
            .all([args.accountId, args.securityAccountId])
            .apply(([accountId, securityAccountId]) =>
              repairRecordsPolicy({ bucketArn, accountId, securityAccountId, partition, breakGlassRole }),
            ),
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
