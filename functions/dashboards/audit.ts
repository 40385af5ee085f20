import { type AccessRoles, type SetupCall } from "./access";

/** Where the security plugin keeps what it audits. */
const AUDIT_PATH = "/_plugins/_security/api/audit";

type Fields = Readonly<Record<string, unknown>>;

/** What `GET` answers: the configuration, and by path what of it the service lets nobody change. */
export interface AuditState {
  readonly config: Fields & { readonly audit?: Fields; readonly compliance?: Fields };
  readonly _readonly?: readonly string[];
}

/** The users whose requests are not told: Dashboards' own server asks every few seconds, and the shipper's role can do nothing but write. */
function ignored({ shipper }: AccessRoles): string[] {
  return ["kibanaserver", shipper];
}

/**
 * What is audited: each search and each change with what was asked, each refusal and each failed sign-in, and every change of the security
 * itself. Once, as it comes in (REST); the many calls between nodes that it becomes only where they are refused.
 * Sources: OpenSearch documentation, "Audit logs"; OpenSearch Service developer guide, "Monitoring audit logs", read 2026-11.
 */
function wanted(roles: AccessRoles): { readonly audit: Fields; readonly compliance: Fields } {
  return {
    audit: {
      enable_rest: true,
      // Who was let in is told by what was then granted.
      disabled_rest_categories: ["AUTHENTICATED"],
      enable_transport: true,
      disabled_transport_categories: ["AUTHENTICATED", "GRANTED_PRIVILEGES"],
      resolve_bulk_requests: false,
      log_request_body: true,
      resolve_indices: true,
      exclude_sensitive_headers: true,
      ignore_users: ignored(roles),
      ignore_requests: [],
    },
    compliance: {
      enabled: true,
      internal_config: true,
      external_config: false,
      read_metadata_only: true,
      read_watched_fields: {},
      read_ignore_users: ignored(roles),
      write_metadata_only: true,
      write_log_diffs: false,
      write_watched_indices: [],
      write_ignore_users: ignored(roles),
    },
  };
}

/** Fields as they are to be, but those that are read-only, which stay: the service refuses the whole for one of them. */
function merged(now: Fields | undefined, then: Fields, part: string, readOnly: readonly string[]): Fields {
  const changed = Object.entries(then).filter(([field]) => !readOnly.includes(`/${part}/${field}`));
  return { ...now, ...Object.fromEntries(changed) };
}

/** The question what the domain audits now. */
export const auditQuestion = {
  method: "GET",
  path: AUDIT_PATH,
  body: "",
  contentType: "application/json",
} as const;

/**
 * The call that has the domain audit what it should. Publishing audit logs to CloudWatch says where they go; the plugin writes none
 * until it is told to.
 */
export function auditCall(state: AuditState, roles: AccessRoles): SetupCall {
  const { audit, compliance } = wanted(roles);
  const readOnly = state._readonly ?? [];
  return {
    method: "PUT",
    path: `${AUDIT_PATH}/config`,
    contentType: "application/json",
    body: JSON.stringify({
      enabled: true,
      audit: merged(state.config.audit, audit, "audit", readOnly),
      compliance: merged(state.config.compliance, compliance, "compliance", readOnly),
    }),
  };
}
