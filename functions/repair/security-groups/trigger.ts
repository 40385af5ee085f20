import { at, listAt, textAt } from "../../lib/events";
import { accountOf, isAttempt, recordOf } from "../../lib/events-record";

/** Where to look. Without a group: at every group there; without an account: in every account in scope. */
export interface Target {
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly groupId: string | undefined;
}

/** What set the repair going. */
export interface Trigger {
  /** The same for every delivery of one event, so a later delivery can tell what an earlier one did. Safe as part of a key. */
  readonly id: string;
  readonly kind: "api-call" | "compliance" | "schedule" | "by-hand";
  /** Who opened the rule, when that is known. */
  readonly actor: string | undefined;
  readonly target: Target;
  /** Asked for by hand; the function may be in dry-run by its settings as well. */
  readonly dryRun: boolean;
}

const GROUP_ID = /^sg-[0-9a-f]+$/;

const safe = (text: string): string => text.replace(/[^A-Za-z0-9-]/g, "_").slice(0, 128);

/** The group of an Authorize or Modify call: named in the request, or (legacy, by name) only in the rules of the answer. */
function groupOf(record: unknown): string | undefined {
  const answered = listAt(record, "responseElements", "securityGroupRuleSet").map((rule) =>
    textAt(rule, "groupId"),
  );
  return [
    textAt(record, "requestParameters", "groupId"),
    textAt(record, "requestParameters", "ModifySecurityGroupRulesRequest", "GroupId"),
    ...answered,
  ].find((id) => id !== undefined && GROUP_ID.test(id));
}

/** Reads the event of an invocation. Undefined for what asks for no repair: a failed call, a compliant resource, an unknown event. */
export function triggerOf(event: unknown): Trigger | undefined {
  const id = safe(textAt(event, "id") ?? "");
  const kind = textAt(event, "detail-type");
  const record = recordOf(event);
  if (record !== undefined) {
    if (isAttempt(record)) return undefined;
    const target = {
      account: accountOf(record),
      region: textAt(record, "awsRegion"),
      groupId: groupOf(record),
    };
    const actor = textAt(record, "userIdentity", "arn");
    // The record's id, not the envelope's: rules in two Regions or a replay deliver one record in several envelopes.
    return { id: safe(textAt(record, "eventID") ?? id), kind: "api-call", actor, target, dryRun: false };
  }
  if (kind === "Config Rules Compliance Change") {
    const detail = at(event, "detail");
    const groupId = textAt(detail, "resourceId");
    if (textAt(detail, "newEvaluationResult", "complianceType") !== "NON_COMPLIANT") return undefined;
    if (textAt(detail, "resourceType") !== "AWS::EC2::SecurityGroup" || !GROUP_ID.test(groupId ?? ""))
      return undefined;
    const target = { account: textAt(detail, "awsAccountId"), region: textAt(detail, "awsRegion"), groupId };
    return { id, kind: "compliance", actor: undefined, target, dryRun: false };
  }
  if (kind === "Scheduled Event")
    return {
      id,
      kind: "schedule",
      actor: undefined,
      target: { account: undefined, region: undefined, groupId: undefined },
      dryRun: false,
    };
  if (textAt(event, "byHand") !== undefined) {
    const target = {
      account: textAt(event, "account"),
      region: textAt(event, "region"),
      groupId: textAt(event, "groupId"),
    };
    return {
      id: safe(textAt(event, "byHand") ?? ""),
      kind: "by-hand",
      actor: undefined,
      target,
      dryRun: at(event, "dryRun") === true || textAt(event, "dryRun") === "true",
    };
  }
  return undefined;
}
