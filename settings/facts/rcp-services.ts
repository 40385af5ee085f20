/**
 * Services whose resources a resource control policy guards here: those that hold data or the keys to it, or hand out credentials. `actions` are
 * what the policy names; of STS not the federated ways in, whose callers belong to no organisation.
 *
 * Source: AWS Organizations user guide, "Resource control policies", list of services that support them, and IAM user guide, "Available keys for
 * AWS STS" and "Data perimeters", read 2026-11. Service-linked roles, AWS managed keys and the management account's resources are
 * never bound by one.
 */
export const rcpServices: ReadonlyArray<{ readonly service: string; readonly actions: readonly string[] }> = [
  { service: "s3", actions: ["s3:*"] },
  { service: "sqs", actions: ["sqs:*"] },
  { service: "kms", actions: ["kms:*"] },
  { service: "secretsmanager", actions: ["secretsmanager:*"] },
  { service: "dynamodb", actions: ["dynamodb:*"] },
  { service: "ecr", actions: ["ecr:*"] },
  { service: "sts", actions: ["sts:AssumeRole"] },
];
