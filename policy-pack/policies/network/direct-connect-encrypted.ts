import { asText } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { compliant } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const directConnectEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "direct-connect-encrypted",
  concern: "network",
  description: "A dedicated Direct Connect connection asks for MACsec.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["Direct Connect"] },
  tags: ["direct-connect", "encryption"],
  remediationSteps:
    "Order the connection with requestMacsec: true, or run a VPN over it and exempt it with that as the reason.",
  url: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html",
  types: [
    "aws:directconnect/connection:Connection",
    "aws:directconnect/linkAggregationGroup:LinkAggregationGroup",
  ],
  check: (resource) => {
    const mode = asText(read(resource, "encryptionMode"));
    if (mode === "must_encrypt" || mode === "should_encrypt") return compliant;
    return mustBeTrue(resource, "requestMacsec");
  },
};
