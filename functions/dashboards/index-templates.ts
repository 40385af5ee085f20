import { type LogKind } from "../flow-logs/shape";
import { MAPPINGS, type Mappings } from "./mappings";

/** What depends on the size of the domain. */
export interface IndexSize {
  readonly shards: number;
  /** Copies of each shard besides the first: 1 or 2 where there are several zones, 0 on one node. */
  readonly replicas: number;
}

/** The body of `PUT _index_template/NAME`. */
export interface IndexTemplate {
  readonly index_patterns: readonly string[];
  readonly priority: number;
  readonly _meta: Readonly<Record<string, string>>;
  readonly template: {
    readonly settings: Readonly<Record<string, string | number>>;
    readonly mappings: { readonly dynamic: "strict"; readonly properties: Mappings };
    readonly aliases: Readonly<Record<string, object>>;
  };
}

export const LOG_KINDS: readonly LogKind[] = ["flow", "auth", "trail"];

/** The indices of a kind, as searches and patterns name them. */
export function indexPattern(kind: LogKind): string {
  return `${kind}-*`;
}

/** The name of a kind's template. */
export function templateName(kind: LogKind): string {
  return `landing-zone-${kind}`;
}

/**
 * The index template of a kind. `dynamic: strict`: a field nobody planned is an error that reaches the poison queue with its
 * name, not one more guess of a type in every index to come.
 */
export function indexTemplate(kind: LogKind, size: IndexSize): IndexTemplate {
  return {
    index_patterns: [indexPattern(kind)],
    priority: 100,
    _meta: { owner: "landing-zone", kind },
    template: {
      settings: {
        "index.number_of_shards": size.shards,
        "index.number_of_replicas": size.replicas,
        // Logs come minutes late anyway; a refresh each second would cost a tenth of what can be written.
        "index.refresh_interval": "30s",
        "index.codec": "best_compression",
        "index.sort.field": "@timestamp",
        "index.sort.order": "desc",
      },
      mappings: { dynamic: "strict", properties: MAPPINGS[kind] },
      aliases: { [`${kind}-all`]: {} },
    },
  };
}
