import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "rds-encrypted",
  concern: "data",
  description: "Databases are encrypted.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["RDS.3"],
    cis: cis("rds-encrypted"),
    nag: ["RDS2"],
    checkov: ["CKV_AWS_16", "CKV_AWS_96"],
  },
  tags: ["rds", "encryption"],
  remediationSteps:
    "Set storageEncrypted to true when the database is made; later it takes a snapshot and a copy.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:rds/globalCluster:GlobalCluster"],
  check: (resource) => {
    // What comes from a snapshot, another database or a cluster takes its encryption from there.
    const source = [
      "replicateSourceDb",
      "snapshotIdentifier",
      "replicationSourceIdentifier",
      "restoreToPointInTime",
      "sourceDbClusterIdentifier",
    ].find((path) => read(resource, path) !== undefined);
    if (source !== undefined && read(resource, "storageEncrypted") === undefined)
      return notApplicable(`its encryption follows from ${source}`);
    // Aurora Serverless v1 is encrypted always.
    const serverless = read(resource, "engineMode") === "serverless";
    return mustBeTrue(resource, "storageEncrypted", { absent: serverless ? "good" : "bad" });
  },
};
