import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const certificateKeyStrong: ResourcePolicy = {
  kind: "resource",
  name: "certificate-key-strong",
  concern: "encryption",
  description: "Certificates use RSA of 2048 bits or more, or an elliptic curve.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ACM.2"] },
  tags: ["acm"],
  remediationSteps: 'Set keyAlgorithm to "RSA_2048" or better, or "EC_prime256v1" or better.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2",
  types: ["aws:acm/certificate:Certificate"],
  check: (resource) => {
    const algorithm = asText(read(resource, "keyAlgorithm"));
    if (algorithm === UNKNOWN) return unknown("keyAlgorithm");
    return algorithm === "RSA_1024" ? violation("keyAlgorithm is RSA_1024.") : compliant;
  },
};
