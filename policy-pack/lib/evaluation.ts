import { type Model } from "../analysis/model";
import { type Resource } from "../analysis/resource";
import { type GivenConfig, type PolicySettings, type Settings, readSettings } from "./config";
import { exemptionProblems, isExempt } from "./exemptions";
import { type Outcome } from "./outcome";
import { type Parameters, parametersOf } from "./parameters";
import { type Level, type Policy, type ResourcePolicy, type StackPolicy } from "./policy";

/** One line for the user, under the name of the policy it is about. */
export interface Report {
  readonly policy: Policy;
  readonly urn: string | undefined;
  readonly level: Exclude<Level, "remediate" | "disabled">;
  readonly message: string;
  /** `unknown`: not judged yet. `failed`: not judged, because the policy threw. */
  readonly status: "violation" | "unknown" | "failed";
  /** What was found, a sentence each, without the policy's own words; of what is unknown, the paths of the properties. */
  readonly found: readonly string[];
}

interface Active<P extends Policy> {
  readonly policy: P;
  readonly settings: PolicySettings;
  readonly parameters: Parameters;
}

/** A policy pack at work: its policies indexed by type, its configuration, and what they say of resources. Knows nothing of the SDK. */
export class Evaluation {
  private byType = new Map<string, Active<ResourcePolicy>[]>();
  private stack: Active<StackPolicy>[] = [];
  private settings: Settings = new Map();
  private readonly now: () => Date;

  /** @param health the policy under whose name problems of the pack itself are reported */
  constructor(
    readonly policies: readonly Policy[],
    private readonly health: Policy,
    now: () => Date = () => new Date(),
  ) {
    this.now = now;
    this.configure(new Map());
  }

  /** Takes new configuration; throws `ConfigError` with all problems, and then keeps the old. */
  configure(given: ReadonlyMap<string, GivenConfig>): void {
    const settings = readSettings(this.policies, given);
    const byType = new Map<string, Active<ResourcePolicy>[]>();
    const stack: Active<StackPolicy>[] = [];
    for (const policy of this.policies) {
      const own = settings.get(policy.name);
      if (!own || own.level === "disabled") continue;
      const parameters = parametersOf(policy.parameters, own.parameters);
      if (policy.kind === "stack") stack.push({ policy, settings: own, parameters });
      else {
        for (const type of policy.types) {
          const list = byType.get(type);
          if (list) list.push({ policy, settings: own, parameters });
          else byType.set(type, [{ policy, settings: own, parameters }]);
        }
      }
    }
    this.settings = settings;
    this.byType = byType;
    this.stack = stack;
  }

  settingsOf(policy: Policy): PolicySettings | undefined {
    return this.settings.get(policy.name);
  }

  /** True when some policy looks at resources of this type: the others need not even be read. */
  hasPoliciesFor(type: string): boolean {
    return this.byType.has(type);
  }

  /** What the policies on single resources say of this one. */
  checkResource(resource: Resource): readonly Report[] {
    const reports: Report[] = [];
    for (const active of this.byType.get(resource.type) ?? []) {
      const { policy, parameters } = active;
      const outcome = guarded(() => policy.check(resource, { parameters }));
      this.report(active, resource.urn, outcome, reports);
    }
    return reports;
  }

  /** What the policies on the whole stack say, and what is wrong with the exemptions. */
  checkStack(model: Model): readonly Report[] {
    const reports: Report[] = [];
    for (const active of this.stack) {
      const { policy, parameters } = active;
      let findings: ReturnType<StackPolicy["check"]>;
      try {
        findings = policy.check(model, { parameters });
      } catch (error) {
        this.report(active, undefined, { failed: error }, reports);
        continue;
      }
      for (const { resource, outcome } of findings) this.report(active, resource.urn, outcome, reports);
    }
    this.reportExemptions(model, reports);
    return reports;
  }

  private report(
    active: Active<Policy>,
    urn: string | undefined,
    outcome: Outcome | Failed,
    reports: Report[],
  ): void {
    const { policy, settings } = active;
    if ("status" in outcome && (outcome.status === "compliant" || outcome.status === "notApplicable")) return;
    if (urn !== undefined && isExempt(settings.exemptions, urn, this.now())) return;
    const level = settings.level === "advisory" ? "advisory" : "mandatory";
    if ("failed" in outcome) {
      // A mandatory policy that could not run must not pass for one that found nothing.
      const message = `The policy failed, so this is not judged: ${describe(outcome.failed)}`;
      reports.push({ policy, urn, level, message, status: "failed", found: [message] });
    } else if (outcome.status === "violation") {
      const { messages: found } = outcome;
      reports.push({ policy, urn, level, message: withRemedy(policy, found), status: "violation", found });
    } else if (outcome.status === "unknown") {
      const what = outcome.what.join(", ");
      const message = `Not judged yet: ${what} is not known now. The policy is ${level} and judges again when \`pulumi up\` knows it.`;
      reports.push({ policy, urn, level: "advisory", message, status: "unknown", found: outcome.what });
    }
  }

  private reportExemptions(model: Model, reports: Report[]): void {
    const own = this.settings.get(this.health.name);
    if (!own || own.level === "disabled") return;
    const level = own.level === "advisory" ? "advisory" : "mandatory";
    for (const policy of this.policies) {
      const exemptions = this.settings.get(policy.name)?.exemptions ?? [];
      for (const problem of exemptionProblems(exemptions, model.byUrn.keys(), this.now())) {
        const found = [`${policy.name}: ${problem}`];
        const message = withRemedy(this.health, found);
        reports.push({ policy: this.health, urn: undefined, level, message, status: "violation", found });
      }
    }
  }
}

interface Failed {
  readonly failed: unknown;
}

/** One failing policy must not hide the others. */
function guarded(check: () => Outcome): Outcome | Failed {
  try {
    return check();
  } catch (failed) {
    return { failed };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function withRemedy(policy: Policy, messages: readonly string[]): string {
  return `${policy.description}\n${messages.join("\n")}\nRemedy: ${policy.remediationSteps}\nSee ${policy.url}`;
}
