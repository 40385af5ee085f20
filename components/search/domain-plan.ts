import { type SearchDomainSettings } from "../../settings/schema/search";

/** Version of the engine; the searches of the dashboards are tested against its line. */
export const ENGINE_VERSION = "OpenSearch_2.19";

/** Zones a domain can be spread over. Source: OpenSearch Service developer guide, "Multi-AZ domains", read 2026-11. */
export const MOST_ZONES = 3;

/**
 * The oldest TLS that the domain takes: 1.2, with perfect forward secrecy, and 1.3.
 * Source: OpenSearch Service API reference, DomainEndpointOptions, read 2026-11.
 */
export const TLS_POLICY = "Policy-Min-TLS-1-2-PFS-2023-10";

/** Everything about a domain that its settings decide. */
export interface DomainPlan {
  readonly zones: number;
  readonly nodes: number;
  readonly instanceType: string;
  /** Nodes that only keep the cluster together; 0 where data nodes do it too. */
  readonly masters: number;
  readonly masterType: string;
  readonly volumeGib: number;
  /** Not on burstable instances: "Auto-Tune is not supported on T2 or T3". */
  readonly autoTune: boolean;
  readonly serviceLinkedRole: boolean;
  readonly index: { readonly shards: number; readonly replicas: number };
}

/** Plans a domain: over all zones, with masters of their own, where people depend on it; one node elsewhere. */
export function planDomain(
  settings: SearchDomainSettings,
  { production, availabilityZones }: { readonly production: boolean; readonly availabilityZones: number },
): DomainPlan {
  const zones = settings.zones ?? (production ? Math.min(MOST_ZONES, availabilityZones) : 1);
  return {
    zones,
    nodes: zones * settings.nodesPerZone,
    instanceType: settings.instanceType,
    masters: (settings.dedicatedMasters ?? production) ? 3 : 0,
    masterType: settings.masterType,
    volumeGib: settings.volumeGib,
    autoTune: !/^t[23]\./.test(settings.instanceType),
    serviceLinkedRole: settings.serviceLinkedRole,
    // An index is a day of one kind of log, and a shard takes memory however small it is: one a node of a zone, and one copy elsewhere.
    index: { shards: settings.nodesPerZone, replicas: zones > 1 ? 1 : 0 },
  };
}
