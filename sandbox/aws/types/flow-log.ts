import { anywhere, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str } from "../model/values";
import { NETWORK_INTERFACE, SUBNET, TGW_ATTACHMENT, TRANSIT_GATEWAY, VPC } from "./tokens";

const SOURCES = [
  "vpcId",
  "subnetId",
  "eniId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
  "regionalNatGatewayId",
];

export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

export const flowLogTypes: readonly Model[] = [
  type(FLOW_LOG, "fl-", {
    arn: "ec2:{region}:{account}:vpc-flow-log/{id}",
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    replace: [
      ...SOURCES,
      ...["trafficType", "logDestination", "logDestinationType", "logFormat", "maxAggregationInterval"],
      ...["iamRoleArn", "deliverCrossAccountRole", "destinationOptions"],
    ],
    references: {
      vpcId: uses(VPC),
      subnetId: uses(SUBNET),
      eniId: uses(NETWORK_INTERFACE),
      transitGatewayId: anywhere(uses(TRANSIT_GATEWAY)),
      transitGatewayAttachmentId: uses(TGW_ATTACHMENT),
    },
    choices: {
      trafficType: [["ACCEPT", "REJECT", "ALL"], "InvalidParameter"],
      logDestinationType: [["cloud-watch-logs", "s3", "kinesis-data-firehose"], "InvalidParameter"],
      maxAggregationInterval: [[60, 600], "InvalidParameter"],
    },
    check: (inputs) => {
      const source = SOURCES.filter((name) => inputs[name] !== undefined);
      if (source.length > 1)
        refuse("InvalidParameter", `only one of ${source.join(", ")} can be specified`, source[1]);
      const destination = str(inputs, "logDestination");
      if (destination !== undefined && !destination.startsWith("arn:")) {
        refuse("InvalidParameter", `LogDestination: (${destination}) is not an ARN`, "logDestination");
      }
    },
    admit: (call) => {
      if (!SOURCES.some((name) => call.text(name) !== "")) {
        refuse("InvalidParameter", `one of ${SOURCES.join(", ")} must be specified`);
      }
      if (call.text("logDestinationType") === "cloud-watch-logs" && call.text("iamRoleArn") === "") {
        refuse(
          "InvalidParameter",
          "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
          "iamRoleArn",
        );
      }
      const key = [...SOURCES, "logDestination", "trafficType"];
      const twin = call
        .peers(FLOW_LOG)
        .find(({ properties }) =>
          key.every((name) => (properties[name] ?? "") === (call.inputs[name] ?? "")),
        );
      if (twin !== undefined) {
        refuse(
          "FlowLogAlreadyExists",
          `There is an existing Flow Log with the same configuration and log destination: ${twin.id}`,
        );
      }
    },
    outputs: (call) => ({
      logFormat:
        call.text("logFormat") ||
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} " +
          "${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
      logDestination: call.text("logDestination"),
    }),
  }),
];
