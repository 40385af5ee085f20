import { type Account } from "../lib/aws-directory";
import { type Decision } from "./decide";
import { type Signal } from "./signal";

/** SNS takes subjects of at most 100 printable ASCII characters. */
const SUBJECT_LIMIT = 100;

/** How old an event may be before the message says so: replays and stalled deliveries must not pass for news. */
const LATE_MS = 3_600_000;

export interface Message {
  readonly subject: string;
  readonly text: string;
  /** For filter policies of subscribers. */
  readonly attributes: Readonly<
    Record<"severity" | "category" | "detection" | "account" | "environment", string>
  >;
}

/** Writes the message about a signal. Pure. */
export function messageFor(
  signal: Signal,
  decision: Extract<Decision, { action: "send" }>,
  account: Account | undefined,
  now: number,
): Message {
  const where = account?.name ?? signal.account;
  const what = signal.attempt ? `Attempt: ${signal.title}` : signal.title;
  const subject = `[${decision.severity}] ${where}: ${what}`
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, SUBJECT_LIMIT);
  const lines = [
    what,
    "",
    `Severity: ${decision.severity}${signal.attempt ? " (the call failed)" : ""}`,
    `Account: ${where} (${signal.account}), ${account?.environment ?? "environment unknown"}, workload ${account?.workload ?? "unknown"}`,
    `Owner: ${account?.owner ?? "unknown"}`,
    `Region: ${signal.region}`,
    `When: ${new Date(signal.time).toISOString()}${now - signal.time > LATE_MS ? " (told late)" : ""}`,
    `Who: ${signal.principal}`,
    `What: ${signal.detail}`,
    "",
    `First: ${signal.advice}`,
  ];
  if (decision.reason === "burst")
    lines.push(`This is number ${decision.count} by the same caller in a short time.`);
  if (decision.reason === "storm")
    lines.push(
      `There have been ${decision.count} of these in this account within the hour; the rest is not sent singly.`,
    );
  if (signal.references.length > 0) lines.push(`References: ${signal.references.join(", ")}`);
  return {
    subject,
    text: lines.join("\n"),
    attributes: {
      severity: decision.severity,
      category: signal.category,
      detection: signal.id.slice(0, 250),
      account: signal.account,
      environment: account?.environment ?? "unknown",
    },
  };
}
