import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const certificateTransparent: ResourcePolicy = {
  kind: "resource",
  name: "certificate-transparent",
  concern: "encryption",
  description: "Public certificates are logged, so that a false one is found.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_234"] },
  tags: ["acm", "logging"],
  remediationSteps: 'Leave certificateTransparencyLoggingPreference at "ENABLED".',
  url: "https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html",
  types: ["aws:acm/certificate:Certificate"],
  check: (resource) =>
    mustBeOneOf(resource, "options.certificateTransparencyLoggingPreference", ["ENABLED"], {
      absent: "good",
    }),
};
