import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import { refuseUnmodelled, without } from "./inputs";

const OWN = ["container", "containers", "executionRole", "taskRole", "logGroup", "family", "cpu", "memory"];

/** What ECS's agent needs: images and log streams. */
const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

/** Awsx ends the attachment's name in a digest of the policy's ARN. Seen with awsx 3.9. */
const EXECUTION_SUFFIX = "9a42f520";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/** A container with its ports as awsx passes them on. */
interface Container {
  readonly portMappings?: ReadonlyArray<{
    readonly containerPort?: number;
    readonly targetGroup?: { arn?: string };
  }>;
  readonly [setting: string]: unknown;
}

/** A role that is given (`roleArn`), left out (`skip`) or made. */
interface RoleChoice {
  readonly roleArn?: pulumi.Input<string>;
  readonly skip?: boolean;
}

/** The task definition and roles that awsx's component makes. */
export class FargateTaskDefinition extends pulumi.ComponentResource {
  readonly taskDefinition: ecs.TaskDefinition;
  /** Target groups that the containers' ports name, as the service takes them. */
  readonly loadBalancers: pulumi.Output<
    Array<{ containerName: string; containerPort: number; targetGroupArn: string }>
  >;

  constructor(name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ecs:FargateTaskDefinition", name, {}, opts);
    const logGroup = args.logGroup as { skip?: boolean } | undefined;
    if (!logGroup?.skip) refuseUnmodelled("FargateTaskDefinition", { logGroup: "made by it" }, ["logGroup"]);
    const executionRole = this.role(`${name}-execution`, args.executionRole as RoleChoice | undefined);
    if (executionRole.made) {
      new iam.RolePolicyAttachment(
        `${name}-execution-${EXECUTION_SUFFIX}`,
        { role: executionRole.made.name, policyArn: EXECUTION_POLICY },
        { parent: this },
      );
    }
    const taskRole = this.role(`${name}-task`, args.taskRole as RoleChoice | undefined);
    const containers = pulumi.output(
      (args.containers ?? { container: args.container }) as pulumi.Input<Record<string, Container>>,
    );
    this.loadBalancers = containers.apply((all) =>
      Object.entries(all).flatMap(([containerName, { portMappings = [] }]) =>
        portMappings.flatMap(({ containerPort, targetGroup }) =>
          containerPort !== undefined && targetGroup?.arn
            ? [{ containerName, containerPort, targetGroupArn: targetGroup.arn }]
            : [],
        ),
      ),
    );
    this.taskDefinition = new ecs.TaskDefinition(
      name,
      {
        ...without(args, OWN),
        family:
          (args.family as pulumi.Input<string> | undefined) ??
          `${name}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`,
        cpu: (args.cpu ?? "256") as pulumi.Input<string>,
        memory: (args.memory ?? "512") as pulumi.Input<string>,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: executionRole.arn,
        taskRoleArn: taskRole.arn,
        containerDefinitions: containers.apply(definitions),
      },
      { parent: this },
    );
    this.registerOutputs({ taskDefinition: this.taskDefinition, loadBalancers: this.loadBalancers });
  }

  private role(
    name: string,
    choice: RoleChoice | undefined,
  ): { readonly arn?: pulumi.Input<string>; readonly made?: iam.Role } {
    if (choice?.skip) return {};
    if (choice?.roleArn !== undefined) return { arn: choice.roleArn };
    const made = new iam.Role(name, { assumeRolePolicy: trust }, { parent: this });
    return { arn: made.arn, made };
  }
}

/** Containers as ECS takes them: JSON, the host's port the container's, without what is only awsx's. */
function definitions(containers: Readonly<Record<string, Container>>): string {
  return JSON.stringify(
    Object.entries(containers).map(([name, { portMappings, ...rest }]) => ({
      name,
      ...rest,
      ...(portMappings && {
        portMappings: portMappings.map(({ targetGroup: _group, ...port }) => ({
          ...port,
          hostPort: port.containerPort,
        })),
      }),
    })),
  );
}
