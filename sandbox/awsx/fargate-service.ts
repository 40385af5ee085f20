import * as pulumi from "@pulumi/pulumi";
import * as ecs from "@pulumi/aws/ecs";
import { FargateTaskDefinition } from "./fargate-task-definition";
import { type Modelled, refuseUnmodelled, without } from "./inputs";

const OWN = [
  "taskDefinitionArgs",
  "taskDefinition",
  "continueBeforeSteadyState",
  "desiredCount",
  "loadBalancers",
];

/** The service that awsx's component makes, with its task definition. */
export class FargateService extends pulumi.ComponentResource implements Modelled {
  readonly service: ecs.Service;
  readonly taskDefinition: ecs.TaskDefinition | undefined;
  readonly state: pulumi.Inputs;

  constructor(name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ecs:FargateService", name, {}, opts);
    refuseUnmodelled("FargateService", args, ["assignPublicIp"]);
    const own = { parent: this };
    const task = args.taskDefinitionArgs
      ? new FargateTaskDefinition(name, args.taskDefinitionArgs as pulumi.Inputs, own)
      : undefined;
    this.taskDefinition = task?.taskDefinition;
    const continues = pulumi.output(args.continueBeforeSteadyState as pulumi.Input<boolean | undefined>);
    this.service = new ecs.Service(
      name,
      {
        ...without(args, OWN),
        desiredCount: (args.desiredCount ?? 1) as pulumi.Input<number>,
        launchType: "FARGATE",
        loadBalancers: (args.loadBalancers ?? task?.loadBalancers) as
          | pulumi.Input<Array<{ containerName: string; containerPort: number; targetGroupArn: string }>>
          | undefined,
        taskDefinition: (args.taskDefinition ?? task?.taskDefinition.arn) as pulumi.Input<string>,
        waitForSteadyState: continues.apply((value) => !value),
      },
      own,
    );
    this.state = { service: this.service, taskDefinition: this.taskDefinition };
    this.registerOutputs(this.state);
  }
}
