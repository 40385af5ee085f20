import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const dynamodbKept: ResourcePolicy = {
  kind: "resource",
  name: "dynamodb-kept",
  concern: "data",
  description: "Tables are protected from deletion.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["DynamoDB.6"] },
  tags: ["dynamodb", "deletion"],
  remediationSteps: "Set deletionProtectionEnabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
  types: ["aws:dynamodb/table:Table"],
  check: (resource) => mustBeTrue(resource, "deletionProtectionEnabled"),
};
