import * as pulumi from "@pulumi/pulumi";
import * as shield from "@pulumi/aws/shield";
import { type EdgeSettings } from "../../settings/schema/edge";
import { type AccessLogDestinations } from "../logging/access-logs";
import { DistributionLogs } from "../logging/distribution-logs";
import { Distribution } from "./distribution";
import { PrivateOrigin } from "./private-origin";
import { StaticFiles } from "./static-files";
import { WebAcl } from "./web-acl";
import { planWebAcl } from "./web-acl-plan";

export interface EdgeArgs {
  readonly settings: EdgeSettings;
  readonly accountId: string;
  readonly partition: string;
  /** Region of CloudFront's certificates, web ACLs and logs: us-east-1. */
  readonly globalRegion: string;
  readonly domainName: string;
  /** Certificate in that Region, issued. */
  readonly certificateArn: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly hasInternetGateway: boolean;
  readonly loadBalancer: {
    readonly arn: pulumi.Input<string>;
    readonly dnsName: pulumi.Input<string>;
    readonly port: number;
    /** Group that says who may call it. */
    readonly securityGroupId: pulumi.Input<string>;
  };
  readonly accessLogs: AccessLogDestinations;
}

/** The public way to a service: WAF and CloudFront, which alone reach its internal load balancer. */
export class Edge extends pulumi.ComponentResource {
  readonly distribution: Distribution;
  readonly webAcl: WebAcl;
  readonly staticBucket: pulumi.Output<string> | undefined;

  constructor(name: string, args: EdgeArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:Edge", name, {}, opts);
    const own = { parent: this };
    const { settings, accountId, partition, globalRegion, loadBalancer, accessLogs } = args;
    this.webAcl = new WebAcl(
      name,
      { rules: planWebAcl(settings), region: globalRegion, logs: accessLogs.webAcls },
      own,
    );
    const origin = new PrivateOrigin(
      name,
      {
        vpcId: args.vpcId,
        hasInternetGateway: args.hasInternetGateway,
        securityGroupId: loadBalancer.securityGroupId,
        loadBalancerArn: loadBalancer.arn,
        port: loadBalancer.port,
      },
      own,
    );
    const files = settings.staticFiles
      ? new StaticFiles(`${name}-static`, { accountId, partition, accessLogs: accessLogs.buckets }, own)
      : undefined;
    this.staticBucket = files?.bucketName;
    this.distribution = new Distribution(
      name,
      {
        domainName: args.domainName,
        certificateArn: args.certificateArn,
        settings,
        webAclArn: this.webAcl.arn,
        service: { dnsName: loadBalancer.dnsName, vpcOriginId: origin.originId },
        ...(files
          ? {
              staticFiles: {
                domainName: files.domainName,
                accessControlId: files.accessControlId,
                pathPattern: "/static/*",
              },
            }
          : {}),
      },
      own,
    );
    new DistributionLogs(
      name,
      {
        region: globalRegion,
        distributionArn: this.distribution.arn,
        destination: accessLogs.distributions,
      },
      own,
    );
    if (settings.shieldAdvanced) {
      new shield.Protection(name, { resourceArn: this.distribution.arn, tags: { Name: name } }, own);
    }
    this.registerOutputs({ dnsName: this.distribution.dnsName });
  }
}
