import { documentName, type FieldFact } from "../../../functions/flow-logs/fields";
import { LANDING_ZONE_FORMAT, parseFormat } from "../../../functions/flow-logs/format";
import { type LogTable } from "./table";

/** The fields that count in 64 bits; other numbers have 32. */
const long = new Set(["packets", "bytes", "start", "end"]);

function typeOf({ name, kind }: FieldFact): string {
  if (kind !== "number") return "string";
  return long.has(name) ? "bigint" : "int";
}

export const flowLogs: LogTable = {
  name: "vpc_flow_logs",
  holds: "All traffic of all VPCs, accepted and rejected, in the landing zone's own record format.",
  service: "vpcFlowLogs",
  path: "AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${aws_region}/year=${year}/month=${month}/day=${day}",
  columns: parseFormat(LANDING_ZONE_FORMAT).fields.map((field) => ({
    name: documentName(field.name),
    type: typeOf(field),
  })),
  // The hour below is left out: one more level would be 24 times as many places to look in.
  partitions: [
    { name: "account", of: "accounts" },
    { name: "aws_region", of: "regions" },
    { name: "year", of: "number" },
    { name: "month", of: "number" },
    { name: "day", of: "number" },
  ],
  format: { kind: "parquet" },
  source: "VPC user guide, Flow log files and Flow log records (Parquet data types)",
};
