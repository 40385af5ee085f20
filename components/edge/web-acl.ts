import * as pulumi from "@pulumi/pulumi";
import * as wafv2 from "@pulumi/aws/wafv2";
import { type AccessLogDestinations } from "../logging/access-logs";
import { type WebAclMatch, type WebAclRulePlan, redactedHeaders } from "./web-acl-plan";

export interface WebAclArgs {
  readonly rules: readonly WebAclRulePlan[];
  /** Region of CloudFront's web ACLs: us-east-1. */
  readonly region: string;
  readonly logs: AccessLogDestinations["webAcls"];
}

/** Web ACL of a distribution, with a log of every request from which what tells who somebody is has been left out. */
export class WebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** What its metrics are named by. Source: WAF developer guide, "AWS WAF metrics and dimensions", read 2026-11. */
  readonly metricName: string;

  constructor(name: string, args: WebAclArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:WebAcl", name, {}, opts);
    const { region } = args;
    const own = { parent: this };
    const acl = new wafv2.WebAcl(
      name,
      {
        region,
        scope: "CLOUDFRONT",
        description: "Requests to the service",
        defaultAction: { allow: {} },
        rules: args.rules.map(({ name: ruleName, priority, match, effect }) => ({
          name: ruleName,
          priority,
          statement: statementOf(match),
          ...actionOf(match, effect),
          visibilityConfig: visible(ruleName),
        })),
        visibilityConfig: visible(name),
        tags: { Name: name },
      },
      own,
    );
    new wafv2.WebAclLoggingConfiguration(
      name,
      {
        region,
        resourceArn: acl.arn,
        logDestinationConfigs: [args.logs.bucketArn],
        redactedFields: redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
      },
      own,
    );
    this.arn = acl.arn;
    this.metricName = name;
    this.registerOutputs({ arn: this.arn });
  }
}

function visible(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

/** A rule of one's own acts; a group of rules is left to act, or overridden to count. */
function actionOf(match: WebAclMatch, effect: WebAclRulePlan["effect"]) {
  const action = effect === "count" ? { count: {} } : { block: {} };
  if (match.kind !== "managedGroup") return { action };
  return { overrideAction: effect === "count" ? { count: {} } : { none: {} } };
}

function statementOf(match: WebAclMatch) {
  switch (match.kind) {
    case "managedGroup":
      return { managedRuleGroupStatement: { vendorName: "AWS", name: match.name } };
    case "rate":
      return {
        rateBasedStatement: { aggregateKeyType: "IP", limit: match.limit, evaluationWindowSec: 300 },
      };
    case "countries": {
      const geo = { geoMatchStatement: { countryCodes: [...match.codes] } };
      return match.inverted ? { notStatement: { statement: geo } } : geo;
    }
  }
}
