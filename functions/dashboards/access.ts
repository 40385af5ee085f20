import { type LogKind } from "../flow-logs/shape";
import { indexPattern, LOG_KINDS } from "./index-templates";

/** One call that brings the domain to its state; all are safe to repeat. */
export interface SetupCall {
  readonly method: "PUT" | "POST";
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The roles that the domain's fine-grained access control must know. */
export interface AccessRoles {
  /** The shipper's, which may write. */
  readonly shipper: string;
  /** That of the function that looks for habits, which may search the flow logs; left out where it does not run. */
  readonly habits?: string;
  /** Those of people who read the dashboards: of IAM by ARN, and of the identity provider as it calls them. */
  readonly readers: readonly string[];
}

function put(path: string, body: object): SetupCall {
  return { method: "PUT", path, body: JSON.stringify(body), contentType: "application/json" };
}

const patterns = (kinds: readonly LogKind[]): string[] => kinds.map(indexPattern);

/**
 * The security plugin's roles and who has them. The shipper may create indices and write documents; it can neither read
 * nor delete. What looks for habits may search the flow logs and nothing else. OpenSearch has no right to create a document that is not also one to overwrite it; the shipper only creates. Source: OpenSearch documentation, "Permissions" and "Default action groups".
 */
export function accessCalls(roles: AccessRoles): SetupCall[] {
  return [
    put("/_plugins/_security/api/roles/log_shipper", {
      cluster_permissions: ["indices:data/write/bulk"],
      index_permissions: [
        {
          index_patterns: patterns(LOG_KINDS),
          allowed_actions: [
            "indices:admin/create",
            "indices:data/write/bulk*",
            "indices:data/write/index",
            "indices:admin/mapping/put",
          ],
        },
      ],
    }),
    put("/_plugins/_security/api/rolesmapping/log_shipper", { backend_roles: [roles.shipper] }),
    put("/_plugins/_security/api/roles/log_reader", {
      cluster_permissions: ["cluster_composite_ops_ro"],
      index_permissions: [
        { index_patterns: patterns(LOG_KINDS), allowed_actions: ["read", "get", "search"] },
      ],
      tenant_permissions: [{ tenant_patterns: ["global_tenant"], allowed_actions: ["kibana_all_read"] }],
    }),
    put("/_plugins/_security/api/rolesmapping/log_reader", { backend_roles: roles.readers }),
    // Made in any case: a role that nobody has is how the right of a function that is gone is taken away.
    put("/_plugins/_security/api/roles/network_habits", {
      cluster_permissions: ["indices:data/read/msearch"],
      index_permissions: [
        { index_patterns: patterns(["flow"]), allowed_actions: ["indices:data/read/search*"] },
      ],
    }),
    put("/_plugins/_security/api/rolesmapping/network_habits", {
      backend_roles: roles.habits === undefined ? [] : [roles.habits],
    }),
  ];
}
