import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, object, objects, str, strings, yes, type Props } from "../model/values";
import { needsBucketAccess } from "./bucket-access";
import { CERTIFICATE } from "./edge";
import { taken } from "./names";
import { BUCKET, FUNCTION, INSTANCE, INTERNET_GATEWAY, SECURITY_GROUP, SUBNET, VPC } from "./tokens";
import { hexOf } from "../cloud/cloud";
import { LOAD_BALANCING_ACCOUNTS } from "../facts/service-accounts";

export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";

const shortName = {
  property: "name",
  max: 32,
  code: "ValidationError",
  pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
  rule: "letters, digits and hyphens only, no hyphen first or last, not beginning with internal-",
} as const;

const KINDS: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

/** Principals through which load balancers of a Region deliver access logs: the services', and for older Regions an account's. */
function logPrincipals(region: string): string[] {
  const account = LOAD_BALANCING_ACCOUNTS[region];
  return [
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "delivery.logs.amazonaws.com",
    ...(account === undefined ? [] : [account]),
  ];
}

/**
 * Refuses a bucket that load balancers do not write to. Source: "Enable access logs for your Application Load Balancer", bucket
 * requirements (ELB guide), 2026-11.
 */
function needsLogBucket(call: Call, name: string): void {
  const denied = ["InvalidConfigurationRequest", "Access Denied for bucket"] as const;
  needsBucketAccess(call, name, logPrincipals(call.region), denied, denied);
  const bucket = call.everywhere(BUCKET).find(({ id }) => id === name);
  if (bucket !== undefined && bucket.region !== call.home)
    refuse(
      denied[0],
      `The bucket ${name} is in ${bucket.region}; it must be in the load balancer's Region ${call.home}`,
    );
  const encryption = call
    .everywhere(ENCRYPTION)
    .filter(({ properties }) => properties.bucket === name)
    .flatMap(({ properties }) => objects(properties, "rules"))
    .map((rule) => str(object(rule, "applyServerSideEncryptionByDefault"), "sseAlgorithm"));
  if (encryption.some((algorithm) => algorithm?.startsWith("aws:kms")) && isApplication(call))
    refuse(denied[0], `${denied[1]}: ${name}. Please check S3bucket permission (only SSE-S3 is supported)`);
}

function isApplication(call: Call): boolean {
  return call.text("loadBalancerType") === "application";
}

function subnetsOf(inputs: Props): string[] {
  return [
    ...strings(inputs, "subnets"),
    ...objects(inputs, "subnetMappings").flatMap((mapping) => strings(mapping, "subnetId")),
  ];
}

function vpcOf(call: Call): string {
  return str(call.find(SUBNET, subnetsOf(call.inputs)[0] ?? "")?.properties, "vpcId") ?? "";
}

const balancer = type(
  LOAD_BALANCER,
  (call) => call.arnOf(`elasticloadbalancing:${call.region}:${call.account}:loadbalancer/${suffix(call)}`),
  {
    aliases: ["aws:alb/loadBalancer:LoadBalancer"],
    defaults: {
      enableCrossZoneLoadBalancing: false,
      enableDeletionProtection: false,
      enableHttp2: true,
      enableTlsVersionAndCipherSuiteHeaders: false,
      enableWafFailOpen: false,
      enableXffClientPort: false,
      enableZonalShift: false,
      clientKeepAlive: 3_600,
      desyncMitigationMode: "defensive",
      dropInvalidHeaderFields: false,
      idleTimeout: 60,
      loadBalancerType: "application",
      preserveHostHeader: false,
      xffHeaderProcessingMode: "append",
    },
    replace: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    naming: shortName,
    references: {
      subnets: holds(SUBNET),
      "subnetMappings.subnetId": holds(SUBNET),
      securityGroups: holds(SECURITY_GROUP),
    },
    notFound: ["LoadBalancerNotFound", "One or more load balancers not found: {id}"],
    unique: taken(
      "DuplicateLoadBalancerName",
      "A load balancer with the same name '{name}' exists, but with different settings",
    ),
    admit: (call) => {
      const subnets = subnetsOf(call.inputs);
      const zones = new Set(subnets.map((id) => str(call.find(SUBNET, id)?.properties, "availabilityZone")));
      const vpcs = new Set(subnets.map((id) => str(call.find(SUBNET, id)?.properties, "vpcId")));
      if (vpcs.size > 1)
        refuse("InvalidConfigurationRequest", "All subnets must belong to the same VPC", "subnets");
      if (zones.size < subnets.length)
        refuse(
          "InvalidConfigurationRequest",
          "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
          "subnets",
        );
      if (call.text("loadBalancerType") === "application" && zones.size < 2) {
        refuse(
          "ValidationError",
          "At least two subnets in two different Availability Zones must be specified",
          "subnets",
        );
      }
      const vpcId = vpcOf(call);
      if (
        !yes(call.inputs, "internal") &&
        call.text("loadBalancerType") !== "gateway" &&
        call.peers(INTERNET_GATEWAY, { vpcId }).length === 0
      ) {
        refuse("InvalidSubnet", `VPC ${vpcId} has no internet gateway`, "subnets");
      }
      for (const property of ["accessLogs", "connectionLogs"]) {
        const logs = object(call.inputs, property);
        if (!yes(logs, "enabled")) continue;
        needsLogBucket(call, str(logs, "bucket") ?? "");
      }
    },
    outputs: (call) => {
      const scheme = yes(call.inputs, "internal") ? "internal-" : "";
      return {
        arn: call.id,
        arnSuffix: suffix(call),
        dnsName: `${scheme}${call.text("name")}-${parseInt(call.derived("dns", 8), 16)}.${call.region}.elb.${call.dnsSuffix}`,
        zoneId: `Z${hexOf(`${call.region}/elb`, 13).toUpperCase()}`,
        vpcId: vpcOf(call),
        internal: yes(call.inputs, "internal"),
        ipAddressType: call.text("ipAddressType") || "ipv4",
        subnets: subnetsOf(call.inputs),
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: call.text(
          "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        ),
      };
    },
    release: (call) => {
      if (yes(call.inputs, "enableDeletionProtection")) {
        refuse(
          "OperationNotPermitted",
          `Load balancer '${call.id}' cannot be deleted because deletion protection is enabled`,
        );
      }
    },
    afterDelete: (call) => {
      for (const listener of call.peers(LISTENER, { loadBalancerArn: call.id })) call.cloud.remove(listener);
    },
  },
);

/** `app/NAME/0123456789abcdef`: the end of a load balancer's ARN, which metrics name it by. */
function suffix(call: Call): string {
  if (call.id !== "") return call.id.split("loadbalancer/").at(-1) ?? "";
  const kind = KINDS[call.text("loadBalancerType")] ?? "app";
  return `${kind}/${call.text("name")}/${call.cloud.mint(`${call.account}/${call.urn}`, 16)}`;
}

function groupArn(call: Call): string {
  return call.arnOf(
    `elasticloadbalancing:${call.region}:${call.account}:targetgroup/${call.text("name")}/${call.cloud.mint(`${call.account}/${call.urn}`, 16)}`,
  );
}

const targetGroup = type(TARGET_GROUP, groupArn, {
  aliases: ["aws:alb/targetGroup:TargetGroup"],
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  replace: [
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetType",
    "vpcId",
    "ipAddressType",
  ],
  naming: shortName,
  references: { vpcId: uses(VPC) },
  notFound: ["TargetGroupNotFound", "One or more target groups not found: {id}"],
  inUse: ["ResourceInUse", "Target group '{id}' is currently in use by a listener or a rule"],
  unique: taken(
    "DuplicateTargetGroupName",
    "A target group with the same name '{name}' exists, but with different settings",
  ),
  check: (inputs) => {
    if (str(inputs, "targetType") === "lambda") return;
    for (const property of ["port", "protocol", "vpcId"]) {
      if (inputs[property] === undefined)
        refuse("ValidationError", `${property} must be specified`, property);
    }
  },
  outputs: (call) => ({
    arn: call.id,
    arnSuffix: `targetgroup/${call.id.split("targetgroup/").at(-1) ?? ""}`,
    ipAddressType: call.text("ipAddressType") || "ipv4",
    protocolVersion: call.text("protocolVersion") || (/^HTTP/.test(call.text("protocol")) ? "HTTP1" : ""),
    loadBalancingAlgorithmType: call.text("loadBalancingAlgorithmType") || "round_robin",
    loadBalancingCrossZoneEnabled:
      call.text("loadBalancingCrossZoneEnabled") || "use_load_balancer_configuration",
    healthCheck: call.inputs.healthCheck ?? {
      enabled: true,
      healthyThreshold: 5,
      interval: 30,
      path: "/",
      port: "traffic-port",
      protocol: "HTTP",
      timeout: 5,
      unhealthyThreshold: 2,
    },
  }),
});

/** Target groups that actions forward to, in both forms. */
const forwards = (property: string) => ({
  [`${property}.targetGroupArn`]: { ...usesArn(TARGET_GROUP), holds: true, anywhere: false },
  [`${property}.forward.targetGroups.arn`]: { ...usesArn(TARGET_GROUP), holds: true, anywhere: false },
});

/** A child's ARN repeats its parent's path. */
function childArn(call: Call, parent: string, from: string, to: string): string {
  return `${parent.replace(from, to)}/${call.cloud.mint(`${call.account}/${call.urn}`, 16)}`;
}

function checkCertificate(inputs: Props): void {
  if (["HTTPS", "TLS"].includes(str(inputs, "protocol") ?? "") && inputs.certificateArn === undefined) {
    refuse(
      "ValidationError",
      "A certificate must be specified for HTTPS and TLS listeners",
      "certificateArn",
    );
  }
}

const listener = type(
  LISTENER,
  (call) => childArn(call, call.text("loadBalancerArn"), ":loadbalancer/", ":listener/"),
  {
    aliases: ["aws:alb/listener:Listener"],
    replace: ["loadBalancerArn"],
    references: {
      loadBalancerArn: { ...usesArn(LOAD_BALANCER), anywhere: false },
      certificateArn: { ...usesArn(CERTIFICATE), holds: true, anywhere: false },
      ...forwards("defaultActions"),
    },
    notFound: ["ListenerNotFound", "One or more listeners not found: {id}"],
    check: checkCertificate,
    admit: (call) => {
      const twin = call
        .peers(LISTENER, { loadBalancerArn: call.text("loadBalancerArn") })
        .find(({ properties }) => num(properties, "port") === num(call.inputs, "port"));
      if (twin !== undefined)
        refuse(
          "DuplicateListener",
          `A listener already exists on this port for this load balancer '${call.text("loadBalancerArn")}'`,
          "port",
        );
      const certificate = call.everywhere(CERTIFICATE).find(({ id }) => id === call.text("certificateArn"));
      if (certificate !== undefined && certificate.properties.status !== "ISSUED") {
        refuse(
          "UnsupportedCertificate",
          `The certificate '${certificate.id}' must have a fully-qualified domain name, a supported signature, and a supported key size, and be issued.`,
          "certificateArn",
        );
      }
    },
    outputs: (call) => {
      const secure = ["HTTPS", "TLS"].includes(call.text("protocol"));
      return {
        arn: call.id,
        protocol: call.text("protocol") || "HTTP",
        sslPolicy: call.text("sslPolicy") || (secure ? "ELBSecurityPolicy-2016-08" : ""),
        tcpIdleTimeoutSeconds: num(call.inputs, "tcpIdleTimeoutSeconds") ?? 350,
      };
    },
    afterDelete: (call) => {
      for (const rule of call.peers(LISTENER_RULE, { listenerArn: call.id })) call.cloud.remove(rule);
    },
  },
);

const rule = type(
  LISTENER_RULE,
  (call) => childArn(call, call.text("listenerArn"), ":listener/", ":listener-rule/"),
  {
    aliases: ["aws:alb/listenerRule:ListenerRule"],
    replace: ["listenerArn"],
    references: { listenerArn: { ...usesArn(LISTENER), anywhere: false }, ...forwards("actions") },
    admit: (call) => {
      const priority = num(call.inputs, "priority");
      const twin = call
        .peers(LISTENER_RULE, { listenerArn: call.text("listenerArn") })
        .find(({ properties }) => priority !== undefined && num(properties, "priority") === priority);
      if (twin !== undefined)
        refuse("PriorityInUse", `Priority '${priority}' is currently in use`, "priority");
    },
    outputs: (call) => ({
      arn: call.id,
      priority:
        num(call.inputs, "priority") ??
        call.peers(LISTENER_RULE, { listenerArn: call.text("listenerArn") }).length + 1,
    }),
  },
);

export const loadBalancerTypes: readonly Model[] = [
  balancer,
  targetGroup,
  listener,
  rule,
  type("aws:lb/listenerCertificate:ListenerCertificate", "{listenerArn}_{certificateArn}", {
    aliases: ["aws:alb/listenerCertificate:ListenerCertificate"],
    replace: ["*"],
    references: {
      listenerArn: { ...usesArn(LISTENER), anywhere: false },
      certificateArn: { ...usesArn(CERTIFICATE), holds: true },
    },
  }),
  type(
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    (call) => `${call.text("targetGroupArn")}-${call.cloud.mint(call.urn, 26)}`,
    {
      aliases: ["aws:alb/targetGroupAttachment:TargetGroupAttachment"],
      replace: ["*"],
      references: { targetGroupArn: { ...usesArn(TARGET_GROUP), anywhere: false } },
      admit: (call) => {
        const target = call.text("targetId");
        if (target.startsWith("i-") && call.find(INSTANCE, target) === undefined)
          refuse(
            "InvalidTarget",
            `The following targets are not in a running state: '${target}'`,
            "targetId",
          );
        const isFunction = /^arn:[\w-]+:lambda:/.test(target);
        if (isFunction && !call.everywhere(FUNCTION).some(({ properties }) => properties.arn === target))
          refuse(
            "InvalidTarget",
            `elasticloadbalancing principal does not have permission to invoke ${target}`,
            "targetId",
          );
      },
    },
  ),
  type(
    "aws:lb/trustStore:TrustStore",
    (call) =>
      call.arnOf(
        `elasticloadbalancing:${call.region}:${call.account}:truststore/${call.text("name")}/${call.cloud.mint(call.urn, 16)}`,
      ),
    {
      replace: ["name"],
      naming: shortName,
      outputs: (call) => ({ arn: call.id, arnSuffix: call.id.split(":").at(-1) }),
    },
  ),
];
