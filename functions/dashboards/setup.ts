import { accessCalls, type AccessRoles, type SetupCall } from "./access";
import { auditCall, auditQuestion, type AuditState } from "./audit";
import { indexTemplate, LOG_KINDS, templateName, type IndexSize } from "./index-templates";
import { lifecyclePolicy, policyName, type Lifecycle } from "./lifecycle";
import { savedObjectsFile } from "./saved-objects";
import { type LogKind } from "../flow-logs/shape";

/** What the domain shall be. */
export interface SetupSettings {
  readonly size: IndexSize;
  readonly lifecycle: Readonly<Record<LogKind, Lifecycle>>;
  readonly roles: AccessRoles;
}

/** An answer over HTTP. */
export interface SetupAnswer {
  readonly status: number;
  readonly body: string;
}

export type Send = (
  call: Omit<SetupCall, "method"> & { method: "GET" | "PUT" | "POST" },
) => Promise<SetupAnswer>;

/** The import of saved objects is a form with a file; this marks its parts. */
const BOUNDARY = "landing-zone-saved-objects";

function importCall(): SetupCall {
  const head = 'Content-Disposition: form-data; name="file"; filename="dashboards.ndjson"';
  return {
    method: "POST",
    // Objects of the project's own ids are overwritten; what people made beside them is left alone.
    path: "/_dashboards/api/saved_objects/_import?overwrite=true",
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    headers: { "osd-xsrf": "true" },
    body: `--${BOUNDARY}\r\n${head}\r\nContent-Type: application/x-ndjson\r\n\r\n${savedObjectsFile()}\r\n--${BOUNDARY}--\r\n`,
  };
}

function templateCalls(size: IndexSize): SetupCall[] {
  return LOG_KINDS.map((kind) => ({
    method: "PUT" as const,
    path: `/_index_template/${templateName(kind)}`,
    contentType: "application/json",
    body: JSON.stringify(indexTemplate(kind, size)),
  }));
}

async function checked(send: Send, call: SetupCall): Promise<void> {
  const answer = await send(call);
  const failed = call.path.includes("_import") && /"success":\s*false/.test(answer.body);
  if (answer.status >= 300 || failed) {
    throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.body.slice(0, 500)}`);
  }
}

/** A policy that is there is changed only by who names the version he saw. */
async function putPolicy(send: Send, kind: LogKind, days: Lifecycle): Promise<void> {
  const path = `/_plugins/_ism/policies/${policyName(kind)}`;
  const contentType = "application/json";
  const before = await send({ method: "GET", path, body: "", contentType });
  const { _seq_no: number, _primary_term: term } =
    before.status === 200
      ? (JSON.parse(before.body) as { _seq_no?: number; _primary_term?: number })
      : { _seq_no: undefined, _primary_term: undefined };
  const version = number === undefined ? "" : `?if_seq_no=${number}&if_primary_term=${term}`;
  const body = JSON.stringify(lifecyclePolicy(kind, days));
  await checked(send, { method: "PUT", path: path + version, body, contentType });
}

/** Has the domain audit what is asked of it; what the service keeps to itself is left as it is. */
async function putAudit(send: Send, roles: AccessRoles): Promise<void> {
  const answer = await send(auditQuestion);
  if (answer.status !== 200) {
    throw new Error(`GET ${auditQuestion.path}: ${answer.status} ${answer.body.slice(0, 500)}`);
  }
  await checked(send, auditCall(JSON.parse(answer.body) as AuditState, roles));
}

/**
 * Brings a domain to its state: audit, roles, index templates, lifecycle policies, dashboards. Repeating it changes nothing. The audit comes
 * first, so that it has the rest; templates come before the first log, or an index of guessed types would be there for a day.
 *
 * @throws Error naming the call that was refused and what was answered
 */
export async function setUpDomain(settings: SetupSettings, send: Send): Promise<void> {
  await putAudit(send, settings.roles);
  for (const call of [...templateCalls(settings.size), ...accessCalls(settings.roles)]) {
    await checked(send, call);
  }
  for (const kind of LOG_KINDS) {
    await putPolicy(send, kind, settings.lifecycle[kind]);
  }
  await checked(send, importCall());
}
