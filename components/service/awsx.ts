import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import type * as ecs from "@pulumi/aws/ecs";
import type * as lb from "@pulumi/aws/lb";

/**
 * The two components of awsx that are used, loaded when a workload has a service and not before: a program without one pays
 * nothing for them. Types are told here, as far as they are used: awsx's own draw in those of all of AWS, and tsc takes 14 s
 * instead of 2.
 */
interface Components {
  readonly Provider: new (
    name: string,
    args?: object,
    opts?: pulumi.ResourceOptions,
  ) => pulumi.ProviderResource;
  readonly ApplicationLoadBalancer: new (
    name: string,
    args: LoadBalancerArgs,
    opts: pulumi.ComponentResourceOptions,
  ) => pulumi.ComponentResource & {
    readonly loadBalancer: pulumi.Output<lb.LoadBalancer>;
    readonly defaultTargetGroup: pulumi.Output<lb.TargetGroup>;
  };
  readonly FargateService: new (
    name: string,
    args: FargateServiceArgs,
    opts: pulumi.ComponentResourceOptions,
  ) => pulumi.ComponentResource & { readonly service: pulumi.Output<ecs.Service> };
}

/** What awsx.lb.ApplicationLoadBalancer is given: a load balancer's arguments, its target group's and its listeners'. */
export interface LoadBalancerArgs extends Omit<
  lb.LoadBalancerArgs,
  "subnets" | "subnetMappings" | "loadBalancerType" | "name"
> {
  readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
  readonly securityGroups: Array<pulumi.Input<string>>;
  readonly defaultTargetGroup: Omit<lb.TargetGroupArgs, "name">;
  readonly listeners: ReadonlyArray<Omit<lb.ListenerArgs, "loadBalancerArn" | "defaultActions">>;
}

/** One container as ECS takes it. */
export interface ContainerArgs {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly readonlyRootFilesystem: boolean;
  readonly linuxParameters: {
    readonly initProcessEnabled: boolean;
    readonly capabilities: { readonly drop: readonly string[] };
  };
  readonly portMappings: ReadonlyArray<{ readonly containerPort: number }>;
  readonly environment: ReadonlyArray<{ readonly name: string; readonly value: pulumi.Input<string> }>;
  readonly secrets: ReadonlyArray<{ readonly name: string; readonly valueFrom: string }>;
  readonly logConfiguration: {
    readonly logDriver: "awslogs";
    readonly options: Readonly<Record<string, pulumi.Input<string>>>;
  };
  readonly mountPoints: ReadonlyArray<{ readonly sourceVolume: string; readonly containerPath: string }>;
}

/** What awsx.ecs.FargateService is given. */
export interface FargateServiceArgs extends Omit<
  ecs.ServiceArgs,
  "taskDefinition" | "launchType" | "name" | "waitForSteadyState"
> {
  readonly taskDefinitionArgs: {
    readonly cpu: string;
    readonly memory: string;
    readonly executionRole: { readonly roleArn: pulumi.Input<string> };
    readonly taskRole: { readonly roleArn: pulumi.Input<string> };
    readonly logGroup: { readonly skip: true };
    readonly container: ContainerArgs;
    readonly volumes: ReadonlyArray<{ readonly name: string }>;
  };
}

/** The components, loaded now. */
export function loadAwsx(): Components {
  const requireHere = createRequire(__filename);
  const load = (module: string): object => requireHere(`@pulumi/awsx/${module}`) as object;
  return {
    ...load("provider"),
    ...load("lb/applicationLoadBalancer"),
    ...load("ecs/fargateService"),
  } as Components;
}
