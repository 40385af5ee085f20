import type * as pulumi from "@pulumi/pulumi";
import { trailLogGroup } from "../../components/logging/trail-plan";
import { type Hub } from "../../components/network/hub";
import { SearchAlarms } from "../../components/search/alarms";
import { planDomain } from "../../components/search/domain-plan";
import { type DashboardsSignIn, SearchDomain } from "../../components/search/domain";
import { NetworkHabits } from "../../components/search/habits";
import { habitsRole, setupRole, shipperRole } from "../../components/search/names";
import { NetworkDashboard } from "../../components/search/network-dashboard";
import { SearchSetup } from "../../components/search/setup";
import { LogShipper } from "../../components/search/shipper";
import { partitionOf } from "../../settings/facts/regions";
import { readMetadata } from "../../settings/saml-metadata";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type SamlSettings, type SearchDomainSettings } from "../../settings/schema/search";
import { searchNetworks } from "../../settings/search-networks";
import { type EnvironmentProviders } from "../spoke/providers";
import { type EnvironmentFeed } from "./feed";

/** Where the network can be looked at: dashboards in CloudWatch, and a search domain in the hub if one is asked for. */
export class EnvironmentSearch {
  readonly outputs: Readonly<Record<string, pulumi.Output<string>>> | undefined;

  constructor(
    private readonly settings: EnvironmentSettings,
    feed: EnvironmentFeed,
    providers: EnvironmentProviders,
    hub: Hub,
  ) {
    const { search, region, environment } = settings;
    const opts = { providers: [providers.platform("network")] };
    const group = hub.flowLogs.logGroupName;
    if (search.dashboards !== "none")
      new NetworkDashboard(
        `${environment}-hub`,
        { region, logGroup: group, shippedGroups: search.domain ? [group] : [] },
        opts,
      );
    if (!search.domain) return;
    const domain = this.deployDomain(search.domain, feed, hub, opts);
    this.outputs = {
      endpoint: domain.endpoint,
      dashboards: domain.endpoint.apply((endpoint) => `${endpoint}/_dashboards`),
      domainName: domain.domainName,
    };
  }

  private deployDomain(
    wanted: SearchDomainSettings,
    feed: EnvironmentFeed,
    hub: Hub,
    opts: pulumi.ComponentResourceOptions,
  ): SearchDomain {
    const { environment, production, region, accounts, network, logs, owner } = this.settings;
    const name = `${environment}-search`;
    const partition = partitionOf(region);
    const roleArn = (role: string): string => `arn:${partition}:iam::${accounts.network}:role/${role}`;
    const plan = planDomain(wanted, { production, availabilityZones: network.availabilityZones.length });
    const subnetIds = hub.network.subnetsOf("shared").map(({ id }) => id);
    const common = {
      accountId: accounts.network,
      region,
      partition,
      keyArn: hub.logKeyArn,
      retentionDays: logs.retentionDays,
    };
    const domain = new SearchDomain(
      name,
      {
        ...common,
        plan,
        subnetIds,
        securityGroupId: hub.network.group("search").id,
        masterRoleArn: roleArn(setupRole(environment)),
        readers: wanted.readers,
        ...(wanted.saml ? { saml: signInOf(wanted.saml) } : {}),
      },
      opts,
    );
    const inVpc = {
      ...common,
      domain,
      vpc: { subnetIds, securityGroupIds: [hub.network.group("search-clients").id] },
    };
    const { eventBusArn } = this.settings.organization;
    // Without a bus there is nobody to tell.
    const lookForHabits = wanted.habits.enabled && eventBusArn !== undefined;
    const setup = new SearchSetup(
      `${name}-setup`,
      {
        ...inVpc,
        roleName: setupRole(environment),
        size: plan.index,
        roles: {
          shipper: roleArn(shipperRole(environment)),
          ...(lookForHabits ? { habits: roleArn(habitsRole(environment)) } : {}),
          readers: [...wanted.readers, ...(wanted.saml?.readerRoles ?? [])],
        },
      },
      opts,
    );
    const shipper = new LogShipper(
      `${name}-shipper`,
      {
        ...inVpc,
        roleName: shipperRole(environment),
        streamArn: feed.streamArn,
        readyWhen: [setup.done],
        // Only these groups are subscribed, so what their names begin with is enough.
        sources: [
          { logGroupPrefix: `${environment}-`, kind: "flow" },
          { logGroupPrefix: `/var/log/auth.log-${environment}-`, kind: "auth" },
          { logGroupPrefix: trailLogGroup, kind: "trail" },
        ],
        networks: searchNetworks(this.settings),
      },
      opts,
    );
    const habits = lookForHabits
      ? new NetworkHabits(
          `${name}-habits`,
          {
            ...inVpc,
            roleName: habitsRole(environment),
            eventBusArn,
            habits: wanted.habits,
            readyWhen: [setup.done],
          },
          opts,
        )
      : undefined;
    new SearchAlarms(
      `${name}-alarms`,
      {
        accountId: accounts.network,
        region,
        partition,
        email: owner.email,
        volumeGib: plan.volumeGib,
        names: {
          domainName: domain.domainName,
          shipper: shipper.function.functionName,
          poisonQueue: shipper.poisonQueueName,
          retryQueue: shipper.retryQueueName,
          ...(habits
            ? { habits: { function: habits.functionName, deadLetters: habits.deadLettersName } }
            : {}),
        },
      },
      opts,
    );
    return domain;
  }
}

/** How people sign in, with the metadata of the file that the settings name. @throws Error for one that the settings' checks refuse */
function signInOf({ metadataFile, readerRoles: _readers, ...saml }: SamlSettings): DashboardsSignIn {
  const metadata = readMetadata(metadataFile, saml.entityId);
  if ("problem" in metadata) throw new Error(`${metadataFile}: ${metadata.problem}`);
  return { ...saml, metadata: metadata.text };
}
