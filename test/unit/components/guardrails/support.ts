import { type GuardrailPlanArgs } from "../../../../components/guardrails/plan-args";
import { type PolicyStatement } from "../../../../components/guardrails/statement";

/** An organisation as the stack plans guardrails for. */
export function planArgs(changes: Partial<GuardrailPlanArgs> = {}): GuardrailPlanArgs {
  return {
    units: [
      "Security",
      "Infrastructure",
      "Workloads",
      "Workloads/Production",
      "Workloads/Development",
      "Suspended",
    ],
    accounts: ["log-archive", "security", "dev-network", "dev-booking", "dev-reports"],
    regions: ["eu-west-2", "us-east-1"],
    roles: {
      deployment: "LandingZoneDeployment",
      breakGlass: "LandingZoneBreakGlass",
      remediation: "LandingZoneRepair*",
      platform: "LandingZone*",
      bootstrap: "OrganizationAccountAccessRole",
    },
    trustedAccounts: [],
    internet: { closed: ["Security", "Suspended"], outboundOnly: ["dev-reports"] },
    additional: [],
    ...changes,
  };
}

/** A statement as it stands in a document. */
export interface Written {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*";
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

export function statementsOf(content: string): Written[] {
  return (JSON.parse(content) as { Statement: Written[] }).Statement;
}

export function listOf<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A statement that denies `actions`, padded to some size by its resources. */
export function padded(sid: string, characters: number): PolicyStatement {
  return {
    sid,
    why: "To fill a document",
    effect: "Deny",
    actions: ["s3:GetObject"],
    resources: [`arn:aws:s3:::${"x".repeat(characters)}`],
  };
}
