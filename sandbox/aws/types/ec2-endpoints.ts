import { hexOf } from "../cloud/cloud";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, strings, yes } from "../model/values";
import { ec2Answers, exactlyOne, given, or } from "./common";
import * as ec2 from "./ec2-tokens";
import { prefixListId, shortService } from "./prefix-lists";

const openPolicy = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
  Version: "2008-10-17",
});

const endpoint = type(ec2.ENDPOINT, "vpce-", {
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
    vpcId: holds(ec2.VPC),
    subnetIds: holds(ec2.SUBNET),
    securityGroupIds: holds(ec2.GROUP),
    routeTableIds: uses(ec2.ROUTE_TABLE),
  },
  documents: { policy: "endpoint" },
  choices: {
    vpcEndpointType: [
      ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"],
      "InvalidParameterValue",
    ],
  },
  ...ec2Answers("InvalidVpcEndpointId.NotFound", "Vpc Endpoint"),
  check: (inputs) => {
    exactlyOne(inputs, ["serviceName", "resourceConfigurationArn", "serviceNetworkArn"]);
    const gateway = inputs.vpcEndpointType === "Gateway";
    const foreign = gateway ? ["subnetIds", "securityGroupIds"] : ["routeTableIds"];
    const [wrong] = given(inputs, foreign);
    if (wrong !== undefined) {
      refuse(
        "InvalidParameter",
        `${wrong} is not for endpoints of type ${str(inputs, "vpcEndpointType")}`,
        wrong,
      );
    }
    const service = str(inputs, "serviceName");
    if (gateway && service !== undefined && !/\.(s3|dynamodb|s3express)$/.test(service)) {
      refuse(
        "InvalidServiceName",
        `The Vpc Endpoint Service '${service}' does not support gateway endpoints`,
        "serviceName",
      );
    }
  },
  admit: (call) => {
    const vpc = call.find(ec2.VPC, call.text("vpcId"));
    if (!yes(call.inputs, "privateDnsEnabled") || !vpc) return;
    if (!yes(vpc.properties, "enableDnsSupport") || !yes(vpc.properties, "enableDnsHostnames")) {
      refuse(
        "InvalidParameter",
        `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
        "privateDnsEnabled",
      );
    }
    const service = call.text("serviceName");
    const rivals = call.peers(ec2.ENDPOINT, { vpcId: vpc.id, serviceName: service, privateDnsEnabled: true });
    if (rivals.length > 0) {
      refuse(
        "InvalidParameter",
        `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in the VPC ${vpc.id}`,
        "privateDnsEnabled",
      );
    }
  },
  outputs: (call) => {
    const gateway = call.text("vpcEndpointType") === "Gateway";
    const service = shortService(call.text("serviceName"), call.region);
    const host = `${call.id}-${call.derived("dns", 8)}.${service}.${call.region}.vpce.${call.dnsSuffix}`;
    const zone = `Z${call.derived("zone", 13).toUpperCase()}`;
    return {
      ownerId: call.account,
      state: "available",
      requesterManaged: false,
      cidrBlocks: [],
      policy: or(call, "policy", openPolicy),
      privateDnsEnabled: or(call, "privateDnsEnabled", false),
      ipAddressType: or(call, "ipAddressType", gateway ? "" : "ipv4"),
      serviceRegion: or(call, "serviceRegion", call.region),
      routeTableIds: or(call, "routeTableIds", []),
      subnetIds: or(call, "subnetIds", []),
      securityGroupIds: or(
        call,
        "securityGroupIds",
        defaultGroups(gateway, call.find(ec2.VPC, call.text("vpcId"))?.properties.defaultSecurityGroupId),
      ),
      subnetConfigurations: or(call, "subnetConfigurations", []),
      dnsOptions: or(call, "dnsOptions", {}),
      prefixListId: gateway ? prefixListId(call.region, service) : "",
      networkInterfaceIds: gateway
        ? []
        : strings(call.inputs, "subnetIds").map((id) => call.derivedId("eni-", id)),
      dnsEntries: gateway ? [] : [{ dnsName: host, hostedZoneId: zone }],
    };
  },
});

/** An interface endpoint without groups gets the VPC's default one. */
function defaultGroups(gateway: boolean, group: unknown): string[] {
  return !gateway && typeof group === "string" ? [group] : [];
}

const endpointTable = type(
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  (call) => `a-${call.text("vpcEndpointId")}${hexOf(call.text("routeTableId"), 10)}`,
  {
    replace: ["*"],
    references: { vpcEndpointId: uses(ec2.ENDPOINT), routeTableId: uses(ec2.ROUTE_TABLE) },
    unique: [
      {
        by: ["vpcEndpointId", "routeTableId"],
        within: "region",
        refusal: ["RouteAlreadyExists", "route table {routeTableId} already has a route to {vpcEndpointId}"],
      },
    ],
    admit: (call) => {
      const own = call.find(ec2.ENDPOINT, call.text("vpcEndpointId"));
      const table = call.find(ec2.ROUTE_TABLE, call.text("routeTableId"));
      if (!own || !table || own.properties.vpcId === table.properties.vpcId) return;
      refuse("InvalidRouteTableId.NotFound", `${table.id} is not in the VPC of ${own.id}`, "routeTableId");
    },
  },
);

const resources = [
  "vpcId",
  "subnetId",
  "eniId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
  "regionalNatGatewayId",
];

const flowLog = type("aws:ec2/flowLog:FlowLog", "fl-", {
  arn: "ec2:{region}:{account}:vpc-flow-log/{id}",
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  replace: ["*"],
  references: {
    vpcId: uses(ec2.VPC),
    subnetId: uses(ec2.SUBNET),
    iamRoleArn: usesArn("aws:iam/role:Role"),
  },
  choices: {
    logDestinationType: [["cloud-watch-logs", "s3", "kinesis-data-firehose"], "InvalidParameter"],
    maxAggregationInterval: [[60, 600], "InvalidParameter"],
    trafficType: [["ACCEPT", "REJECT", "ALL"], "InvalidParameter"],
  },
  notFound: ["InvalidFlowLogId.NotFound", "Flow log {id} does not exist"],
  unique: [
    {
      by: ["vpcId", "logDestination", "trafficType"],
      within: "region",
      refusal: [
        "FlowLogAlreadyExists",
        "There is an existing Flow Log with the same configuration and log destination.",
      ],
    },
  ],
  check: (inputs) => {
    exactlyOne(inputs, resources, "InvalidParameter");
    if (
      given(inputs, ["transitGatewayId", "transitGatewayAttachmentId"]).length === 0 &&
      inputs.trafficType === undefined
    ) {
      refuse("MissingParameter", "The request must contain the parameter TrafficType", "trafficType");
    }
    if (inputs.logDestinationType === "cloud-watch-logs" && given(inputs, ["iamRoleArn"]).length === 0) {
      refuse(
        "InvalidParameter",
        "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
        "iamRoleArn",
      );
    }
  },
  outputs: (call) => ({
    logDestination: or(call, "logDestination", ""),
    logFormat: or(
      call,
      "logFormat",
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
    ),
  }),
});

export const endpointTypes: readonly Model[] = [endpoint, endpointTable, flowLog];
