import { UNKNOWN, at } from "../../analysis/values";
import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const dynamodbPointInTime: ResourcePolicy = {
  kind: "resource",
  name: "dynamodb-point-in-time",
  concern: "data",
  description: "Tables can be brought back to any moment.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["DynamoDB.2"], nag: ["DDB3"], checkov: ["CKV_AWS_28"] },
  tags: ["dynamodb", "backup"],
  remediationSteps: "Set pointInTimeRecovery.enabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
  types: ["aws:dynamodb/table:Table"],
  check: (resource) => mustBeTrue(resource, "pointInTimeRecovery.enabled"),
  remediate: (props) => {
    const enabled = at(props, "pointInTimeRecovery", "enabled");
    return enabled === true || enabled === UNKNOWN ? undefined : { pointInTimeRecovery: { enabled: true } };
  },
};
