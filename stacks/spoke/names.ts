import type * as pulumi from "@pulumi/pulumi";
import { VpcFirewall } from "../../components/dns/dns-firewall";
import { VpcNames } from "../../components/dns/shared-names";
import { type OwnedZone } from "../../components/edge/certificates";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentParts, type Readiness } from "./parts";
import { type EnvironmentProviders } from "./providers";

/** A VPC that resolves the environment's names, in its own account. */
export interface ResolvingVpc {
  /** `dev-booking`. */
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  readonly provider: pulumi.ProviderResource;
}

export interface NamesContext {
  readonly parts: EnvironmentParts;
  readonly ready: Pick<Readiness, "names">;
  readonly providers: EnvironmentProviders;
}

/** Lets a spoke resolve the environment's names, and puts it behind the firewall where there is one. */
export function shareNames(
  settings: EnvironmentSettings,
  vpc: ResolvingVpc,
  { parts, ready, providers }: NamesContext,
): void {
  const { zones, rules, firewallGroupId } = parts.names;
  if (firewallGroupId !== undefined) protectNames(settings, vpc, firewallGroupId, ready);
  if (Object.keys(zones).length + Object.keys(rules).length === 0) return;
  const { name, vpcId, provider } = vpc;
  new VpcNames(
    `${name}-names`,
    {
      zones: new Map(Object.entries(zones)),
      rules: new Map(Object.entries(rules)),
      vpcId,
      region: settings.region,
      owner: providers.platform("network"),
    },
    { providers: [provider], dependsOn: ready.names },
  );
}

/** Puts a VPC behind the environment's DNS firewall. */
export function protectNames(
  settings: EnvironmentSettings,
  { name, vpcId, provider }: ResolvingVpc,
  groupId: pulumi.Input<string>,
  ready: Pick<Readiness, "names">,
): void {
  new VpcFirewall(
    `${name}-dns-firewall`,
    { vpcId, groupId, failOpen: settings.network.dns.firewall!.failOpen },
    { providers: [provider], dependsOn: ready.names },
  );
}

/** The public zone that holds a name, if it is the environment's, with the provider of its account. */
export function zoneOf(
  settings: EnvironmentSettings,
  name: string,
  { parts, providers }: Pick<NamesContext, "parts" | "providers">,
): OwnedZone | undefined {
  const { publicZone } = settings.network.dns;
  const id = parts.names.publicZoneId;
  if (publicZone === undefined || id === undefined) return undefined;
  if (name !== publicZone && !name.endsWith(`.${publicZone}`)) return undefined;
  return { id, provider: providers.platform("network") };
}
