import { type ConfigDelivery } from "../../components/config/delivery";
import { LogArchive } from "../../components/logging/log-archive";
import { archiveContents, logServices } from "../../components/logging/log-services";
import { SubscriptionSlots } from "../../components/logging/subscription-slots";
import { OrganizationTrail } from "../../components/logging/trail";
import { type TrailIdentity, logBucketPrefixes, trailArn } from "../../components/logging/trail-plan";
import { TrailSearch } from "../../components/logging/trail-search";
import { searchAccount } from "../../settings/checks/trail";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationBase } from "./accounts";

/** The logs of the organisation as a whole: its archive and its trail. */
export interface OrganizationLogs {
  readonly archive: LogArchive;
  readonly trail: OrganizationTrail;
  /** Where AWS Config of any account of the organisation delivers: a bucket encrypted by S3, so no key. */
  readonly configDelivery: ConfigDelivery;
}

/** The organisation's archive in the log archive account, and the trail that writes to it. */
export function deployOrganizationLogs({
  settings,
  providers,
  organization,
}: OrganizationBase): OrganizationLogs {
  const { region, logs, accounts } = settings;
  const { organizationId } = organization;
  const partition = partitionOf(region);
  const identity: TrailIdentity = {
    name: "landing-zone",
    managementAccountId: settings.organization.managementAccountId,
    partition,
    region,
  };
  const archive = new LogArchive(
    "organization-log-archive",
    {
      accountId: providers.platformId("logArchive"),
      organizationId,
      partition,
      region,
      // Nobody builds load balancers for the organisation as a whole.
      accounts: [],
      trailArn: trailArn(identity),
      lifetime: logs.archive,
      breakGlassRole: logs.archive.breakGlassRole,
      contents: archiveContents.organization,
      delivered: archiveContents.organizationDelivery,
    },
    { providers: [providers.platform("logArchive")] },
  );
  const trail = new OrganizationTrail(
    "organization-trail",
    {
      ...identity,
      organizationId,
      archive,
      bucketPrefixes: logBucketPrefixes(accounts.flatMap(({ environment }) => environment ?? [])),
      retentionDays: logs.retentionDays,
    },
    { providers: [providers.management] },
  );
  const { searchedFrom } = settings.trail;
  if (searchedFrom !== undefined)
    new TrailSearch(
      "organization-trail-search",
      {
        environment: searchedFrom,
        accountId: providers.accountId(searchAccount(searchedFrom)),
        partition,
        region,
        logGroupName: trail.logGroupName,
        slots: new SubscriptionSlots(),
      },
      { providers: [providers.management] },
    );
  return {
    archive,
    trail,
    configDelivery: {
      bucket: archive.delivery.bucketName,
      prefix: logServices.configuration.prefix,
      readyWhen: [archive.delivery],
    },
  };
}
