import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsPasswordManaged: ResourcePolicy = {
  kind: "resource",
  name: "rds-password-managed",
  concern: "data",
  description: "Nobody knows the database's master password.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["events of concern"] },
  tags: ["rds", "credentials"],
  remediationSteps: "Set manageMasterUserPassword to true and leave the password out.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  check: (resource) => {
    const password = read(resource, "password") ?? read(resource, "masterPassword");
    if (
      read(resource, "replicateSourceDb") !== undefined ||
      read(resource, "snapshotIdentifier") !== undefined
    ) {
      return notApplicable("it takes its password from elsewhere");
    }
    if (password !== undefined) return violation("Its master password is in the program and in the state.");
    return mustBeTrue(resource, "manageMasterUserPassword");
  },
};
