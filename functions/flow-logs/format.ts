import { FLOW_LOG_FIELDS, fieldNamed, NEWEST_VERSION, type FieldFact } from "./fields";

/** A declared record format: the fields of a record, in order. */
export interface FlowFormat {
  readonly fields: readonly FieldFact[];
  /** The version AWS writes for this format: the highest of its fields'. */
  readonly version: number;
}

/** A format that AWS would not take. `problems` has one sentence per mistake. */
export class FormatError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "FormatError";
  }
}

function formatOf(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(" ");
}

/** The VPC fields that came with `version` or before. Version 6 is the transit gateway's own, so it is left out here. */
function vpcFieldsUpTo(version: number): string[] {
  return FLOW_LOG_FIELDS.filter((f) => f.version <= version && f.version !== 6).map((f) => f.name);
}

/** What AWS writes when a flow log declares no format: the fields of version 2. */
export const DEFAULT_FORMAT = formatOf(vpcFieldsUpTo(2));

/** The landing zone's own format: every field to version 5, in AWS's order. Goes into `aws.ec2.FlowLog.logFormat`. */
export const LANDING_ZONE_FORMAT = formatOf(vpcFieldsUpTo(5));

/** Every VPC field there is, the newest version's included. */
export const NEWEST_FORMAT = formatOf(vpcFieldsUpTo(NEWEST_VERSION));

/**
 * What a transit gateway flow log writes when it declares no format: all its fields. Source: Transit Gateway guide,
 * "Transit Gateway Flow Log records".
 */
export const TRANSIT_GATEWAY_FORMAT = formatOf([
  "version",
  "resource-type",
  "account-id",
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
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "log-status",
  "type",
  "packets-lost-no-route",
  "packets-lost-blackhole",
  "packets-lost-mtu-exceeded",
  "packets-lost-ttl-expired",
  "tcp-flags",
  "region",
  "flow-direction",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
]);

/** The format of the sample records of 2016: version 2 without its first two fields. */
export const SHORT_FORMAT = formatOf(vpcFieldsUpTo(2).slice(2));

/** Seconds over which the landing zone's flow logs aggregate (`aws.ec2.FlowLog.maxAggregationInterval`): 60 or 600. */
export const AGGREGATION_SECONDS = 60;

/** The fields of a format, `${version} ${account-id} …`; bare names (the header line of a file in S3) are taken too. */
export function fieldNamesOf(format: string): string[] {
  return format
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => /^\$\{(.*)\}$/.exec(word)?.[1] ?? word);
}

/**
 * Reads a declared format.
 *
 * @throws FormatError naming every unknown and every repeated field, or that there is none.
 */
export function parseFormat(format: string): FlowFormat {
  const problems: string[] = [];
  const fields: FieldFact[] = [];
  const seen = new Set<string>();
  for (const name of fieldNamesOf(format)) {
    const field = fieldNamed(name);
    if (!field) {
      problems.push(`"${name}" is no flow log field${closest(name)}`);
    } else if (seen.has(name)) {
      problems.push(`"${name}" stands twice`);
    } else {
      seen.add(name);
      fields.push(field);
    }
  }
  if (problems.length === 0 && fields.length === 0) {
    problems.push("a format needs at least one field, written as ${srcaddr} ${dstaddr} …");
  }
  if (problems.length > 0) {
    throw new FormatError(problems);
  }
  return { fields, version: Math.max(...fields.map((field) => field.version)) };
}

/** A hint for a misspelt field: the one whose letters are the same, whatever stands between them. */
function closest(name: string): string {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const near = FLOW_LOG_FIELDS.find((field) => letters(field.name) === letters(name));
  return near ? `: write "${near.name}"` : "";
}
