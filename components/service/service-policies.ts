import { type Statement, policyDocument } from "../policy-document";
import { type ServicePlan } from "./service-plan";
import { serviceTrust } from "../policy-statements";

/** Where a service runs. */
type Where = Pick<ServicePlan, "accountId" | "region" | "partition">;

/** Trust policy of the tasks' roles: ECS tasks of this account and Region only. Source: ECS developer guide, "Task IAM role", read 2026-11. */
export function taskTrustPolicy({ accountId, region, partition }: Where): string {
  return serviceTrust("TasksOfThisAccount", "ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${accountId}:*` },
  });
}

/**
 * What ECS does before the containers run: it pulls this one image, writes to this one log group and reads these secrets. AWS's
 * managed policy would let it pull every image and write to every group.
 */
export function executionPolicy(plan: ServicePlan, logGroupArn: string): string {
  const { accountId, region, partition } = plan;
  const [registry, ...path] = plan.task.image.split("/");
  const repository = path.join("/").split(/[:@]/)[0];
  const secrets = Object.values(plan.task.secrets);
  return policyDocument([
    {
      Sid: "SignInToTheRegistry",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      Resource: "*",
    },
    {
      Sid: "PullTheImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: `arn:${partition}:ecr:${region}:${registry!.split(".")[0]}:repository/${repository}`,
    },
    {
      Sid: "WriteToTheLogGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn}:*`,
    },
    ...(secrets.length === 0
      ? []
      : ([
          {
            Sid: "ReadTheSecrets",
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: secrets,
          },
          {
            // Keys of the secrets, whichever they are: Secrets Manager alone may use them for it.
            Sid: "DecryptTheSecrets",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: `arn:${partition}:kms:${region}:${accountId}:key/*`,
            Condition: {
              StringEquals: {
                "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
                "kms:EncryptionContext:SecretARN": secrets,
              },
            },
          },
        ] satisfies Statement[])),
  ]);
}

/** What the containers may do: sign in to their database as one role, by IAM instead of a password. */
export function databaseSignInPolicy(plan: ServicePlan, resourceId: string): string {
  const { accountId, region, partition, database } = plan;
  return policyDocument([
    {
      Sid: "SignInToTheDatabase",
      Effect: "Allow",
      Action: "rds-db:connect",
      Resource: `arn:${partition}:rds-db:${region}:${accountId}:dbuser:${resourceId}/${database!.user}`,
    },
  ]);
}

/** Trust policy of enhanced monitoring. Source: RDS user guide, "Setting up and enabling Enhanced Monitoring", read 2026-11. */
export function monitoringTrustPolicy({ accountId, region, partition }: Where, identifier: string): string {
  return serviceTrust("MonitoringOfThisDatabase", "monitoring.rds.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    StringLike: { "aws:SourceArn": `arn:${partition}:rds:${region}:${accountId}:db:${identifier}` },
  });
}

/** Key policy of the workload's data: its account administers, and RDS and Secrets Manager use it through grants. */
export function dataKeyPolicy({ accountId, partition }: Where): string {
  return policyDocument([
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ]);
}
