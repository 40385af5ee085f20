import { addressAt, parseBlock } from "../checks/cidr";
import { zonesOf } from "../facts/zones";
import type { Call } from "../model/call";
import { by, holds, type, uses, usesArn, type Model } from "../model/model";
import { str, strings } from "../model/values";
import { withinQuota } from "./quota";
import {
  INSTANCE,
  INSTANCE_PROFILE,
  KEY,
  KEY_ALIAS,
  NETWORK_INTERFACE,
  SECURITY_GROUP,
  SUBNET,
} from "./tokens";

/** An address of the subnet that nobody reserved: AWS keeps the first four and the last. */
export function addressIn(call: Call, subnetId: string): string {
  const block = parseBlock(str(call.find(SUBNET, subnetId)?.properties, "cidrBlock") ?? "");
  if (block === undefined) return "";
  const size = Number(block.last - block.first) + 1;
  return addressAt(block, 4 + (parseInt(call.derived("address", 6), 16) % Math.max(1, size - 5)));
}

const instance = type(INSTANCE, "i-", {
  arn: "ec2:{region}:{account}:instance/{id}",
  defaults: {
    getPasswordData: false,
    sourceDestCheck: true,
    userDataReplaceOnChange: false,
    forceDestroy: false,
  },
  replace: [
    "ami",
    "subnetId",
    "availabilityZone",
    "keyName",
    "privateIp",
    "associatePublicIpAddress",
    "placementGroup",
  ],
  references: {
    subnetId: holds(SUBNET),
    vpcSecurityGroupIds: holds(SECURITY_GROUP),
    iamInstanceProfile: by("name", uses(INSTANCE_PROFILE)),
    "networkInterfaces.networkInterfaceId": holds(NETWORK_INTERFACE),
    "rootBlockDevice.kmsKeyId": usesArn(KEY, KEY_ALIAS),
  },
  notFound: ["InvalidInstanceID.NotFound", "The instance ID '{id}' does not exist"],
  admit: (call) =>
    withinQuota(call, "groupsPerInterface", strings(call.inputs, "vpcSecurityGroupIds").length),
  outputs: (call) => {
    const privateIp = call.text("privateIp") || addressIn(call, call.text("subnetId"));
    const zone = str(call.find(SUBNET, call.text("subnetId"))?.properties, "availabilityZone");
    return {
      instanceState: "running",
      availabilityZone: zone ?? (call.text("availabilityZone") || zonesOf(call.region)?.[0]?.name),
      privateIp,
      privateDns: `ip-${privateIp.replaceAll(".", "-")}.${call.region}.compute.internal`,
      primaryNetworkInterfaceId: call.derivedId("eni-"),
      tenancy: call.text("tenancy") || "default",
    };
  },
});

const networkInterface = type(NETWORK_INTERFACE, "eni-", {
  arn: "ec2:{region}:{account}:network-interface/{id}",
  defaults: { sourceDestCheck: true, privateIpListEnabled: false, ipv6AddressListEnabled: false },
  replace: ["subnetId", "interfaceType"],
  references: { subnetId: holds(SUBNET), securityGroups: holds(SECURITY_GROUP) },
  notFound: ["InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '{id}' does not exist"],
  inUse: ["InvalidParameterValue", "Network interface '{id}' is currently in use."],
  admit: (call) => withinQuota(call, "groupsPerInterface", strings(call.inputs, "securityGroups").length),
  outputs: (call) => {
    const given = strings(call.inputs, "privateIps");
    const privateIp = call.text("privateIp") || given[0] || addressIn(call, call.text("subnetId"));
    const digits = call.derived("mac", 10);
    return {
      privateIp,
      privateIps: given.length > 0 ? given : [privateIp],
      interfaceType: call.text("interfaceType") || "interface",
      macAddress: `02:${(digits.match(/../g) ?? []).join(":")}`,
      privateDnsName: `ip-${privateIp.replaceAll(".", "-")}.${call.region}.compute.internal`,
    };
  },
});

const launchTemplate = type("aws:ec2/launchTemplate:LaunchTemplate", "lt-", {
  arn: "ec2:{region}:{account}:launch-template/{id}",
  replace: ["name", "namePrefix"],
  references: {
    vpcSecurityGroupIds: uses(SECURITY_GROUP),
    "networkInterfaces.securityGroups": uses(SECURITY_GROUP),
  },
  notFound: [
    "InvalidLaunchTemplateId.NotFound",
    "The specified launch template, with template ID {id}, does not exist.",
  ],
  naming: { property: "name", max: 125, code: "InvalidLaunchTemplateName.MalformedException" },
  lengths: { description: [255, "InvalidParameterValue"] },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use."],
    },
  ],
  outputs: (call) => {
    const before = Number(str(call.old?.properties, "latestVersion") ?? 0);
    return { latestVersion: before + 1, defaultVersion: call.inputs.defaultVersion ?? 1 };
  },
});

/** Settings of an account in a Region: always there, so deleting one only puts it back. */
const settings: readonly Model[] = [
  type("aws:ebs/encryptionByDefault:EncryptionByDefault", "{region}", {
    defaults: { enabled: true },
    adopted: true,
  }),
  type("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", "{region}", {
    adopted: true,
    choices: { state: [["block-all-sharing", "block-new-sharing", "unblocked"], "InvalidParameterValue"] },
  }),
  type("aws:ebs/defaultKmsKey:DefaultKmsKey", "{keyArn}", {
    replace: ["keyArn"],
    adopted: true,
    references: { keyArn: usesArn(KEY, KEY_ALIAS) },
  }),
  type("aws:ec2/serialConsoleAccess:SerialConsoleAccess", "{region}", {
    defaults: { enabled: true },
    adopted: true,
  }),
  type("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "{account}", {
    defaults: {
      httpEndpoint: "no-preference",
      httpTokens: "no-preference",
      instanceMetadataTags: "no-preference",
    },
    adopted: true,
  }),
  type("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", "{region}", {
    adopted: true,
    choices: { state: [["block-new-sharing", "unblocked"], "InvalidParameterValue"] },
  }),
  type("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "{region}", {
    adopted: true,
    choices: {
      internetGatewayBlockMode: [["off", "block-bidirectional", "block-ingress"], "InvalidParameterValue"],
    },
    outputs: (call) => ({ awsAccountId: call.account, awsRegion: call.region }),
  }),
  type("aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion", "vpcbpa-exclude-", {
    arn: "ec2:{region}:{account}:vpc-block-public-access-exclusion/{id}",
    replace: ["vpcId", "subnetId"],
  }),
];

export const computeTypes: readonly Model[] = [instance, networkInterface, launchTemplate, ...settings];
