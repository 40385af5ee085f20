import * as assert from "node:assert/strict";
import { type EnvironmentSettings } from "../../../settings/schema/environment";
import { environmentStack } from "../../../stacks/environment";
import { load, written } from "../settings-of";
import { type Registered, record } from "./recorder";

function settingsOf(stack: string): EnvironmentSettings {
  return load(written(stack), stack);
}

function countByType(resources: readonly Registered[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** A provider's list or object, which the SDK hands over as JSON text, and as a secret when it holds the external id. */
function plain(value: unknown): unknown {
  const opened = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  return typeof opened === "string" ? JSON.parse(opened) : opened;
}

describe("the environment stack under mocks", () => {
  let resources: Registered[];
  const of = (type: string): Registered[] => resources.filter((resource) => resource.type === type);
  const named = (type: string, name: string): Registered => {
    const found = of(type).find((resource) => resource.name === name);
    assert.ok(
      found,
      `${type} ${name} is not registered; there are ${of(type)
        .map((one) => one.name)
        .join(", ")}`,
    );
    return found;
  };

  before(async function () {
    this.timeout(60_000);
    resources = await record(() => environmentStack(settingsOf("dev")));
  });

  it("makes one VPC for the hub and one a workload, each with its defaults closed", () => {
    const names = ["dev-booking", "dev-casework", "dev-hub", "dev-reports"];
    assert.deepEqual(
      of("aws:ec2/vpc:Vpc")
        .map(({ name }) => name)
        .sort(),
      names,
    );
    for (const name of names) {
      assert.deepEqual(
        named("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", `${name}-default`).inputs.ingress,
        [],
      );
      assert.deepEqual(
        named("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", `${name}-default`).inputs.egress,
        [],
      );
      assert.deepEqual(
        named("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", `${name}-default`).inputs.ingress,
        [],
      );
      assert.deepEqual(
        named("aws:ec2/defaultRouteTable:DefaultRouteTable", `${name}-default`).inputs.routes,
        [],
      );
    }
  });

  it("gives every account a provider that works nowhere else", () => {
    const providers = of("pulumi:providers:aws");
    assert.deepEqual(providers.map(({ name, inputs }) => [name, plain(inputs.allowedAccountIds)]).sort(), [
      ["dev-booking", ["210000000111"]],
      ["dev-casework", ["210000000112"]],
      ["dev-log-archive", ["210000000002"]],
      ["dev-network", ["210000000101"]],
      ["dev-reports", ["210000000113"]],
    ]);
    for (const { inputs } of providers) {
      const [role] = plain(inputs.assumeRoles) as Array<Record<string, unknown>>;
      const [account] = plain(inputs.allowedAccountIds) as string[];
      assert.equal(role!.roleArn, `arn:aws:iam::${account}:role/LandingZoneDeployment`);
      assert.equal(role!.sessionName, "landing-zone");
      const { tags } = plain(inputs.defaultTags) as { tags: Record<string, string> };
      assert.deepEqual(Object.keys(tags).sort(), ["data-classification", "environment", "owner", "workload"]);
    }
  });

  it("puts every resource in an account's provider", () => {
    const without = resources.filter(({ type, provider }) => /^aws:/.test(type) && provider === "");
    assert.deepEqual(
      without.map(({ name, type }) => `${type} ${name}`),
      [],
    );
  });

  it("opens the booking workload's groups exactly as the seed has it", () => {
    const rules = resources
      .filter(
        ({ type, name }) => /SecurityGroup(In|E)gressRule$/.test(type) && name.startsWith("dev-booking-"),
      )
      .map(({ type, name, inputs }) => {
        const peer = inputs.referencedSecurityGroupId ?? inputs.cidrIpv4 ?? inputs.prefixListId;
        const direction = type.includes("Ingress") ? "in" : "out";
        return `${name.replace("dev-booking-", "")}: ${direction} ${String(inputs.fromPort)} ${String(peer)}`;
      })
      .sort();
    assert.deepEqual(rules, [
      "app-from-web: in 8443 dev-booking-web-id",
      "app-to-data: out 5432 dev-booking-data-id",
      "app-to-hub-443: out 443 10.32.0.0/21",
      "app-to-hub-6514: out 6514 10.32.0.0/21",
      "app-to-s3: out 443 dev-booking-s3-prefix-list",
      "data-from-app: in 5432 dev-booking-app-id",
      // The list of CloudFront's own servers, and no address of the internet.
      "edge-from-cloudfront: in 443 id-of-aws:ec2/getManagedPrefixList:getManagedPrefixList",
      "load-balancer-from-hub: in 443 10.32.0.0/21",
      "load-balancer-to-web: out 443 dev-booking-web-id",
      "web-from-hub: in 443 10.32.0.0/21",
      "web-from-load-balancer: in 443 dev-booking-load-balancer-id",
      "web-to-app: out 8443 dev-booking-app-id",
      "web-to-hub-443: out 443 10.32.0.0/21",
      "web-to-hub-6514: out 6514 10.32.0.0/21",
      "web-to-s3: out 443 dev-booking-s3-prefix-list",
    ]);
  });

  it("routes between the declared tiers only", () => {
    const routes = of("aws:ec2/route:Route").map(
      ({ inputs }) =>
        `${String(inputs.routeTableId)} ${String(inputs.destinationCidrBlock)} ${String(
          inputs.vpcPeeringConnectionId ?? inputs.natGatewayId ?? inputs.gatewayId,
        )}`,
    );
    assert.deepEqual(routes.sort(), [
      "dev-booking-app-id 10.32.0.0/21 dev-booking-id",
      "dev-booking-web-id 10.32.0.0/21 dev-booking-id",
      "dev-casework-app-a-id 0.0.0.0/0 dev-casework-internet-a-id",
      "dev-casework-app-a-id 10.32.0.0/21 dev-casework-id",
      "dev-casework-app-b-id 0.0.0.0/0 dev-casework-internet-b-id",
      "dev-casework-app-b-id 10.32.0.0/21 dev-casework-id",
      "dev-casework-egress-id 0.0.0.0/0 dev-casework-internet-id",
      "dev-casework-web-id 10.32.0.0/21 dev-casework-id",
      "dev-hub-endpoints-id 10.32.16.0/21 dev-booking-id",
      "dev-hub-endpoints-id 10.32.32.0/24 dev-reports-id",
      "dev-hub-endpoints-id 10.32.64.0/19 dev-casework-id",
      "dev-hub-shared-id 10.32.16.0/21 dev-booking-id",
      "dev-hub-shared-id 10.32.32.0/24 dev-reports-id",
      "dev-hub-shared-id 10.32.64.0/19 dev-casework-id",
      "dev-reports-app-id 10.32.0.0/21 dev-reports-id",
      "dev-reports-web-id 10.32.0.0/21 dev-reports-id",
    ]);
  });

  it("logs all traffic of every VPC twice: to be watched, and to the archive", () => {
    const logs = of("aws:ec2/flowLog:FlowLog");
    assert.equal(logs.length, 2 * of("aws:ec2/vpc:Vpc").length);
    for (const { inputs } of logs) {
      assert.equal(inputs.trafficType, "ALL");
      assert.equal(inputs.maxAggregationInterval, 60);
      assert.match(String(inputs.logFormat), /\$\{flow-direction\}/);
    }
    const archived = logs.filter(({ inputs }) => inputs.logDestinationType === "s3");
    assert.equal(archived.length, 4);
    for (const { inputs } of archived) assert.match(String(inputs.logDestination), /\/vpc-flow-logs$/);
    for (const group of of("aws:cloudwatch/logGroup:LogGroup")) {
      assert.equal(group.inputs.retentionInDays, 365);
      assert.match(String(group.inputs.kmsKeyId), /-logs$/);
    }
  });

  it("asks for each peering from the spoke and accepts it in the hub's account", () => {
    for (const workload of ["booking", "casework", "reports"]) {
      const request = named("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", `dev-${workload}`);
      assert.equal(request.inputs.peerOwnerId, "210000000101");
      assert.equal(request.inputs.autoAccept, false);
      assert.match(request.provider, new RegExp(`::dev-${workload}::`));
      const accepted = named(
        "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
        `dev-${workload}`,
      );
      assert.match(accepted.provider, /::dev-network::/);
    }
  });

  it("ends the VPN at the hub's gateway, and lets only the hub's two tables learn what lies behind it", () => {
    assert.deepEqual(
      of("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation").map(({ inputs }) => [
        inputs.vpnGatewayId,
        inputs.routeTableId,
      ]),
      [
        ["dev-hub-id", "dev-hub-shared-id"],
        ["dev-hub-id", "dev-hub-endpoints-id"],
      ],
    );
    const { inputs } = named("aws:ec2/vpnConnection:VpnConnection", "dev-vpn-head-office");
    assert.equal(inputs.vpnGatewayId, "dev-hub-id");
    assert.equal(inputs.presharedKeyStorage, "SecretsManager");
    for (const tunnel of ["tunnel1", "tunnel2"]) {
      const option = (name: string): unknown => inputs[`${tunnel}${name}`];
      assert.deepEqual(option("IkeVersions"), ["ikev2"]);
      assert.deepEqual(option("Phase1EncryptionAlgorithms"), ["AES256-GCM-16"]);
      assert.deepEqual(option("Phase2IntegrityAlgorithms"), ["SHA2-384", "SHA2-512"]);
      assert.deepEqual(option("Phase1DhGroupNumbers"), [19, 20, 21]);
      assert.deepEqual(option("LogOptions"), {
        cloudwatchLogOptions: {
          logEnabled: true,
          logGroupArn: "arn:aws:mock:eu-west-2:210000000000:dev-vpn",
          logOutputFormat: "json",
        },
      });
    }
    assert.deepEqual(
      of("aws:cloudwatch/metricAlarm:MetricAlarm")
        .filter(({ name }) => name.startsWith("dev-vpn-head-office"))
        .map(({ name, inputs: alarm }) => [name, alarm.statistic, alarm.threshold, alarm.treatMissingData]),
      [
        ["dev-vpn-head-office-down", "Maximum", 0, "breaching"],
        ["dev-vpn-head-office-not-redundant", "Minimum", 1, "breaching"],
      ],
    );
  });

  it("locks the archive, keeps it private, and lets only log services write", () => {
    const lock = named(
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "dev-log-archive",
    );
    assert.deepEqual(lock.inputs.rule, { defaultRetention: { mode: "GOVERNANCE", days: 30 } });
    assert.equal(named("aws:s3/bucket:Bucket", "dev-log-archive").inputs.objectLockEnabled, true);
    const policy = JSON.parse(
      String(named("aws:s3/bucketPolicy:BucketPolicy", "dev-log-archive").inputs.policy),
    ) as { Statement: Array<{ Sid: string; Effect: string }> };
    assert.deepEqual(
      policy.Statement.map(({ Sid, Effect }) => `${Effect} ${Sid}`),
      [
        "Deny OnlyOverTls",
        "Deny NobodyDeletesOrShortens",
        "Deny OnlyLogServicesWrite",
        "Allow VpcFlowLogsWrites",
        "Allow ResolverQueryLogsWrites",
        "Allow DistributionsWrites",
        "Allow VpcFlowLogsChecks",
      ],
    );
  });

  it("watches every account of the environment, each by its one provider", () => {
    const rules = of("aws:cloudwatch/eventRule:EventRule");
    const accounts = ["network", "booking", "casework", "reports"];
    assert.equal(rules.length, 4 * accounts.length);
    assert.equal(of("aws:cloudwatch/eventTarget:EventTarget").length, rules.length);
    for (const account of accounts) {
      const own = rules.filter(({ name }) => name.startsWith(`dev-${account}-detection-`));
      assert.deepEqual(own.map(({ inputs }) => `${String(inputs.region)} ${String(inputs.name)}`).sort(), [
        "eu-west-2 LandingZoneConcern1",
        "eu-west-2 LandingZoneConcern2",
        "us-east-1 LandingZoneConcern1",
        "us-east-1 LandingZoneConcern2",
      ]);
      for (const { provider } of own) assert.match(provider, new RegExp(`::dev-${account}::`));
    }
    for (const { inputs } of of("aws:cloudwatch/eventTarget:EventTarget"))
      assert.equal(inputs.arn, "arn:aws:events:eu-west-2:210000000003:event-bus/LandingZoneDetection");
  });

  it("lets the functions look and repair in every account, and close groups in production only", async () => {
    const names = (resources: readonly Registered[]): string[] =>
      resources
        .filter(({ type, name }) => type === "aws:iam/role:Role" && name.includes("-booking-detection"))
        .map(({ inputs }) => String(inputs.name))
        .sort();
    const everywhere = [
      "LandingZoneEventForwarding",
      "LandingZoneHeartbeat",
      "LandingZoneRepairFlowLogs",
      "LandingZoneRepairRecorder",
    ];
    assert.deepEqual(names(resources), everywhere);
    const prod = await record(() => environmentStack(settingsOf("prod")));
    assert.deepEqual(names(prod), [...everywhere, "LandingZoneRepairSecurityGroups"]);
  });

  it("lets each spoke resolve the hub's endpoints by a zone of its own for each service", () => {
    const zones = of("aws:route53/zone:Zone").filter(({ inputs }) => inputs.vpcs !== undefined);
    const services = of("aws:ec2/vpcEndpoint:VpcEndpoint").filter(
      ({ inputs }) => inputs.vpcEndpointType === "Interface",
    );
    assert.equal(zones.length, services.length);
    for (const { inputs } of services) assert.equal(inputs.privateDnsEnabled, false);
    for (const { inputs, provider } of zones) {
      assert.deepEqual(inputs.vpcs, [{ vpcId: "dev-hub-id", vpcRegion: "eu-west-2" }]);
      assert.match(provider, /::dev-network::/);
    }
    const pairs = zones.flatMap(({ name }) =>
      ["booking", "casework", "reports"].map((workload) => `${name}-id dev-${workload}-id`),
    );
    for (const [type, account] of [
      ["aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", () => "dev-network"],
      ["aws:route53/zoneAssociation:ZoneAssociation", (vpcId: string) => vpcId.replace(/-id$/, "")],
    ] as const) {
      const made = of(type);
      assert.deepEqual(
        made.map(({ inputs }) => `${String(inputs.zoneId)} ${String(inputs.vpcId)}`).sort(),
        [...pairs].sort(),
      );
      for (const { inputs, provider } of made)
        assert.match(provider, new RegExp(`::${account(String(inputs.vpcId))}::`));
    }
  });

  it("puts the booking service into its tiers: an internal load balancer, containers and a database", () => {
    const balancer = named("awsx:lb:ApplicationLoadBalancer", "dev-booking");
    const { accessLogs, connectionLogs, ...settings } = balancer.inputs;
    assert.deepEqual(settings.internal, true);
    assert.deepEqual(settings.securityGroups, ["dev-booking-load-balancer-id", "dev-booking-web-id"]);
    assert.deepEqual(settings.subnetIds, ["dev-booking-web-a-id", "dev-booking-web-b-id"]);
    assert.equal(settings.dropInvalidHeaderFields, true);
    for (const logs of [accessLogs, connectionLogs] as Array<Record<string, unknown>>) {
      assert.equal(logs.enabled, true);
      assert.ok(logs.bucket);
    }
    const service = named("awsx:ecs:FargateService", "dev-booking").inputs;
    assert.deepEqual(service.networkConfiguration, {
      assignPublicIp: false,
      subnets: ["dev-booking-app-a-id", "dev-booking-app-b-id"],
      securityGroups: ["dev-booking-app-id"],
    });
    const database = named("aws:rds/instance:Instance", "dev-booking-data").inputs;
    assert.deepEqual(database.vpcSecurityGroupIds, ["dev-booking-data-id"]);
    assert.equal(database.publiclyAccessible, false);
    assert.deepEqual(named("aws:rds/subnetGroup:SubnetGroup", "dev-booking-data").inputs.subnetIds, [
      "dev-booking-data-a-id",
      "dev-booking-data-b-id",
    ]);
    assert.equal(database.password, undefined);
  });

  it("lets CloudFront alone call the booking service from the internet, and no route lead there", () => {
    const origin = named("aws:cloudfront/vpcOrigin:VpcOrigin", "dev-booking-edge").inputs
      .vpcOriginEndpointConfig as Record<string, unknown>;
    assert.deepEqual(
      [origin.originProtocolPolicy, origin.originSslProtocols],
      ["https-only", { items: ["TLSv1.2"], quantity: 1 }],
    );
    const { inputs: distribution } = named("aws:cloudfront/distribution:Distribution", "dev-booking-edge");
    assert.deepEqual(distribution.aliases, ["booking.dev.example.org"]);
    assert.match(String(distribution.webAclId), /dev-booking-edge$/);
    assert.deepEqual(
      (distribution.origins as Array<Record<string, unknown>>).map(({ originId, vpcOriginConfig }) => [
        originId,
        vpcOriginConfig,
      ]),
      [["service", { vpcOriginId: "dev-booking-edge-id" }]],
    );
    const gateway = named("aws:ec2/internetGateway:InternetGateway", "dev-booking-edge");
    assert.equal(gateway.inputs.vpcId, "dev-booking-id");
    assert.deepEqual(
      of("aws:ec2/route:Route").filter(({ inputs }) => inputs.gatewayId === "dev-booking-edge-id"),
      [],
    );
    const acl = named("aws:wafv2/webAcl:WebAcl", "dev-booking-edge");
    assert.deepEqual([acl.inputs.region, acl.inputs.scope], ["us-east-1", "CLOUDFRONT"]);
    const rules = acl.inputs.rules as Array<Record<string, unknown>>;
    assert.deepEqual(
      rules.map(({ action, overrideAction }) => action ?? overrideAction),
      rules.map(() => ({ count: {} })),
    );
    const log = named("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "dev-booking-edge");
    assert.deepEqual(log.inputs.redactedFields, [
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
      { singleHeader: { name: "x-api-key" } },
    ]);
    const source = named("aws:cloudwatch/logDeliverySource:LogDeliverySource", "dev-booking-edge");
    assert.equal(source.inputs.region, "us-east-1");
  });

  it("tells the booking service's owner of its alarms, each in the Region of its metric", () => {
    const alarms = of("aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
      name.startsWith("dev-booking-"),
    );
    const topics = new Map(
      of("aws:sns/topic:Topic")
        .filter(({ name }) => name.startsWith("dev-booking-alarms"))
        .map(({ name, inputs }) => [`arn:aws:mock:eu-west-2:210000000000:${name}`, inputs.region]),
    );
    assert.deepEqual([...topics.values()], ["eu-west-2", "us-east-1"]);
    for (const { name, inputs } of alarms) {
      const [topic] = inputs.alarmActions as string[];
      assert.equal(topics.get(topic!), inputs.region, name);
    }
    const unusual = named("aws:cloudwatch/metricAlarm:MetricAlarm", "dev-booking-requests-unusual").inputs;
    assert.equal(unusual.thresholdMetricId, "usual");
    assert.deepEqual(
      (unusual.metricQueries as Array<{ id: string; expression?: string }>).map(({ id, expression }) => [
        id,
        expression,
      ]),
      [
        ["measured", undefined],
        ["usual", "ANOMALY_DETECTION_BAND(measured, 4)"],
      ],
    );
    const mails = of("aws:sns/topicSubscription:TopicSubscription").filter(({ name }) =>
      name.startsWith("dev-booking-alarms"),
    );
    assert.deepEqual([...new Set(mails.map(({ inputs }) => inputs.endpoint))], ["booking@example.org"]);
  });

  it("registers these resources and no others", () => {
    const counts = countByType(resources.filter(({ type }) => type.startsWith("aws:")));
    assert.deepEqual(
      {
        vpcs: counts["aws:ec2/vpc:Vpc"],
        subnets: counts["aws:ec2/subnet:Subnet"],
        tables: counts["aws:ec2/routeTable:RouteTable"],
        acls: counts["aws:ec2/networkAcl:NetworkAcl"],
        nat: counts["aws:ec2/natGateway:NatGateway"],
        internetGateways: counts["aws:ec2/internetGateway:InternetGateway"],
        groups: counts["aws:ec2/securityGroup:SecurityGroup"],
        peerings: counts["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"],
        endpoints: counts["aws:ec2/vpcEndpoint:VpcEndpoint"],
        buckets: counts["aws:s3/bucket:Bucket"],
        keys: counts["aws:kms/key:Key"],
      },
      {
        vpcs: 4,
        subnets: 2 * (2 + 3 + 4 + 2),
        tables: 2 + 3 + 5 + 2,
        acls: 2 + 3 + 4 + 2,
        nat: 2,
        internetGateways: 1 + 1,
        groups: 2 + 4 + 4 + 3,
        peerings: 3,
        endpoints: 4 + 9,
        buckets: 2 + 1 + 1,
        keys: 1 + 4 + 1 + 1 + 2,
      },
    );
  });
});
