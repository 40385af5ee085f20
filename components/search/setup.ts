import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import { type AccessRoles } from "../../functions/dashboards/access";
import { SEARCH_SETUP } from "../../functions/dashboards/contract";
import { type IndexSize } from "../../functions/dashboards/index-templates";
import { SETUP_ENV } from "../../functions/dashboards/setup-env";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { bundleOf } from "../functions/bundle";
import { LambdaFunction, type LambdaFunctionArgs } from "../functions/lambda-function";
import { type SearchScope } from "./search-policies";

export interface SearchSetupArgs extends SearchScope {
  /** The domain's master role. */
  readonly roleName: string;
  readonly vpc: NonNullable<LambdaFunctionArgs["vpc"]>;
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  readonly domain: { readonly arn: pulumi.Input<string>; readonly endpoint: pulumi.Input<string> };
  readonly size: IndexSize;
  readonly roles: AccessRoles;
}

/**
 * Brings the domain to its state from inside the VPC, where alone it can be reached: roles, templates, lifecycle policies, dashboards. The
 * deployment runs it whenever its code, its settings or the domain are new, and fails if it fails.
 */
export class SearchSetup extends pulumi.ComponentResource {
  /** Done once the domain is set up. */
  readonly done: pulumi.Resource;

  constructor(name: string, args: SearchSetupArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:SearchSetup", name, {}, opts);
    const own = { parent: this };
    const settings = JSON.stringify({ size: args.size, roles: args.roles });
    const setup = new LambdaFunction(
      name,
      {
        accountId: args.accountId,
        region: args.region,
        partition: args.partition,
        contract: SEARCH_SETUP,
        roleName: args.roleName,
        keyArn: args.keyArn,
        retentionDays: args.retentionDays,
        concurrency: 1,
        vpc: args.vpc,
        variables: { SEARCH_ENDPOINT: args.domain.endpoint, [SETUP_ENV]: settings },
        values: { "domain ARN": args.domain.arn },
      },
      own,
    );
    this.done = new lambda.Invocation(
      name,
      {
        functionName: setup.functionName,
        input: "{}",
        triggers: {
          bundle: path.basename(bundleOf(SEARCH_SETUP)),
          settings,
          endpoint: args.domain.endpoint,
        },
      },
      own,
    );
    this.registerOutputs();
  }
}
