import { type InterfaceEndpointService } from "./interface-endpoints";

/** An endpoint that a service in a VPC without a way to the internet needs, and what for. */
export interface NeededEndpoint {
  readonly service: InterfaceEndpointService;
  readonly why: string;
  /** Whether it is needed always, or only with a database or with secrets. */
  readonly when: "always" | "secrets";
}

/**
 * What ECS on Fargate calls for a task. Source: ECS developer guide, "Amazon ECS interface VPC endpoints", and ECR user guide,
 * "Amazon ECR interface VPC endpoints", read 2026-11: tasks on Fargate need no endpoint of ECS itself; image layers come through
 * S3's gateway endpoint, which every VPC here has. A database's managed password is read from Secrets Manager.
 */
export const serviceEndpoints: readonly NeededEndpoint[] = [
  { service: "ecr.api", why: "signs in to the registry", when: "always" },
  { service: "ecr.dkr", why: "pulls the image", when: "always" },
  { service: "logs", why: "sends what the containers print", when: "always" },
  { service: "secretsmanager", why: "reads secrets and the database's password", when: "secrets" },
];
