import { flagAt, listAt, textAt, type TrailRecord } from "../lib/events";
import { attack, cis } from "./references";
import { type NamedDetection } from "./types";

const sources = ["config.amazonaws.com"];
const category = "impairs-detection";

/** True when the recorder keeps less than every type, leaves types out, or drops the global ones. */
function narrowsRecorder({ requestParameters }: TrailRecord): boolean {
  const group = ["configurationRecorder", "recordingGroup"];
  return (
    flagAt(requestParameters, ...group, "allSupported") === false ||
    flagAt(requestParameters, ...group, "includeGlobalResourceTypes") === false ||
    listAt(requestParameters, ...group, "exclusionByResourceTypes", "resourceTypes").length > 0 ||
    textAt(requestParameters, "configurationRecorder", "recordingMode", "recordingFrequency") === "DAILY"
  );
}

/** AWS Config: the record of what the configuration was. */
export const CONFIG_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "config-recorder-stopped",
    title: "The configuration recorder was stopped",
    sources,
    names: ["StopConfigurationRecorder"],
    severity: "critical",
    category,
    references: [...cis(9), ...attack("T1562.008")],
    response: "repair-recorder",
    advice: "Check that it records again; changes made in the gap show only as a difference.",
  },
  {
    id: "config-recorder-deleted",
    title: "The configuration recorder was deleted",
    sources,
    names: ["DeleteConfigurationRecorder"],
    severity: "critical",
    category,
    references: attack("T1562.008"),
    response: "notify",
    advice: "Deploy the account's baseline again.",
  },
  {
    id: "config-channel-deleted",
    title: "The configuration delivery channel was deleted",
    sources,
    names: ["DeleteDeliveryChannel"],
    severity: "high",
    category,
    references: [...cis(9), ...attack("T1562.008")],
    response: "notify",
    advice: "Deploy the account's baseline again; without a channel nothing reaches the archive.",
  },
  {
    id: "config-recorder-narrowed",
    title: "The configuration recorder records less",
    sources,
    names: ["PutConfigurationRecorder"],
    severity: "high",
    category,
    references: [...cis(9), ...attack("T1562.008")],
    response: "notify",
    advice:
      "Restore recording of every supported type, continuously, global types included in the home Region.",
    when: narrowsRecorder,
  },
  {
    id: "config-recording-changed",
    title: "The recorder or its delivery channel was changed",
    sources,
    names: ["PutConfigurationRecorder", "PutDeliveryChannel"],
    severity: "medium",
    category: "inconsistent-with-expectations",
    references: cis(9),
    response: "notify",
    advice: "Match it with a deployment; look where the channel delivers to now.",
  },
  {
    id: "config-rule-deleted",
    title: "A Config rule was deleted",
    sources,
    names: ["DeleteConfigRule", "DeleteOrganizationConfigRule"],
    severity: "high",
    category,
    references: attack("T1562.001"),
    response: "notify",
    advice: "Deploy the rule again. Rules that other services own come and go with them.",
  },
  {
    id: "config-remediation-deleted",
    title: "A Config remediation was deleted",
    sources,
    names: ["DeleteRemediationConfiguration"],
    severity: "high",
    category,
    references: attack("T1562.001"),
    response: "notify",
    advice: "Deploy the remediation again and look for what went unrepaired.",
  },
  {
    id: "config-conformance-pack-deleted",
    title: "A conformance pack was deleted",
    sources,
    names: ["DeleteConformancePack", "DeleteOrganizationConformancePack"],
    severity: "high",
    category,
    references: attack("T1562.001"),
    response: "notify",
    advice: "Deploy the pack again.",
  },
  {
    id: "config-aggregation-cut",
    title: "The security account lost its view of the configuration",
    sources,
    names: ["DeleteConfigurationAggregator", "DeleteAggregationAuthorization"],
    severity: "medium",
    category,
    references: attack("T1562.001"),
    response: "notify",
    advice: "Deploy the aggregator again.",
  },
];
