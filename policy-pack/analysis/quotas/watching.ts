import { type Model } from "../model";
import { type Resource } from "../resource";
import { type Unknown, asText, at } from "../values";
import { type Amount, exactly } from "./amount";
import { type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { referring } from "./referring";
import { targetsOf } from "./targets";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUS = "aws:cloudwatch/eventBus:EventBus";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const ORGANISATION_PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack";
const PACKS = [ORGANISATION_PACK, "aws:cfg/conformancePack:ConformancePack"];
const CONFIG_RULES = [
  "aws:cfg/rule:Rule",
  "aws:cfg/organizationManagedRule:OrganizationManagedRule",
  "aws:cfg/organizationCustomRule:OrganizationCustomRule",
  "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule",
];

/** The bus of a rule: a resource of the stack by its name there, or else what the rule says. */
function busOf(rule: Resource, model: Model): string | Unknown {
  const name = asText(at(rule.props, "eventBusName")) ?? "default";
  if (name === "default") return name;
  const [bus] = targetsOf(model, rule, "eventBusName", [BUS]).targets;
  return bus?.name ?? name;
}

/** Most rules of a conformance pack. Source: AWS Config, service limits (2026-11). */
const RULES_PER_PACK = 130;

/** A rule counts for itself, a conformance pack for the rules in its template. */
function configRules({ type, props }: Resource): Amount {
  if (!PACKS.includes(type)) return exactly(1);
  const template = asText(at(props, "templateBody"));
  if (typeof template !== "string") return { least: 0, most: RULES_PER_PACK };
  return exactly(template.match(/AWS::Config::ConfigRule\b/g)?.length ?? 0);
}

export const WATCHING_COUNTS: readonly Count[] = [
  perResource(
    "subscriptionFiltersPerGroup",
    [LOG_GROUP],
    referring([{ type: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", property: "logGroup" }]),
  ),
  perResource(
    "metricFiltersPerGroup",
    [LOG_GROUP],
    referring([{ type: "aws:cloudwatch/logMetricFilter:LogMetricFilter", property: "logGroupName" }]),
  ),
  inPlace("logResourcePoliciesPerRegion", ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"]),
  inPlace("alarmsPerRegion", [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  ]),
  inPlace("insightRulesPerRegion", ["aws:cloudwatch/contributorInsightRule:ContributorInsightRule"]),
  inPlace("eventBusesPerRegion", [BUS]),
  inPlace("rulesPerBus", [RULE], { part: (rule, model) => busOf(rule, model) }),
  perResource(
    "targetsPerRule",
    [RULE],
    referring([{ type: "aws:cloudwatch/eventTarget:EventTarget", property: "rule" }]),
  ),
  inPlace("configRulesPerRegion", [...CONFIG_RULES, ...PACKS], { weight: configRules }),
  inPlace("conformancePacksPerOrganisation", [ORGANISATION_PACK]),
  inPlace("recordersPerRegion", ["aws:cfg/recorder:Recorder"]),
  inPlace("deliveryChannelsPerRegion", ["aws:cfg/deliveryChannel:DeliveryChannel"]),
  inPlace("trailsPerRegion", ["aws:cloudtrail/trail:Trail"]),
];
