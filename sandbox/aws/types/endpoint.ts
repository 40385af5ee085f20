import { AWS_PREFIX_LIST_BLOCKS, awsPrefixListId, hasGateway, serviceOf } from "../facts/endpoint-services";
import { hashcode } from "../checks/hashcode";
import type { Call } from "../model/call";
import { holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, strings, yes, type Props } from "../model/values";
import { withinQuota } from "./quota";
import {
  ENDPOINT_ROUTE_TABLE,
  ENDPOINT_SUBNET,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  VPC,
  VPC_ENDPOINT,
} from "./tokens";

/** What an endpoint allows when no policy is given. */
const FULL_ACCESS = {
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
} as const;

function kindOf(inputs: Props): string {
  return str(inputs, "vpcEndpointType") ?? "Gateway";
}

function checkService(inputs: Props, { region }: { readonly region: string }): void {
  const name = str(inputs, "serviceName");
  if (name === undefined) return;
  const service = serviceOf(name, str(inputs, "serviceRegion") ?? region);
  const gateway = kindOf(inputs) === "Gateway";
  if (service === undefined || (gateway && !hasGateway(service))) {
    refuse("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`, "serviceName");
  }
  if (gateway && strings(inputs, "subnetIds").length > 0) {
    refuse("InvalidParameter", "SubnetIds are not supported for Gateway endpoints", "subnetIds");
  }
}

function admitInterface(call: Call): void {
  const vpcId = call.text("vpcId");
  const vpc = call.find(VPC, vpcId)?.properties;
  const zones = new Set<string>();
  for (const subnetId of strings(call.inputs, "subnetIds")) {
    const subnet = call.find(SUBNET, subnetId)?.properties;
    const zone = str(subnet, "availabilityZone") ?? "";
    if (subnet?.vpcId !== vpcId) {
      refuse("InvalidParameter", `The subnet ${subnetId} does not belong to ${vpcId}`, "subnetIds");
    }
    if (zones.has(zone)) {
      refuse(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${subnetId}. ` +
          "VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.",
        "subnetIds",
      );
    }
    zones.add(zone);
  }
  withinQuota(call, "groupsPerInterface", strings(call.inputs, "securityGroupIds").length);
  const others = call.peers(VPC_ENDPOINT, { vpcId, vpcEndpointType: "Interface" });
  if (call.old === undefined) withinQuota(call, "interfaceEndpointsPerVpc", others.length + 1);
  if (!yes(call.inputs, "privateDnsEnabled")) return;
  if (!yes(vpc, "enableDnsSupport") || !yes(vpc, "enableDnsHostnames")) {
    refuse(
      "InvalidParameter",
      "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes " +
        `set to true for ${vpcId}`,
      "privateDnsEnabled",
    );
  }
  const twin = others.find(
    ({ properties }) =>
      properties.serviceName === call.inputs.serviceName && yes(properties, "privateDnsEnabled"),
  );
  if (twin !== undefined) {
    const service = serviceOf(call.text("serviceName"), call.region);
    refuse(
      "InvalidParameter",
      "private-dns-enabled cannot be set because there is already a conflicting DNS domain for " +
        `${service}.${call.region}.amazonaws.com in the VPC ${vpcId} (${twin.id})`,
      "privateDnsEnabled",
    );
  }
}

/** A route table has one route per prefix list, so one gateway endpoint per service. */
function admitRouteTable(call: Call, tableId: string, serviceName: string, self: string): void {
  const direct = call
    .peers(VPC_ENDPOINT, { serviceName })
    .filter(({ id, properties }) => id !== self && strings(properties, "routeTableIds").includes(tableId));
  const associated = call.peers(ENDPOINT_ROUTE_TABLE, { routeTableId: tableId }).filter(({ properties }) => {
    const endpoint = call.find(VPC_ENDPOINT, str(properties, "vpcEndpointId") ?? "");
    return endpoint?.properties.serviceName === serviceName && endpoint.id !== self;
  });
  if (direct.length + associated.length > 0) {
    const list = awsPrefixListId(call.region, serviceOf(serviceName, call.region) ?? "");
    refuse(
      "RouteAlreadyExists",
      `route table ${tableId} already has a route with destination-prefix-list-id ${list}`,
      "routeTableIds",
    );
  }
}

const endpoint = type(VPC_ENDPOINT, "vpce-", {
  arn: "ec2:{region}:{account}:vpc-endpoint/{id}",
  defaults: { vpcEndpointType: "Gateway" },
  replace: [
    "vpcId",
    "serviceName",
    "vpcEndpointType",
    "serviceRegion",
    "resourceConfigurationArn",
    "serviceNetworkArn",
  ],
  references: {
    vpcId: holds(VPC),
    subnetIds: holds(SUBNET),
    securityGroupIds: holds(SECURITY_GROUP),
    routeTableIds: uses(ROUTE_TABLE),
    "subnetConfigurations.subnetId": holds(SUBNET),
  },
  notFound: ["InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '{id}' does not exist"],
  documents: { policy: "endpoint" },
  choices: {
    vpcEndpointType: [
      ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"],
      "InvalidParameter",
    ],
  },
  check: checkService,
  admit: (call) => {
    if (kindOf(call.inputs) === "Interface") return admitInterface(call);
    if (kindOf(call.inputs) !== "Gateway") return;
    for (const tableId of strings(call.inputs, "routeTableIds")) {
      admitRouteTable(call, tableId, call.text("serviceName"), call.id);
    }
    const others = call.peers(VPC_ENDPOINT, { vpcEndpointType: "Gateway" });
    if (call.old === undefined) withinQuota(call, "gatewayEndpoints", others.length + 1);
  },
  outputs: (call) => {
    const service = serviceOf(call.text("serviceName"), call.region) ?? "";
    const gateway = kindOf(call.inputs) === "Gateway";
    const subnets = strings(call.inputs, "subnetIds");
    const own = `${call.id}-${call.derived("dns", 8)}.${service}.${call.region}.vpce.${call.dnsSuffix}`;
    const zone = `Z${call.derived("zone", 13).toUpperCase()}`;
    const names = [
      own,
      ...(yes(call.inputs, "privateDnsEnabled") ? [`${service}.${call.region}.${call.dnsSuffix}`] : []),
    ];
    const groups = strings(call.inputs, "securityGroupIds");
    const defaultGroup = str(call.find(VPC, call.text("vpcId"))?.properties, "defaultSecurityGroupId");
    return {
      state: "available",
      requesterManaged: false,
      serviceRegion: call.text("serviceRegion") || call.region,
      ipAddressType: call.text("ipAddressType") || (gateway ? "" : "ipv4"),
      policy: call.text("policy") || JSON.stringify(FULL_ACCESS),
      prefixListId: gateway ? awsPrefixListId(call.region, service) : "",
      cidrBlocks: gateway ? [...AWS_PREFIX_LIST_BLOCKS] : [],
      networkInterfaceIds: gateway ? [] : subnets.map((subnet) => call.derivedId("eni-", subnet)),
      dnsEntries: gateway ? [] : names.map((dnsName) => ({ dnsName, hostedZoneId: zone })),
      securityGroupIds: gateway || groups.length > 0 || defaultGroup === undefined ? groups : [defaultGroup],
      subnetIds: subnets,
      routeTableIds: strings(call.inputs, "routeTableIds"),
    };
  },
  afterDelete: (call) => {
    for (const token of [ENDPOINT_ROUTE_TABLE, ENDPOINT_SUBNET]) {
      for (const part of call.peers(token, { vpcEndpointId: call.id })) call.cloud.remove(part);
    }
  },
});

const routeTableAssociation = type(
  ENDPOINT_ROUTE_TABLE,
  (call) => `a-${call.text("vpcEndpointId")}${hashcode(call.text("routeTableId"))}`,
  {
    replace: ["*"],
    references: { vpcEndpointId: uses(VPC_ENDPOINT), routeTableId: uses(ROUTE_TABLE) },
    admit: (call) => {
      const target = call.find(VPC_ENDPOINT, call.text("vpcEndpointId"));
      const tableId = call.text("routeTableId");
      const tableVpc = call.find(ROUTE_TABLE, tableId)?.properties.vpcId;
      if (target?.properties.vpcId !== tableVpc) {
        refuse(
          "InvalidRouteTableId.NotFound",
          `Route table ${tableId} is not in the VPC of ${target?.id}`,
          "routeTableId",
        );
      }
      admitRouteTable(call, tableId, str(target?.properties, "serviceName") ?? "", "");
    },
  },
);

const subnetAssociation = type(
  ENDPOINT_SUBNET,
  (call) => `a-${call.text("vpcEndpointId")}${hashcode(call.text("subnetId"))}`,
  { replace: ["*"], references: { vpcEndpointId: uses(VPC_ENDPOINT), subnetId: holds(SUBNET) } },
);

const policy = type("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "{vpcEndpointId}", {
  replace: ["vpcEndpointId"],
  references: { vpcEndpointId: uses(VPC_ENDPOINT) },
  documents: { policy: "endpoint" },
  after: (call) => {
    const target = call.find(VPC_ENDPOINT, call.id);
    if (target !== undefined) call.cloud.change(target, { policy: call.text("policy") });
  },
});

const service = type(
  "aws:ec2/vpcEndpointService:VpcEndpointService",
  (call) => `vpce-svc-0${call.cloud.mint(call.urn, 16)}`,
  {
    arn: "ec2:{region}:{account}:vpc-endpoint-service/{id}",
    outputs: (call) => ({
      serviceName: `com.amazonaws.vpce.${call.region}.${call.id}`,
      serviceType: "Interface",
      state: "Available",
      baseEndpointDnsNames: [`${call.id}.${call.region}.vpce.${call.dnsSuffix}`],
    }),
  },
);

export const endpointTypes: readonly Model[] = [
  endpoint,
  routeTableAssociation,
  subnetAssociation,
  policy,
  service,
];
