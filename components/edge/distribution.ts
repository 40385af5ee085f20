import * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { type EdgeSettings } from "../../settings/schema/edge";

/** Ids of CloudFront's managed policies. Source: CloudFront developer guide, "Use managed cache policies" and its like, read 2026-11. */
const managedPolicies = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
} as const;

const year = 31_536_000;

/** Private objects that the distribution serves below a path. */
export interface StaticOrigin {
  /** `BUCKET.s3.REGION.amazonaws.com`. */
  readonly domainName: pulumi.Input<string>;
  readonly accessControlId: pulumi.Input<string>;
  /** `/static/*`. */
  readonly pathPattern: string;
}

export interface DistributionArgs {
  readonly domainName: string;
  /** Issued certificate in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
  readonly settings: Pick<EdgeSettings, "minimumTls" | "priceClass">;
  readonly webAclArn: pulumi.Input<string>;
  /** The internal load balancer, and its VPC origin. */
  readonly service: {
    readonly dnsName: pulumi.Input<string>;
    readonly vpcOriginId: pulumi.Input<string>;
  };
  readonly staticFiles?: StaticOrigin;
}

/** CloudFront before a service: the service itself uncached, static files cached, both over TLS and with security headers. */
export class Distribution extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;

  constructor(name: string, args: DistributionArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:Distribution", name, {}, opts);
    const own = { parent: this };
    const { settings, service, staticFiles } = args;
    const headers = this.securityHeaders(name);
    const common = {
      viewerProtocolPolicy: "redirect-to-https",
      responseHeadersPolicyId: headers,
      compress: true,
    };
    const read = ["GET", "HEAD"];
    const distribution = new cloudfront.Distribution(
      name,
      {
        enabled: true,
        comment: name,
        aliases: [args.domainName],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: settings.priceClass,
        webAclId: args.webAclArn,
        origins: [
          {
            originId: "service",
            domainName: service.dnsName,
            vpcOriginConfig: { vpcOriginId: service.vpcOriginId },
          },
          ...(staticFiles
            ? [
                {
                  originId: "static",
                  domainName: staticFiles.domainName,
                  originAccessControlId: staticFiles.accessControlId,
                },
              ]
            : []),
        ],
        defaultCacheBehavior: {
          ...common,
          targetOriginId: "service",
          allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          cachedMethods: read,
          cachePolicyId: managedPolicies.cachingDisabled,
          // With the viewer's Host header: the load balancer's certificate is for that name.
          originRequestPolicyId: managedPolicies.allViewer,
        },
        orderedCacheBehaviors: staticFiles
          ? [
              {
                ...common,
                pathPattern: staticFiles.pathPattern,
                targetOriginId: "static",
                allowedMethods: read,
                cachedMethods: read,
                cachePolicyId: managedPolicies.cachingOptimized,
              },
            ]
          : [],
        // Countries are the web ACL's to judge, where a rule can count before it blocks.
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: args.certificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: settings.minimumTls,
        },
        tags: { Name: name },
      },
      own,
    );
    this.distributionId = distribution.id;
    this.arn = distribution.arn;
    this.dnsName = distribution.domainName;
    this.zoneId = distribution.hostedZoneId;
    this.registerOutputs({ distributionId: this.distributionId, dnsName: this.dnsName });
  }

  private securityHeaders(name: string): pulumi.Output<string> {
    const override = { override: true };
    return new cloudfront.ResponseHeadersPolicy(
      name,
      {
        comment: "Security headers",
        securityHeadersConfig: {
          strictTransportSecurity: { accessControlMaxAgeSec: year, includeSubdomains: true, ...override },
          contentTypeOptions: override,
          frameOptions: { frameOption: "DENY", ...override },
          referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", ...override },
          // The service knows better what it loads: its own policy wins.
          contentSecurityPolicy: {
            contentSecurityPolicy:
              "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
            override: false,
          },
        },
        removeHeadersConfig: { items: [{ header: "Server" }, { header: "X-Powered-By" }] },
      },
      { parent: this },
    ).id;
  }
}
