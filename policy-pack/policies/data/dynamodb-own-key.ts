import { mustBeSet, mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const dynamodbOwnKey: ResourcePolicy = {
  kind: "resource",
  name: "dynamodb-own-key",
  concern: "data",
  description: "Tables are encrypted with a key of the organisation's.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_119"] },
  tags: ["dynamodb", "encryption"],
  remediationSteps: "Set serverSideEncryption.enabled and kmsKeyArn.",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
  types: ["aws:dynamodb/table:Table"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "serverSideEncryption.enabled"),
      mustBeSet(resource, "serverSideEncryption.kmsKeyArn"),
    ),
};
