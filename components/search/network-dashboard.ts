import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { networkDashboard } from "../../functions/dashboards/cloudwatch-dashboard";
import { insightRules } from "../../functions/dashboards/insights-rules";
import { savedQueries } from "../../functions/dashboards/saved-queries";
import { LANDING_ZONE_FORMAT } from "../../functions/flow-logs/format";

export interface NetworkDashboardArgs {
  readonly region: string;
  /** Group of the network's flow logs. */
  readonly logGroup: pulumi.Output<string>;
  /** Groups whose way to the search domain it shows as well. */
  readonly shippedGroups: ReadonlyArray<pulumi.Output<string>>;
}

/** The questions to a network's flow logs, put to CloudWatch: Contributor Insights rules, and a dashboard of rules and queries. */
export class NetworkDashboard extends pulumi.ComponentResource {
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: NetworkDashboardArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:NetworkDashboard", name, {}, opts);
    const own = { parent: this };
    const { region } = args;
    // What rules there are does not depend on the group's name, which nobody knows before it is made.
    const rulesOf = (logGroup: string) => insightRules(`LandingZone-${name}`, logGroup, LANDING_ZONE_FORMAT);
    for (const [index, { name: ruleName }] of rulesOf("").entries()) {
      new cloudwatch.ContributorInsightRule(
        ruleName,
        {
          ruleName,
          ruleState: "ENABLED",
          ruleDefinition: args.logGroup.apply((group) => JSON.stringify(rulesOf(group)[index]?.body)),
          tags: { Name: ruleName },
        },
        own,
      );
    }
    const dashboard = new cloudwatch.Dashboard(
      name,
      {
        dashboardName: `LandingZone-${name}`,
        dashboardBody: pulumi
          .all([args.logGroup, pulumi.all([...args.shippedGroups])])
          .apply(([logGroup, shippedGroups]) =>
            JSON.stringify(
              networkDashboard({
                region,
                logGroup,
                rules: rulesOf(logGroup),
                queries: savedQueries(name, LANDING_ZONE_FORMAT),
                shippedGroups,
              }),
            ),
          ),
      },
      own,
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
