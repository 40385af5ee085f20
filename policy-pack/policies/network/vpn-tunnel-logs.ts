import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const vpnTunnelLogs: ResourcePolicy = {
  kind: "resource",
  name: "vpn-tunnel-logs",
  concern: "network",
  description: "Both tunnels of a VPN connection log to CloudWatch.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.171"], seed: ["VPN"] },
  tags: ["vpn", "logging"],
  remediationSteps: "Set cloudwatchLogOptions.logEnabled and logGroupArn in both tunnels' log options.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-171",
  types: ["aws:ec2/vpnConnection:VpnConnection"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "tunnel1LogOptions.cloudwatchLogOptions.logEnabled"),
      mustBeTrue(resource, "tunnel2LogOptions.cloudwatchLogOptions.logEnabled"),
    ),
};
