import * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { originFacing, originRule } from "./private-origin-plan";

export interface PrivateOriginArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Whether the VPC has an internet gateway already: it takes no second. */
  readonly hasInternetGateway: boolean;
  /** Group that says who may call the load balancer. */
  readonly securityGroupId: pulumi.Input<string>;
  readonly loadBalancerArn: pulumi.Input<string>;
  readonly port: number;
}

/**
 * CloudFront's way to an internal load balancer (a VPC origin): interfaces of CloudFront's in its subnets, and nothing of it on the
 * internet. So no secret header is needed: there is no other way in.
 *
 * AWS wants an internet gateway attached to the VPC, and does not use it: no route leads to this one. Source: CloudFront developer
 * guide, "Restrict access with VPC origins", read 2026-11. The list's addresses count as 55 rules of the group's 60.
 */
export class PrivateOrigin extends pulumi.ComponentResource {
  readonly originId: pulumi.Output<string>;

  constructor(name: string, args: PrivateOriginArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:PrivateOrigin", name, {}, opts);
    const own = { parent: this };
    const gateway = args.hasInternetGateway
      ? []
      : [new ec2.InternetGateway(name, { vpcId: args.vpcId, tags: { Name: name } }, own)];
    const list = ec2.getManagedPrefixListOutput({ name: originFacing }, own);
    const { protocol, ...ports } = originRule(args.port);
    const rule = new vpc.SecurityGroupIngressRule(
      `${name}-from-cloudfront`,
      {
        securityGroupId: args.securityGroupId,
        ipProtocol: protocol,
        ...ports,
        prefixListId: list.id,
      },
      own,
    );
    const origin = new cloudfront.VpcOrigin(
      name,
      {
        vpcOriginEndpointConfig: {
          name,
          arn: args.loadBalancerArn,
          httpPort: 80,
          httpsPort: args.port,
          originProtocolPolicy: "https-only",
          originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
        },
        tags: { Name: name },
      },
      { ...own, dependsOn: [...gateway, rule] },
    );
    this.originId = origin.id;
    this.registerOutputs({ originId: this.originId });
  }
}
