/**
 * Every field a flow log record can hold, in the order of AWS's tables.
 *
 * Sources: Amazon VPC User Guide, "Flow log records" (versions 2-5 and 7-11; 11 came on 2026-06-10) and Transit Gateway guide,
 * "Transit Gateway Flow Log records" (version 6). Read 2026-07.
 */

/** How the text of a field is read: a whole number, an IP address, or words left as they are. */
export type FieldKind = "number" | "address" | "text";

export interface FieldFact {
  /** AWS's name, as it stands between `${` and `}` in a format. */
  readonly name: string;
  readonly kind: FieldKind;
  /** The flow log version that brought the field. */
  readonly version: number;
}

/** Makes the facts of one version from "name" (text), "name#" (number) and "name@" (address). */
function version<const Names extends readonly string[]>(number: number, ...names: Names): FieldFact[] {
  return names.map((name) => ({
    name: name.replace(/[#@]$/, ""),
    kind: name.endsWith("#") ? "number" : name.endsWith("@") ? "address" : "text",
    version: number,
  }));
}

/** All fields by version; within one version in AWS's order, which for version 2 is the default format. */
export const FLOW_LOG_FIELDS: readonly FieldFact[] = [
  ...version(
    2,
    "version#",
    "account-id",
    "interface-id",
    "srcaddr@",
    "dstaddr@",
    "srcport#",
    "dstport#",
    "protocol#",
    "packets#",
    "bytes#",
    "start#",
    "end#",
    "action",
    "log-status",
  ),
  ...version(3, "vpc-id", "subnet-id", "instance-id", "tcp-flags#", "type", "pkt-srcaddr@", "pkt-dstaddr@"),
  ...version(4, "region", "az-id", "sublocation-type", "sublocation-id"),
  ...version(5, "pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path#"),
  ...version(
    6,
    "resource-type",
    "tgw-id",
    "tgw-attachment-id",
    "tgw-src-vpc-account-id",
    "tgw-dst-vpc-account-id",
    "tgw-src-vpc-id",
    "tgw-dst-vpc-id",
    "tgw-src-subnet-id",
    "tgw-dst-subnet-id",
    "tgw-src-eni",
    "tgw-dst-eni",
    "tgw-src-az-id",
    "tgw-dst-az-id",
    "tgw-pair-attachment-id",
    "packets-lost-no-route#",
    "packets-lost-blackhole#",
    "packets-lost-mtu-exceeded#",
    "packets-lost-ttl-expired#",
  ),
  ...version(
    7,
    "ecs-cluster-arn",
    "ecs-cluster-name",
    "ecs-container-instance-arn",
    "ecs-container-instance-id",
    "ecs-container-id",
    "ecs-second-container-id",
    "ecs-service-name",
    "ecs-task-definition-arn",
    "ecs-task-arn",
    "ecs-task-id",
  ),
  ...version(8, "reject-reason"),
  ...version(9, "resource-id"),
  ...version(10, "encryption-status#"),
  ...version(
    11,
    "instance-tag",
    "instance-tag-2",
    "interface-tag",
    "interface-tag-2",
    "asg-tag",
    "asg-tag-2",
    "interface-type",
    "next-hop-interface-id",
    "next-hop-subnet-id",
    "next-hop-az-id",
    "next-hop-vpc-id",
    "next-hop-interface-type",
  ),
];

/** The newest flow log version this table knows. */
export const NEWEST_VERSION = 11;

const byName = new Map(FLOW_LOG_FIELDS.map((field) => [field.name, field]));

/** The field of that name, or undefined when AWS has none. */
export function fieldNamed(name: string): FieldFact | undefined {
  return byName.get(name);
}

/** The name of a field in documents: AWS's, with `_` for `-` (`tcp-flags` becomes `tcp_flags`), as search engines like them. */
export function documentName(name: string): string {
  return name.replaceAll("-", "_");
}
