import { mustBeFalse } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "rds-not-public",
  concern: "data",
  description: "Databases have no public address.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["RDS.2"], cis: cis("rds-private"), checkov: ["CKV_AWS_17"], seed: ["vpc isolation"] },
  tags: ["rds", "public"],
  remediationSteps: "Leave publiclyAccessible off.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:dms/replicationInstance:ReplicationInstance",
    "aws:redshift/cluster:Cluster",
  ],
  check: (resource) => {
    // Redshift and DMS are public unless told otherwise.
    const absent = resource.type.startsWith("aws:rds/") ? "good" : "bad";
    return mustBeFalse(resource, "publiclyAccessible", { absent });
  },
};
