import * as pulumi from "@pulumi/pulumi";
import { DnsFirewall, VpcFirewall } from "../../components/dns/dns-firewall";
import { DnsShare } from "../../components/dns/dns-share";
import { planFirewall } from "../../components/dns/firewall-plan";
import { PublicZone } from "../../components/dns/public-zone";
import { Resolver } from "../../components/dns/resolver";
import { type SharedNames, VpcNames } from "../../components/dns/shared-names";
import { type OwnedZone } from "../../components/edge/certificates";
import { EndpointZones } from "../../components/endpoints/endpoint-zones";
import { type Hub } from "../../components/network/hub";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentProviders } from "./providers";

/** A VPC that resolves the environment's names, in its own account. */
export interface ResolvingVpc {
  /** `dev-booking`. */
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  readonly provider: pulumi.ProviderResource;
}

/** Names of the environment: made in the network account, shared with each spoke. */
export class EnvironmentDns {
  private readonly shared: SharedNames;
  private readonly firewall: DnsFirewall | undefined;
  private readonly resolver: Resolver | undefined;
  private readonly network: pulumi.ProviderResource;
  private readonly publicZone: PublicZone | undefined;
  /** What a spoke may use only once it is shared. */
  private readonly share: DnsShare | undefined;

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
    const zones = shareEndpointNames
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
      this.protect({ name, vpcId, provider: this.network });
    }
    this.shared = {
      zones: new Map([...zones].map(([service, id]) => [service.replace(".", "-"), id])),
      rules: this.resolver?.ruleIds ?? new Map(),
    };
    this.share = this.shareWithAccounts(`${environment}-dns`);
  }

  /** The public zone that holds a name, if it is the environment's, with the provider of its account. */
  zoneOf(name: string): OwnedZone | undefined {
    const { publicZone } = this.settings.network.dns;
    if (!this.publicZone || (name !== publicZone && !name.endsWith(`.${publicZone}`))) return undefined;
    return { id: this.publicZone.zoneId, provider: this.network };
  }

  /** Servers to which the public domain is to be delegated; empty without one. */
  get nameServers(): pulumi.Output<string[]> {
    return this.publicZone?.nameServers ?? pulumi.output([]);
  }

  /** Addresses that on-premises servers forward to; empty without an inbound endpoint. */
  get inboundAddresses(): pulumi.Output<string[]> {
    return this.resolver?.inboundAddresses ?? pulumi.output([]);
  }

  /** Lets a spoke resolve the environment's names, and puts it behind the firewall where there is one. */
  shareWith(vpc: ResolvingVpc): void {
    const { name, vpcId, provider } = vpc;
    this.protect(vpc);
    if (this.shared.zones.size + this.shared.rules.size === 0) return;
    new VpcNames(
      `${name}-names`,
      { ...this.shared, vpcId, region: this.settings.region, owner: this.network },
      { providers: [provider], dependsOn: this.share },
    );
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

  private protect({ name, vpcId, provider }: ResolvingVpc): void {
    if (!this.firewall) return;
    new VpcFirewall(
      `${name}-dns-firewall`,
      { vpcId, groupId: this.firewall.groupId, failOpen: this.settings.network.dns.firewall!.failOpen },
      { providers: [provider], dependsOn: this.share },
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
