import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { uuidOf } from "../provider/fill";
import { name, setting } from "./names";
import { needsDelegation } from "./organization";
import { BUCKET, KEY } from "./tokens";

const DETECTOR = "aws:guardduty/detector:Detector";
const HUB = "aws:securityhub/account:Account";
const ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
const GUARDDUTY = "guardduty.amazonaws.com";
const SECURITY_HUB = "securityhub.amazonaws.com";

const ofDetector = { detectorId: holds(DETECTOR) };
const onlyOrganization = (service: string) => (call: Call) =>
  needsDelegation(call, [service], "AccessDeniedException");

/** A list of addresses the detector reads from a bucket. */
function addressList(token: string, part: string, output: string): Model {
  return type(token, (call) => `${call.text("detectorId")}:${call.cloud.mint(call.urn, 32)}`, {
    replace: ["detectorId", "format"],
    naming: name(300, "BadRequestException"),
    references: ofDetector,
    choices: {
      format: [["TXT", "STIX", "OTX_CSV", "ALIEN_VAULT", "PROOF_POINT", "FIRE_EYE"], "BadRequestException"],
    },
    outputs: (call) => {
      const [detector = "", own = ""] = call.id.split(":");
      return {
        arn: call.arnOf(`guardduty:${call.region}:${call.account}:detector/${detector}/${part}/${own}`),
        [output]: own,
      };
    },
  });
}

const guardDuty: readonly Model[] = [
  type(DETECTOR, (call) => call.cloud.mint(`${call.account}/${call.urn}`, 32), {
    arn: "guardduty:{region}:{account}:detector/{id}",
    defaults: { enable: true },
    notFound: [
      "BadRequestException",
      "The request is rejected because the input detectorId is not owned by the current account: {id}",
    ],
    inUse: ["BadRequestException", "The request is rejected because the detector {id} is still in use"],
    choices: {
      findingPublishingFrequency: [["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"], "BadRequestException"],
    },
    admit: (call) => {
      if (call.peers(DETECTOR).length > 0) {
        refuse(
          "BadRequestException",
          "The request is rejected because a detector already exists for the current account.",
        );
      }
    },
    outputs: (call) => ({
      accountId: call.account,
      findingPublishingFrequency: call.text("findingPublishingFrequency") || "SIX_HOURS",
    }),
  }),
  type("aws:guardduty/detectorFeature:DetectorFeature", "{detectorId}/{name}", {
    replace: ["detectorId", "name"],
    naming: name(64, "BadRequestException"),
    references: ofDetector,
    choices: { status: [["ENABLED", "DISABLED"], "BadRequestException"] },
  }),
  type("aws:guardduty/organizationAdminAccount:OrganizationAdminAccount", "{adminAccountId}", {
    replace: ["*"],
    admit: onlyOrganization(GUARDDUTY),
  }),
  type("aws:guardduty/organizationConfiguration:OrganizationConfiguration", "{detectorId}", {
    ...setting,
    replace: ["detectorId"],
    references: { detectorId: uses(DETECTOR) },
    choices: { autoEnableOrganizationMembers: [["ALL", "NEW", "NONE"], "BadRequestException"] },
  }),
  type(
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
    "{detectorId}/{name}",
    {
      ...setting,
      replace: ["detectorId", "name"],
      naming: name(64, "BadRequestException"),
      references: { detectorId: uses(DETECTOR) },
      choices: { autoEnable: [["ALL", "NEW", "NONE"], "BadRequestException"] },
    },
  ),
  type(
    "aws:guardduty/publishingDestination:PublishingDestination",
    (call) => `${call.text("detectorId")}:${call.cloud.mint(call.urn, 32)}`,
    {
      defaults: { destinationType: "S3" },
      replace: ["detectorId", "destinationType"],
      references: { ...ofDetector, destinationArn: usesArn(BUCKET), kmsKeyArn: usesArn(KEY) },
      outputs: (call) => {
        const destinationId = call.id.split(":").at(-1) ?? "";
        return {
          destinationId,
          arn: call.arnOf(
            `guardduty:${call.region}:${call.account}:detector/${call.text("detectorId")}/publishingDestination/${destinationId}`,
          ),
        };
      },
    },
  ),
  type("aws:guardduty/filter:Filter", "{detectorId}:{name}", {
    arn: "guardduty:{region}:{account}:detector/{detectorId}/filter/{name}",
    replace: ["detectorId", "name"],
    naming: name(64, "BadRequestException"),
    references: ofDetector,
  }),
  addressList("aws:guardduty/iPSet:IPSet", "ipset", "ipSetId"),
  addressList("aws:guardduty/threatIntelSet:ThreatIntelSet", "threatintelset", "threatIntelSetId"),
  type("aws:guardduty/member:Member", "{detectorId}:{accountId}", {
    replace: ["detectorId", "accountId", "email"],
    references: ofDetector,
    outputs: () => ({ relationshipStatus: "Enabled" }),
  }),
];

/** Refuses what Security Hub cannot do before it is switched on. */
function needsHub(call: Call): void {
  if (call.peers(HUB).length === 0)
    refuse("InvalidAccessException", `Account ${call.account} is not subscribed to AWS Security Hub`);
}

function hubArn(call: Call, part: string): string {
  return call.arnOf(`securityhub:${call.region}:${call.account}:${part}`);
}

const securityHub: readonly Model[] = [
  type(HUB, "{account}", {
    arn: "securityhub:{region}:{account}:hub/default",
    defaults: { autoEnableControls: true, enableDefaultStandards: true },
    replace: ["enableDefaultStandards"],
    admit: (call) => {
      if (call.peers(HUB).length > 0)
        refuse("ResourceConflictException", "Account is already subscribed to Security Hub");
    },
    outputs: (call) => ({
      controlFindingGenerator: call.text("controlFindingGenerator") || "SECURITY_CONTROL",
    }),
  }),
  type("aws:securityhub/organizationAdminAccount:OrganizationAdminAccount", "{adminAccountId}", {
    replace: ["*"],
    admit: onlyOrganization(SECURITY_HUB),
  }),
  type("aws:securityhub/organizationConfiguration:OrganizationConfiguration", "{account}", {
    ...setting,
    admit: (call) => {
      needsHub(call);
      needsDelegation(call, [SECURITY_HUB], "InvalidAccessException");
    },
    outputs: (call) => ({
      autoEnableStandards: call.text("autoEnableStandards") || "DEFAULT",
      organizationConfiguration: call.inputs.organizationConfiguration ?? { configurationType: "LOCAL" },
    }),
  }),
  type("aws:securityhub/standardsSubscription:StandardsSubscription", subscriptionArn, {
    replace: ["*"],
    admit: needsHub,
    outputs: (call) => ({ arn: call.id }),
  }),
  type(
    "aws:securityhub/findingAggregator:FindingAggregator",
    (call) => hubArn(call, `finding-aggregator/${uuidOf(call.cloud.mint(call.urn, 32))}`),
    {
      admit: needsHub,
      choices: {
        linkingMode: [
          ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS"],
          "InvalidInputException",
        ],
      },
      outputs: (call) => ({ arn: call.id }),
    },
  ),
  type("aws:securityhub/configurationPolicy:ConfigurationPolicy", "uuid", {
    arn: "securityhub:{region}:{account}:configuration-policy/{id}",
    naming: name(128, "InvalidInputException"),
    inUse: ["ResourceInUseException", "The policy {id} is associated with targets"],
    admit: (call) => needsDelegation(call, [SECURITY_HUB], "InvalidAccessException"),
  }),
  type("aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation", "{targetId}", {
    replace: ["targetId"],
    references: { policyId: holds("aws:securityhub/configurationPolicy:ConfigurationPolicy") },
  }),
  type(
    "aws:securityhub/productSubscription:ProductSubscription",
    (call) =>
      `${call.text("productArn")},${hubArn(call, `product-subscription/${call.text("productArn").split("product/").at(-1) ?? ""}`)}`,
    {
      replace: ["*"],
      admit: needsHub,
      outputs: (call) => ({ arn: call.id.split(",").at(-1) }),
    },
  ),
  type(
    "aws:securityhub/insight:Insight",
    (call) => hubArn(call, `insight/${call.account}/custom/${uuidOf(call.cloud.mint(call.urn, 32))}`),
    {
      naming: name(128, "InvalidInputException"),
      admit: needsHub,
      outputs: (call) => ({ arn: call.id }),
    },
  ),
  type(
    "aws:securityhub/automationRule:AutomationRule",
    (call) => hubArn(call, `automation-rule/${uuidOf(call.cloud.mint(call.urn, 32))}`),
    {
      admit: needsHub,
      outputs: (call) => ({ arn: call.id, ruleStatus: call.text("ruleStatus") || "ENABLED" }),
    },
  ),
  type(
    "aws:securityhub/actionTarget:ActionTarget",
    (call) => hubArn(call, `action/custom/${call.text("identifier")}`),
    {
      replace: ["identifier"],
      naming: name(20, "InvalidInputException"),
      admit: needsHub,
      outputs: (call) => ({ arn: call.id }),
    },
  ),
  type("aws:securityhub/member:Member", "{accountId}", {
    replace: ["*"],
    admit: needsHub,
    outputs: (call) => ({ masterId: call.account, memberStatus: "Enabled" }),
  }),
];

function subscriptionArn(call: Call): string {
  const [, path = ""] = /(?:standards|ruleset)\/(.+)$/.exec(call.text("standardsArn")) ?? [];
  return hubArn(call, `subscription/${path}`);
}

const analyzers: readonly Model[] = [
  type(ANALYZER, "{analyzerName}", {
    arn: "access-analyzer:{region}:{account}:analyzer/{analyzerName}",
    defaults: { type: "ACCOUNT" },
    replace: ["analyzerName", "type"],
    lengths: { analyzerName: [255, "ValidationException"] },
    choices: {
      type: [
        [
          "ACCOUNT",
          "ORGANIZATION",
          "ACCOUNT_INTERNAL_ACCESS",
          "ACCOUNT_UNUSED_ACCESS",
          "ORGANIZATION_INTERNAL_ACCESS",
          "ORGANIZATION_UNUSED_ACCESS",
        ],
        "ValidationException",
      ],
    },
    unique: [
      {
        by: ["analyzerName"],
        within: "region",
        refusal: ["ConflictException", "An analyzer with the name {analyzerName} already exists."],
      },
    ],
    inUse: ["ConflictException", "The analyzer {id} has archive rules"],
    admit: (call) => {
      if (call.text("type").startsWith("ORGANIZATION")) {
        needsDelegation(call, ["access-analyzer.amazonaws.com"], "ValidationException");
      }
    },
  }),
  type("aws:accessanalyzer/archiveRule:ArchiveRule", "{analyzerName}/{ruleName}", {
    replace: ["analyzerName", "ruleName"],
    references: { analyzerName: uses(ANALYZER) },
  }),
];

export const detectionTypes: readonly Model[] = [...guardDuty, ...securityHub, ...analyzers];
