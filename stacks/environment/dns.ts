import * as pulumi from "@pulumi/pulumi";
import { DnsFirewall } from "../../components/dns/dns-firewall";
import { DnsShare } from "../../components/dns/dns-share";
import { planFirewall } from "../../components/dns/firewall-plan";
import { PublicZone } from "../../components/dns/public-zone";
import { Resolver } from "../../components/dns/resolver";
import { EndpointZones } from "../../components/endpoints/endpoint-zones";
import { type Hub } from "../../components/network/hub";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { protectNames } from "../spoke/names";
import { type EnvironmentParts, READY } from "../spoke/parts";
import { type EnvironmentProviders } from "../spoke/providers";

/** Names of the environment: made in the network account, shared with each spoke. */
export class EnvironmentDns {
  private readonly zones: ReadonlyMap<string, pulumi.Input<string>>;
  private readonly firewall: DnsFirewall | undefined;
  private readonly resolver: Resolver | undefined;
  private readonly network: pulumi.ProviderResource;
  private readonly publicZone: PublicZone | undefined;
  /** What a spoke has to wait for before it uses a rule or the firewall. */
  readonly share: DnsShare | undefined;

  constructor(
    private readonly settings: EnvironmentSettings,
    providers: EnvironmentProviders,
    hub: Hub,
  ) {
    const { environment, region } = settings;
    const { shareEndpointNames, firewall, publicZone } = settings.network.dns;
    this.network = providers.platform("network");
    const own = { providers: [this.network] };
    const name = `${environment}-hub`;
    const vpcId = hub.network.vpc.id;
    this.zones = shareEndpointNames
      ? new EndpointZones(`${name}-names`, { region, vpcId, endpoints: hub.interfaceEndpoints }, own).zoneIds
      : new Map<string, pulumi.Input<string>>();
    if (publicZone !== undefined) {
      this.publicZone = new PublicZone(
        `${environment}-public`,
        { domain: publicZone, kept: settings.production },
        own,
      );
    }
    this.resolver = this.makeResolver(name, hub);
    if (firewall) {
      this.firewall = new DnsFirewall(`${name}-dns-firewall`, { rules: planFirewall(firewall) }, own);
      protectNames(settings, { name, vpcId, provider: this.network }, this.firewall.groupId, READY);
    }
    this.share = this.shareWithAccounts(`${environment}-dns`);
  }

  /** Servers to which the public domain is to be delegated; empty without one. */
  get nameServers(): pulumi.Output<string[]> {
    return this.publicZone?.nameServers ?? pulumi.output([]);
  }

  /** Addresses that on-premises servers forward to; empty without an inbound endpoint. */
  get inboundAddresses(): pulumi.Output<string[]> {
    return this.resolver?.inboundAddresses ?? pulumi.output([]);
  }

  /** What workloads resolve names by. */
  get parts(): EnvironmentParts["names"] {
    const { zones, resolver, firewall, publicZone } = this;
    return {
      zones: Object.fromEntries([...zones].map(([service, id]) => [service.replace(".", "-"), id])),
      rules: Object.fromEntries(resolver?.ruleIds ?? []),
      ...(firewall ? { firewallGroupId: firewall.groupId } : {}),
      ...(publicZone ? { publicZoneId: publicZone.zoneId } : {}),
    };
  }

  private makeResolver(name: string, { network }: Hub): Resolver | undefined {
    const { inboundResolver, forward } = this.settings.network.dns;
    if (!inboundResolver && forward.length === 0) return undefined;
    return new Resolver(
      `${name}-resolver`,
      {
        vpcId: network.vpc.id,
        subnetIds: network.subnetsOf("shared").map((subnet) => subnet.id),
        inboundGroupId: inboundResolver ? network.group("resolver-inbound").id : undefined,
        outboundGroupId: forward.length > 0 ? network.group("resolver-outbound").id : undefined,
        forward,
      },
      { providers: [this.network] },
    );
  }

  private shareWithAccounts(name: string): DnsShare | undefined {
    const resources = new Map<string, pulumi.Input<string>>(this.resolver?.ruleArns ?? []);
    if (this.firewall) resources.set("firewall", this.firewall.groupArn);
    if (resources.size === 0) return undefined;
    const accountIds = [...new Set(this.settings.workloads.map(({ accountId }) => accountId))];
    return new DnsShare(name, { resources, accountIds }, { providers: [this.network] });
  }
}
