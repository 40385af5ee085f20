import { type Account, HERE, THERE, policy } from "../support/accounts";
import { GATEWAY, subnet, vpc } from "../support/network";
import { refuses } from "../support/refusals";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";
const FUNCTION = "aws:lambda/function:Function";
const DATABASE = "aws:rds/instance:Instance";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

async function balancer(a: Account, more = {}): Promise<string> {
  const vpcId = await vpc(a);
  const subnets = [await subnet(a, vpcId), await subnet(a, vpcId, "10.0.1.0/24", "b")];
  return a.id(BALANCER, { internal: true, subnets, ...more });
}

/** A bucket whose policy lets load balancers write. */
async function logBucket(a: Account): Promise<string> {
  const bucket = await a.id("aws:s3/bucket:Bucket", {});
  await a.make("aws:s3/bucketPolicy:BucketPolicy", {
    bucket,
    policy: policy({
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucket}/*`,
    }),
  });
  return bucket;
}

const forward = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } }];

function distribution(more: Record<string, unknown>): Record<string, never> {
  return {
    enabled: true,
    origins: [{ originId: "o", domainName: "example.com" }],
    defaultCacheBehavior: {
      targetOriginId: "o",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET"],
      cachedMethods: ["GET"],
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...more,
  } as unknown as Record<string, never>;
}

const webAcl = { defaultAction: { allow: {} }, visibilityConfig: {} };

refuses("the sandbox refuses, of load balancers and the edge,", [
  [
    "a load balancer in one zone",
    "ValidationError",
    async (a) => a.make(BALANCER, { internal: true, subnets: [await subnet(a, await vpc(a))] }),
  ],
  [
    "a load balancer's name of 33 characters",
    "ValidationError",
    (a) => balancer(a, { name: "l".repeat(33) }),
  ],
  [
    "a public load balancer without an internet gateway",
    "InvalidSubnet",
    (a) => balancer(a, { internal: false }),
  ],
  [
    "access logs into a bucket that does not let them in",
    "InvalidConfigurationRequest",
    async (a) =>
      balancer(a, { accessLogs: { enabled: true, bucket: await a.id("aws:s3/bucket:Bucket", {}) } }),
  ],
  [
    "access logs into a bucket that is encrypted with a key",
    /api error InvalidConfigurationRequest: .*only SSE-S3/,
    async (a) => {
      const bucket = await logBucket(a);
      await a.make("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
      });
      return balancer(a, { accessLogs: { enabled: true, bucket } });
    },
  ],
  [
    "access logs into a bucket of another Region",
    /api error InvalidConfigurationRequest: .*must be in the load balancer's Region eu-west-2/,
    async (a, accounts) => {
      const bucket = await logBucket(await accounts.in(HERE, { region: "eu-west-1" }));
      return balancer(a, { accessLogs: { enabled: true, bucket } });
    },
  ],
  [
    "a second listener on a port",
    "DuplicateListener",
    async (a) => {
      const loadBalancerArn = await balancer(a);
      await a.make(LISTENER, { loadBalancerArn, port: 80, protocol: "HTTP", defaultActions: forward });
      return a.make(LISTENER, { loadBalancerArn, port: 80, protocol: "HTTP", defaultActions: forward });
    },
  ],
  [
    "a certificate that is not issued yet",
    "UnsupportedCertificate",
    async (a) => {
      const certificateArn = await a.id(CERTIFICATE, { domainName: "example.com", validationMethod: "DNS" });
      return a.make(LISTENER, {
        loadBalancerArn: await balancer(a),
        port: 443,
        protocol: "HTTPS",
        certificateArn,
        defaultActions: forward,
      });
    },
  ],
  [
    "the end of a target group that a listener forwards to",
    "ResourceInUse",
    async (a) => {
      const loadBalancerArn = await balancer(a);
      const made = await a.make(TARGETS, { port: 80, protocol: "HTTP", vpcId: await vpc(a, "10.1.0.0/16") });
      await a.make(LISTENER, {
        loadBalancerArn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: made.id }],
      });
      return a.remove(made);
    },
  ],
  [
    "the end of a protected load balancer",
    "OperationNotPermitted",
    async (a) => {
      const vpcId = await vpc(a);
      await a.make(GATEWAY, { vpcId });
      const subnets = [await subnet(a, vpcId), await subnet(a, vpcId, "10.0.1.0/24", "b")];
      return a.remove(await a.make(BALANCER, { subnets, enableDeletionProtection: true }));
    },
  ],
  [
    "a distribution's certificate of another Region than us-east-1",
    "InvalidViewerCertificate",
    (a) =>
      a.make(
        DISTRIBUTION,
        distribution({
          viewerCertificate: { acmCertificateArn: `arn:aws:acm:eu-west-2:${THERE}:certificate/x` },
        }),
      ),
  ],
  [
    "Shield Advanced for what it does not protect",
    "InvalidResourceException",
    (a) =>
      a.make("aws:shield/protection:Protection", {
        resourceArn: `arn:aws:rds:eu-west-2:${HERE}:db:example`,
      }),
  ],
  [
    "a DNS firewall rule that looks for nothing",
    "ValidationException",
    async (a) =>
      a.make("aws:route53/resolverFirewallRule:ResolverFirewallRule", {
        firewallRuleGroupId: await a.id(
          "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
          {},
        ),
        priority: 100,
        action: "ALERT",
      }),
  ],
  [
    "a distribution's regional web ACL",
    "InvalidWebACLId",
    (a) =>
      a.make(
        DISTRIBUTION,
        distribution({ webAclId: `arn:aws:wafv2:eu-west-2:${THERE}:regional/webacl/w/1` }),
      ),
  ],
  [
    "a behaviour of an origin that is not there",
    "NoSuchOrigin",
    (a) => a.make(DISTRIBUTION, distribution({ origins: [{ originId: "p", domainName: "example.com" }] })),
  ],
  [
    "a global web ACL outside us-east-1",
    "WAFInvalidParameterException",
    (a) => a.make(WEB_ACL, { ...webAcl, scope: "CLOUDFRONT" }),
  ],
  [
    "two rules of one priority",
    "WAFInvalidParameterException",
    (a) =>
      a.make(WEB_ACL, {
        ...webAcl,
        scope: "REGIONAL",
        rules: [
          { name: "a", priority: 1 },
          { name: "b", priority: 1 },
        ],
      }),
  ],
  [
    "WAF logs to a group whose name does not begin as it must",
    "WAFInvalidParameterException",
    async (a) =>
      a.make("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", {
        resourceArn: String((await a.make(WEB_ACL, { ...webAcl, scope: "REGIONAL" })).properties.arn),
        logDestinationConfigs: [`arn:aws:logs:eu-west-2:${THERE}:log-group:waf`],
      }),
  ],
  [
    "a record that is there",
    "InvalidChangeBatch",
    async (a) => {
      const record = {
        zoneId: await a.id(ZONE, { name: "example.com" }),
        name: "www",
        type: "A",
        ttl: 60,
        records: ["192.0.2.1"],
      };
      await a.make(RECORD, record);
      return a.make(RECORD, record);
    },
  ],
  [
    "a CNAME beside another record",
    "InvalidChangeBatch",
    async (a) => {
      const record = { zoneId: await a.id(ZONE, { name: "example.com" }), name: "www", ttl: 60 };
      await a.make(RECORD, { ...record, type: "A", records: ["192.0.2.1"] });
      return a.make(RECORD, { ...record, type: "CNAME", records: ["example.net"] });
    },
  ],
  [
    "the end of a zone with records",
    "HostedZoneNotEmpty",
    async (a) => {
      const made = await a.make(ZONE, { name: "example.com" });
      await a.make(RECORD, { zoneId: made.id, name: "www", type: "A", ttl: 60, records: ["192.0.2.1"] });
      return a.remove(made);
    },
  ],
]);

refuses("the sandbox refuses, of functions, databases and tasks,", [
  [
    "a function's name of 65 characters",
    "InvalidParameterValueException",
    (a) =>
      a.make(FUNCTION, {
        name: "f".repeat(65),
        role: `arn:aws:iam::${THERE}:role/r`,
        handler: "h",
        runtime: "nodejs22.x",
      }),
  ],
  [
    "a timeout of 901 seconds",
    "InvalidParameterValueException",
    (a) =>
      a.make(FUNCTION, {
        role: `arn:aws:iam::${THERE}:role/r`,
        handler: "h",
        runtime: "nodejs22.x",
        timeout: 901,
      }),
  ],
  [
    "variables over 4 KB",
    "InvalidParameterValueException",
    (a) =>
      a.make(FUNCTION, {
        role: `arn:aws:iam::${THERE}:role/r`,
        handler: "h",
        runtime: "nodejs22.x",
        environment: { variables: { A: "x".repeat(4_096) } },
      }),
  ],
  [
    "a subnet group of one zone",
    "DBSubnetGroupDoesNotCoverEnoughAZs",
    async (a) => a.make(SUBNET_GROUP, { subnetIds: [await subnet(a, await vpc(a))] }),
  ],
  [
    "the end of a protected database",
    "InvalidParameterCombination",
    async (a) =>
      a.remove(
        await a.make(DATABASE, {
          instanceClass: "db.t4g.micro",
          engine: "postgres",
          deletionProtection: true,
          skipFinalSnapshot: true,
        }),
      ),
  ],
  [
    "a Fargate size there is not",
    "ClientException",
    (a) =>
      a.make(TASK, {
        family: "f",
        containerDefinitions: '[{"name":"a"}]',
        requiresCompatibilities: ["FARGATE"],
        cpu: "256",
        memory: "4096",
      }),
  ],
  [
    "container definitions that are not JSON",
    "ClientException",
    (a) => a.make(TASK, { family: "f", containerDefinitions: "[" }),
  ],
]);
