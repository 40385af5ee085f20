import { mustBeTrue, read } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const configAggregatesAllRegions: ResourcePolicy = {
  kind: "resource",
  name: "config-aggregates-all-regions",
  concern: "logging",
  description: "A Config aggregator gathers every Region.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_121"], seed: ["Config"] },
  tags: ["config", "organisation"],
  remediationSteps: "Set allRegions to true in the organisation or account aggregation source.",
  url: "https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html",
  types: ["aws:cfg/configurationAggregator:ConfigurationAggregator"],
  check: (resource) => {
    const organisation = read(resource, "organizationAggregationSource");
    const source = organisation === undefined ? "accountAggregationSource" : "organizationAggregationSource";
    return mustBeTrue(resource, `${source}.allRegions`);
  },
};
