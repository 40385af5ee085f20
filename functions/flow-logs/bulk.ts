import { type ShapedDocument } from "./shape";

/**
 * Bytes of one bulk request. AWS advises 3-5 MB; its smallest nodes refuse 10 MB and more. Source: OpenSearch Service
 * Developer Guide, "Quotas" (HTTP payload) and "Operational best practices" (bulk sizing).
 */
export const BULK_BYTES = 3 * 1024 * 1024;

/** One document on its way, with what is needed to send it again or to put it away. */
export interface BulkItem {
  readonly index: string;
  readonly id: string;
  /** The two lines of the bulk body, each with its line feed. */
  readonly lines: string;
  readonly bytes: number;
  /** Which event of the batch it came from. */
  readonly event: number;
}

/**
 * The lines of one document. `create`, not `index`: an event delivered twice meets its own id the second time (409), and
 * neither overwrites nor doubles.
 */
export function bulkItem(document: ShapedDocument, event: number): BulkItem {
  const action = `{"create":{"_index":${JSON.stringify(document.index)},"_id":${JSON.stringify(document.id)}}}`;
  const lines = `${action}\n${JSON.stringify(document.source)}\n`;
  return { index: document.index, id: document.id, lines, bytes: Buffer.byteLength(lines), event };
}

/** What became of one item. */
export type ItemOutcome = "stored" | "duplicate" | "retry" | "refused";

/** The outcome of an item by the status OpenSearch gave it. */
export function outcomeOf(status: number): ItemOutcome {
  if (status >= 200 && status < 300) {
    return "stored";
  }
  if (status === 409) {
    return "duplicate";
  }
  // 403 is a role or an index block, not the document's fault: it comes right when that is put right.
  return status === 429 || status === 403 || status >= 500 ? "retry" : "refused";
}

/** Status and reason of each item of a bulk answer, in the order sent. @throws Error when the answer has another shape. */
export function readBulkAnswer(body: string, sent: number): { status: number; reason: string }[] {
  const answer = JSON.parse(body) as { items?: { create?: { status?: number; error?: BulkFault } }[] };
  if (!Array.isArray(answer.items) || answer.items.length !== sent) {
    throw new Error(`bulk answer has ${answer.items?.length ?? "no"} items for ${sent} sent`);
  }
  return answer.items.map((item) => ({
    status: item.create?.status ?? 500,
    reason: reasonOf(item.create?.error),
  }));
}

interface BulkFault {
  readonly type?: string;
  readonly reason?: string;
  readonly caused_by?: BulkFault;
}

function reasonOf(fault: BulkFault | undefined): string {
  const parts: string[] = [];
  for (let at = fault; at; at = at.caused_by) {
    parts.push(`${at.type ?? "error"}: ${at.reason ?? ""}`);
  }
  return parts.join("; ");
}
