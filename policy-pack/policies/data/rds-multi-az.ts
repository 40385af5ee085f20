import { asText } from "../../analysis/values";
import { type Resource } from "../../analysis/resource";
import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsMultiAz: ResourcePolicy = {
  kind: "resource",
  name: "rds-multi-az",
  concern: "data",
  description: "Databases survive the loss of a zone.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["RDS.5"], cis: cis("rds-multi-az"), nag: ["RDS3"], checkov: ["CKV_AWS_157"] },
  tags: ["rds", "availability"],
  remediationSteps: "Set multiAz to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
  types: ["aws:rds/instance:Instance"],
  check: (resource) =>
    read(resource, "replicateSourceDb") !== undefined
      ? notApplicable("it is a replica")
      : isAurora(resource)
        ? notApplicable("Aurora's cluster spans zones, not its instances")
        : mustBeTrue(resource, "multiAz"),
};

function isAurora(resource: Resource): boolean {
  const engine = asText(read(resource, "engine"));
  return typeof engine === "string" && engine.startsWith("aurora");
}
