import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { type Modelled, refuseUnmodelled, without } from "./inputs";

/** Inputs that are the component's own; all others are the load balancer's. */
const OWN = [
  "subnetIds",
  "subnets",
  "securityGroups",
  "defaultTargetGroup",
  "defaultTargetGroupPort",
  "defaultSecurityGroup",
  "listener",
  "listeners",
];

/** The load balancer, target group and listeners that awsx's component makes, by their names there. */
export class ApplicationLoadBalancer extends pulumi.ComponentResource implements Modelled {
  readonly loadBalancer: lb.LoadBalancer;
  readonly defaultTargetGroup: lb.TargetGroup;
  readonly listeners: lb.Listener[];
  readonly vpcId: pulumi.Output<string>;
  readonly state: pulumi.Inputs;

  constructor(name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:lb:ApplicationLoadBalancer", name, {}, opts);
    refuseUnmodelled("ApplicationLoadBalancer", args, ["subnets", "subnetMappings", "defaultSecurityGroup"]);
    if (!args.securityGroups || !args.subnetIds) {
      throw new Error("sandbox: ApplicationLoadBalancer is modelled with securityGroups and subnetIds only");
    }
    const own = { parent: this };
    const subnetIds = pulumi.output(args.subnetIds as pulumi.Input<string[]>);
    this.vpcId = ec2.getSubnetOutput({ id: subnetIds.apply((ids) => ids[0]!) }, own).vpcId;

    this.loadBalancer = new lb.LoadBalancer(
      name,
      {
        ...without(args, OWN),
        loadBalancerType: "application",
        subnets: subnetIds,
        securityGroups: args.securityGroups as pulumi.Input<string[]>,
      },
      own,
    );
    const group = (args.defaultTargetGroup ?? {}) as pulumi.Inputs;
    this.defaultTargetGroup = new lb.TargetGroup(
      name,
      {
        vpcId: this.vpcId,
        protocol: "HTTP",
        targetType: "ip",
        ...group,
        port: (group.port ?? args.defaultTargetGroupPort ?? 80) as pulumi.Input<number>,
      },
      own,
    );
    const plain = { port: 80, protocol: "HTTP" };
    const listeners = (args.listeners ?? [args.listener ?? plain]) as pulumi.Inputs[];
    this.listeners = listeners.map(
      (listener, index) =>
        new lb.Listener(
          `${name}-${index}`,
          {
            defaultActions: [{ type: "forward", targetGroupArn: this.defaultTargetGroup.arn }],
            ...listener,
            loadBalancerArn: this.loadBalancer.arn,
          },
          own,
        ),
    );
    this.state = {
      loadBalancer: this.loadBalancer,
      defaultTargetGroup: this.defaultTargetGroup,
      listeners: this.listeners,
      vpcId: this.vpcId,
    };
    this.registerOutputs(this.state);
  }
}
