import { UNKNOWN, asText, at } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable, unknown } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const kmsKeyRotates: ResourcePolicy = {
  kind: "resource",
  name: "kms-key-rotates",
  concern: "encryption",
  description: "Symmetric KMS keys rotate by themselves.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["KMS.4"], cis: cis("key-rotates"), nag: ["KMS5"], checkov: ["CKV_AWS_7"] },
  tags: ["kms"],
  remediationSteps: "Set enableKeyRotation to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
  types: ["aws:kms/key:Key"],
  check: (resource) => {
    const spec = asText(read(resource, "customerMasterKeySpec"));
    const usage = asText(read(resource, "keyUsage"));
    if (spec === UNKNOWN || usage === UNKNOWN) return unknown("customerMasterKeySpec, keyUsage");
    // AWS rotates symmetric encryption keys only, and none of a custom key store.
    if (spec !== undefined && spec !== "SYMMETRIC_DEFAULT")
      return notApplicable(`keys of spec ${spec} do not rotate`);
    if (usage !== undefined && usage !== "ENCRYPT_DECRYPT")
      return notApplicable(`keys for ${usage} do not rotate`);
    if (read(resource, "customKeyStoreId") !== undefined)
      return notApplicable("keys of a custom store do not rotate");
    return mustBeTrue(resource, "enableKeyRotation");
  },
  remediate: (props) => {
    const symmetric = [undefined, "SYMMETRIC_DEFAULT"].includes(
      at(props, "customerMasterKeySpec") as string | undefined,
    );
    const encrypts = [undefined, "ENCRYPT_DECRYPT"].includes(at(props, "keyUsage") as string | undefined);
    const rotation = at(props, "enableKeyRotation");
    if (!symmetric || !encrypts || at(props, "customKeyStoreId") !== undefined) return undefined;
    return rotation === true || rotation === UNKNOWN ? undefined : { enableKeyRotation: true };
  },
};
