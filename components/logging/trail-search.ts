import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { trailDestinationArn } from "./trail-plan";
import { type SubscriptionSlots } from "./subscription-slots";

export interface TrailSearchArgs {
  /** Environment whose search domain gets the records. */
  readonly environment: string;
  /** Account of that environment's search domain. */
  readonly accountId: pulumi.Input<string>;
  readonly partition: string;
  /** Home Region of the trail, and of the destination. */
  readonly region: string;
  readonly logGroupName: pulumi.Input<string>;
  /** Who has a place at the trail's log group. */
  readonly slots: SubscriptionSlots;
}

/** Says what to do when the destination is not there, which AWS tells only as a test message that could not be delivered. */
function destinationMissing(environment: string): pulumi.ErrorHook {
  return new pulumi.ErrorHook(`trail-searched-from-${environment}`, async ({ errors }) => {
    if (errors.some((error) => /destination/i.test(error)))
      await pulumi.log.error(
        `trail.searchedFrom: the search domain of ${environment} takes no records of the trail yet. Deploy the environment first, in the ` +
          "organisation's home Region, with search.domain and organizationStack; then deploy the organisation again. " +
          "Until then leave trail.searchedFrom out.",
      );
    return false;
  });
}

/**
 * Sends every record of the organisation's trail to an environment's search domain. The destination admits the management account by its id,
 * so no role is handed over. Source: CloudWatch Logs user guide, "Create a destination", read 2026-11.
 */
export class TrailSearch extends pulumi.ComponentResource {
  constructor(name: string, args: TrailSearchArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:TrailSearch", name, {}, opts);
    args.slots.take("organization-trail", "search");
    new cloudwatch.LogSubscriptionFilter(
      name,
      {
        logGroup: args.logGroupName,
        filterPattern: "",
        destinationArn: pulumi
          .output(args.accountId)
          .apply((accountId) => trailDestinationArn(args.environment, { ...args, accountId })),
      },
      { parent: this, hooks: { onError: [destinationMissing(args.environment)] } },
    );
    this.registerOutputs();
  }
}
