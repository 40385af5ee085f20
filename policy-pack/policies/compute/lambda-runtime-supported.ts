import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { DEPRECATED_RUNTIMES } from "../../lib/facts/lambda-runtimes";

export const lambdaRuntimeSupported: ResourcePolicy = {
  kind: "resource",
  name: "lambda-runtime-supported",
  concern: "compute",
  description: "Functions run on a runtime that AWS still patches.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Lambda.2"], nag: ["L1"], checkov: ["CKV_AWS_363"] },
  tags: ["lambda", "runtime"],
  remediationSteps: "Move to a later version of the runtime.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2",
  types: ["aws:lambda/function:Function"],
  check: (resource) => {
    const runtime = asText(read(resource, "runtime"));
    if (runtime === UNKNOWN) return unknown("runtime");
    if (runtime === undefined) return notApplicable("it is a container image");
    const end = DEPRECATED_RUNTIMES[runtime];
    return end === undefined ? compliant : violation(`${runtime} has not been patched since ${end}.`);
  },
};
