import * as pulumi from "@pulumi/pulumi";
import * as accessanalyzer from "@pulumi/aws/accessanalyzer";

export interface OrganizationAccessAnalyzerArgs {
  /** Home Region. */
  readonly region: string;
  /** Access from outside is looked for in each Region on its own. */
  readonly regions: readonly string[];
  /** After how many days without use access counts as unused; not looked for when left out. */
  readonly unusedAccessDays?: number;
  /** The registration of the account as the service's administrator. */
  readonly registrations: readonly pulumi.Resource[];
}

/**
 * Analyzers of the whole organisation, in the account that administers them: what admits somebody from outside the organisation, and, when asked
 * for, what nobody uses. IAM is global, so unused access is looked for in the home Region only. Source: IAM user guide, "Access Analyzer
 * findings", read 2026-11.
 */
export class OrganizationAccessAnalyzer extends pulumi.ComponentResource {
  constructor(name: string, args: OrganizationAccessAnalyzerArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:AccessAnalyzer", name, {}, opts);
    const own = { parent: this, dependsOn: [...args.registrations] };
    for (const region of args.regions) {
      new accessanalyzer.Analyzer(
        `external-access-${region}`,
        { region, analyzerName: "landing-zone-external-access", type: "ORGANIZATION" },
        own,
      );
    }
    if (args.unusedAccessDays !== undefined) {
      new accessanalyzer.Analyzer(
        "unused-access",
        {
          region: args.region,
          analyzerName: "landing-zone-unused-access",
          type: "ORGANIZATION_UNUSED_ACCESS",
          configuration: { unusedAccess: { unusedAccessAge: args.unusedAccessDays } },
        },
        own,
      );
    }
    this.registerOutputs({});
  }
}
