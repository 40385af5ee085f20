import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ebsSnapshotsNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "ebs-snapshots-not-public",
  concern: "storage",
  description: "Snapshots cannot be shared with everyone.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.182"], seed: ["events of concern"] },
  tags: ["ebs", "public"],
  remediationSteps: 'Set state to "block-all-sharing".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-182",
  types: ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"],
  check: (resource) => mustBeOneOf(resource, "state", ["block-all-sharing", "block-new-sharing"]),
};
