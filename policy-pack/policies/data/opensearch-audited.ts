import { UNKNOWN, asBoolean, asList, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchAudited: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-audited",
  concern: "data",
  description: "Search domains write audit logs.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Opensearch.5"], nag: ["OS9"], checkov: ["CKV_AWS_317"] },
  tags: ["opensearch", "logging"],
  remediationSteps: "Add AUDIT_LOGS to logPublishingOptions.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-5",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  check: (resource) => {
    const options = asList(read(resource, "logPublishingOptions"));
    if (options === UNKNOWN) return unknown("logPublishingOptions");
    const audit = options
      .filter((option) => at(option, "logType") === "AUDIT_LOGS")
      .map((option) => asBoolean(at(option, "enabled")) ?? true);
    if (audit.includes(true)) return compliant;
    return audit.includes(UNKNOWN) || options.some((option) => at(option, "logType") === UNKNOWN)
      ? unknown("logPublishingOptions")
      : violation("It writes no audit log.");
  },
};
