import { holds, type, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { given, ec2Answers, or } from "./common";
import * as ec2 from "./ec2-tokens";

const internetGateway = type(ec2.INTERNET_GATEWAY, "igw-", {
  arn: "ec2:{region}:{account}:internet-gateway/{id}",
  references: { vpcId: holds(ec2.VPC) },
  ...ec2Answers("InvalidInternetGatewayID.NotFound", "internetGateway"),
  unique: [
    {
      by: ["vpcId"],
      within: "region",
      refusal: ["InvalidParameterValue", "Network {vpcId} already has an internet gateway attached"],
    },
  ],
  outputs: (call) => ({ ownerId: call.account, vpcId: or(call, "vpcId", "") }),
});

const egressOnlyGateway = type(ec2.EGRESS_GATEWAY, "eigw-", {
  replace: ["vpcId"],
  references: { vpcId: holds(ec2.VPC) },
  ...ec2Answers("InvalidEgressOnlyInternetGatewayId.NotFound", "egressOnlyInternetGateway"),
});

const eip = type(ec2.EIP, "eipalloc-", {
  arn: "ec2:{region}:{account}:elastic-ip/{id}",
  replace: [
    "address",
    "domain",
    "publicIpv4Pool",
    "networkBorderGroup",
    "customerOwnedIpv4Pool",
    "ipamPoolId",
  ],
  notFound: ["InvalidAllocationID.NotFound", "The allocation ID '{id}' does not exist"],
  inUse: ["InvalidIPAddress.InUse", "Address {id} is in use."],
  outputs: (call) => {
    const octets = [0, 2, 4].map((at) => parseInt(call.derived("ip", 6).slice(at, at + 2), 16));
    const ip = call.text("address") || `52.${octets.join(".")}`;
    const host = `ec2-${ip.replaceAll(".", "-")}`;
    return {
      allocationId: call.id,
      publicIp: ip,
      publicDns:
        call.region === "us-east-1"
          ? `${host}.compute-1.amazonaws.com`
          : `${host}.${call.region}.compute.${call.dnsSuffix}`,
      domain: or(call, "domain", "vpc"),
      instance: or(call, "instance", ""),
      networkInterface: or(call, "networkInterface", ""),
      publicIpv4Pool: or(call, "publicIpv4Pool", "amazon"),
      networkBorderGroup: or(call, "networkBorderGroup", call.region),
      ipamPoolId: or(call, "ipamPoolId", ""),
      associationId: "",
      carrierIp: "",
      customerOwnedIp: "",
      privateDns: "",
      privateIp: "",
      ptrRecord: "",
    };
  },
});

const natGateway = type(ec2.NAT_GATEWAY, "nat-", {
  defaults: { connectivityType: "public" },
  replace: ["allocationId", "connectivityType", "subnetId", "privateIp", "availabilityMode", "vpcId"],
  references: { subnetId: holds(ec2.SUBNET), allocationId: holds(ec2.EIP), vpcId: holds(ec2.VPC) },
  choices: { connectivityType: [["public", "private"], "InvalidParameterValue"] },
  ...ec2Answers("InvalidNatGatewayID.NotFound", "natGateway"),
  notFound: ["NatGatewayNotFound", "The Nat Gateway {id} was not found"],
  unique: [
    {
      by: ["allocationId"],
      within: "region",
      refusal: ["Resource.AlreadyAssociated", "Elastic IP address [{allocationId}] is already associated"],
    },
  ],
  check: (inputs) => {
    const needsAddress = inputs.connectivityType === "public" && inputs.availabilityMode !== "regional";
    if (needsAddress && given(inputs, ["allocationId"]).length === 0) {
      refuse("MissingParameter", "A public NAT gateway needs an allocationId", "allocationId");
    }
  },
  outputs: (call) => ({
    associationId: call.inputs.allocationId ? call.derivedId("eipassoc-") : "",
    networkInterfaceId: call.derivedId("eni-"),
    privateIp: or(call, "privateIp", `10.0.0.${(parseInt(call.derived("ip", 2), 16) % 250) + 4}`),
    publicIp: call.find(ec2.EIP, call.text("allocationId"))?.properties.publicIp ?? "",
    secondaryAllocationIds: or(call, "secondaryAllocationIds", []),
    secondaryPrivateIpAddressCount: or(call, "secondaryPrivateIpAddressCount", 0),
    secondaryPrivateIpAddresses: or(call, "secondaryPrivateIpAddresses", []),
    vpcId: or(call, "vpcId", call.find(ec2.SUBNET, call.text("subnetId"))?.properties.vpcId ?? ""),
    autoProvisionZones: "",
    autoScalingIps: "",
    regionalNatGatewayAddresses: [],
    regionalNatGatewayAutoMode: "",
    routeTableId: "",
  }),
});

export const gatewayTypes: readonly Model[] = [internetGateway, egressOnlyGateway, eip, natGateway];
