import { mustBeFalse } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const serialConsoleOff: ResourcePolicy = {
  kind: "resource",
  name: "serial-console-off",
  concern: "compute",
  description: "The EC2 serial console is off.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["events of concern"] },
  tags: ["ec2"],
  remediationSteps: "Set enabled to false.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html",
  types: ["aws:ec2/serialConsoleAccess:SerialConsoleAccess"],
  check: (resource) => mustBeFalse(resource, "enabled", { absent: "bad" }),
};
