import { type Exempt, type Guardrail } from "../statement";

const byDeployment: readonly Exempt[] = ["breakGlass", "deployment"];

/** What keeps data from being given to the world. */
export const exposureGuardrails: readonly Guardrail[] = [
  {
    sid: "PublicAcls",
    denies: "Give a bucket or an object to everybody by an ACL",
    why: "Nothing here is published by ACL; what is public is served by CloudFront.",
    actions: ["s3:CreateBucket", "s3:PutBucketAcl", "s3:PutObject", "s3:PutObjectAcl"],
    conditions: {
      StringEquals: { "s3:x-amz-acl": ["authenticated-read", "public-read", "public-read-write"] },
    },
    exempt: [],
  },
  {
    sid: "PublicSnapshots",
    denies: "Give an EBS snapshot to everybody",
    why: "A public disk is a public database.",
    actions: ["ec2:ModifySnapshotAttribute"],
    conditions: { StringEquals: { "ec2:Add/group": "all" } },
    exempt: [],
  },
  {
    sid: "SharedImages",
    denies: "Share AMIs, RDS snapshots and Systems Manager documents",
    why: "Their calls do not tell sharing with everybody from sharing with one account, so all of it goes through a deployment.",
    actions: [
      "ec2:ModifyImageAttribute",
      "rds:ModifyDBClusterSnapshotAttribute",
      "rds:ModifyDBSnapshotAttribute",
      "ssm:ModifyDocumentPermission",
    ],
    exempt: byDeployment,
  },
  {
    sid: "AccountDefaults",
    denies: "Weaken what an account blocks or encrypts by default",
    why: "EBS encryption, blocks on public access (S3, snapshots, AMIs, VPCs), IMDSv2 and the serial console are set once for every account.",
    actions: [
      "ec2:CreateVpcBlockPublicAccessExclusion",
      "ec2:DisableEbsEncryptionByDefault",
      "ec2:DisableImageBlockPublicAccess",
      "ec2:DisableSnapshotBlockPublicAccess",
      "ec2:EnableSerialConsoleAccess",
      "ec2:ModifyInstanceMetadataDefaults",
      "ec2:ModifyInstanceMetadataOptions",
      "ec2:ModifyVpcBlockPublicAccessExclusion",
      "ec2:ModifyVpcBlockPublicAccessOptions",
      "s3:PutAccountPublicAccessBlock",
      "s3:PutBucketPublicAccessBlock",
    ],
    exempt: byDeployment,
  },
  {
    sid: "Imdsv1Launches",
    denies: "Launch an instance that answers IMDSv1",
    why: "A forged request to IMDSv1 hands out the instance's credentials.",
    actions: ["ec2:RunInstances"],
    resources: ["arn:*:ec2:*:*:instance/*"],
    conditions: { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } },
    exempt: [],
  },
  {
    sid: "Imdsv1Credentials",
    denies: "Everything, with credentials that came by IMDSv1",
    why: "Such credentials may have been drawn out of an instance by a forged request.",
    actions: ["*"],
    conditions: { NumericLessThan: { "ec2:RoleDelivery": "2.0" } },
    exempt: [],
  },
];
