import { at, flagAt, isObject, listAt, textAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection } from "./types";

const category = "impairs-detection";
const references = attack("T1562.001");
const guardDuty = ["guardduty.amazonaws.com"];
const securityHub = ["securityhub.amazonaws.com"];

/** True when the detector, a feature or a data source of it is switched off. */
function weakensDetector({ requestParameters }: TrailRecord): boolean {
  if (flagAt(requestParameters, "enable") === false) return true;
  if (listAt(requestParameters, "features").some((feature) => textAt(feature, "status") === "DISABLED"))
    return true;
  const sources = at(requestParameters, "dataSources");
  return (
    isObject(sources) &&
    Object.values(sources).some((source) => JSON.stringify(source)?.includes('"enable":false'))
  );
}

/** Archiving is how a finding is made invisible: at once, or by a filter for all to come. */
function archives({ eventName, requestParameters }: TrailRecord): boolean {
  return eventName === "ArchiveFindings" || textAt(requestParameters, "action") === "ARCHIVE";
}

/** True when a batch of findings is suppressed; other workflow states keep them in sight. */
function suppresses({ requestParameters }: TrailRecord): boolean {
  return (
    textAt(requestParameters, "workflow", "status") === "SUPPRESSED" ||
    textAt(requestParameters, "Workflow") === "SUPPRESSED"
  );
}

/** The services that detect. */
export const DETECTOR_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "guardduty-deleted",
    title: "A GuardDuty detector was deleted",
    sources: guardDuty,
    names: ["DeleteDetector"],
    severity: "critical",
    category,
    references: ["Security Hub GuardDuty.1", ...references],
    response: "notify",
    advice: "Enable GuardDuty from the delegated administrator; its findings are gone with the detector.",
  },
  {
    id: "guardduty-weakened",
    title: "GuardDuty or one of its sources was switched off",
    sources: guardDuty,
    names: ["UpdateDetector", "UpdateMemberDetectors", "UpdateOrganizationConfiguration"],
    severity: "high",
    category,
    references: ["Security Hub GuardDuty.1", ...references],
    response: "notify",
    advice: "Switch the source on again.",
    when: weakensDetector,
  },
  {
    id: "guardduty-trusted-list-changed",
    title: "GuardDuty's list of trusted addresses was changed",
    sources: guardDuty,
    names: ["CreateIPSet", "UpdateIPSet", "DeleteThreatIntelSet"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Read the list: GuardDuty raises nothing about an address on it.",
  },
  {
    id: "guardduty-findings-archived",
    title: "GuardDuty findings are archived, now or as they come",
    sources: guardDuty,
    names: ["ArchiveFindings", "CreateFilter", "UpdateFilter"],
    severity: "medium",
    category,
    references,
    response: "notify",
    advice: "Read the filter's criteria; remove it unless a person of the security team made it.",
    when: archives,
  },
  {
    id: "guardduty-export-deleted",
    title: "GuardDuty's export of findings was deleted",
    sources: guardDuty,
    names: ["DeletePublishingDestination"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Deploy the export again.",
  },
  {
    id: "detection-members-lost",
    title: "Accounts were cut off from the security account's detectors",
    sources: [...guardDuty, ...securityHub, "macie2.amazonaws.com"],
    names: [
      "DeleteMembers",
      "DisassociateMembers",
      "StopMonitoringMembers",
      "DisassociateMember",
      "DeleteMember",
      "DisassociateFromAdministratorAccount",
      "DisassociateFromMasterAccount",
      "DisableOrganizationAdminAccount",
    ],
    severity: "critical",
    category,
    references,
    response: "notify",
    advice: "Associate the members again from the delegated administrator.",
  },
  {
    id: "securityhub-disabled",
    title: "Security Hub or a standard of it was disabled",
    sources: securityHub,
    names: ["DisableSecurityHub", "BatchDisableStandards"],
    severity: "high",
    category,
    references: ["Security Hub SecurityHub.1", ...references],
    response: "notify",
    advice: "Enable it from the delegated administrator.",
  },
  {
    id: "securityhub-findings-suppressed",
    title: "Security Hub findings were suppressed",
    sources: securityHub,
    names: ["BatchUpdateFindings"],
    severity: "medium",
    category,
    references,
    response: "notify",
    advice: "Read the note on the findings; set them back to NEW unless it names a decision.",
    when: suppresses,
  },
  {
    id: "securityhub-insight-deleted",
    title: "A Security Hub insight was deleted",
    sources: securityHub,
    names: ["DeleteInsight"],
    severity: "low",
    category,
    references,
    response: "notify",
    advice: "Create the insight again if a dashboard rested on it.",
  },
  {
    id: "analyzer-disabled",
    title: "Access Analyzer, Inspector or Macie was switched off",
    sources: ["access-analyzer.amazonaws.com", "inspector2.amazonaws.com", "macie2.amazonaws.com"],
    names: ["DeleteAnalyzer", "Disable", "DisableMacie"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Enable the service again from the delegated administrator.",
  },
  {
    id: "web-acl-removed",
    title: "A web ACL was deleted or taken off what it protects",
    sources: ["wafv2.amazonaws.com", "waf.amazonaws.com", "waf-regional.amazonaws.com"],
    names: ["DisassociateWebACL", "DeleteWebACL"],
    severity: "high",
    category: "policy-violation",
    references: attack("T1562.007"),
    response: "notify",
    advice: "Associate the web ACL again; the endpoint is unfiltered and its requests unlogged.",
  },
];
