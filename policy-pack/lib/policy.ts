import { type Model } from "../analysis/model";
import { type Resource } from "../analysis/resource";
import { type Props } from "../analysis/values";
import { type Outcome } from "./outcome";
import { type ParameterSchema, type Parameters } from "./parameters";

export type Severity = "low" | "medium" | "high" | "critical";
export type Level = "advisory" | "mandatory" | "remediate" | "disabled";

/** The concern a policy belongs to: its folder, and its section in the catalogue. */
export type Concern =
  | "network"
  | "logging"
  | "storage"
  | "encryption"
  | "edge"
  | "identity"
  | "organisation"
  | "compute"
  | "data"
  | "messaging"
  | "tags"
  | "pack";

/** Ids of the controls a policy answers, by framework. */
export interface Controls {
  /** AWS Foundational Security Best Practices, e.g. `EC2.13`. */
  readonly fsbp?: readonly string[];
  /** CIS AWS Foundations Benchmark, `version/recommendation`, e.g. `7.0.0/6.3`: by `cis()` of facts/cis.ts. */
  readonly cis?: readonly string[];
  /** cdk-nag AwsSolutions, e.g. `EC23`. */
  readonly nag?: readonly string[];
  /** checkov, e.g. `CKV_AWS_24`. */
  readonly checkov?: readonly string[];
  /** The landing zone's own controls, by name, e.g. `vpc isolation`. */
  readonly seed?: readonly string[];
}

interface PolicyBase {
  /** Kebab case; the name users see in the engine's output and write in configuration. */
  readonly name: string;
  readonly concern: Concern;
  /** One sentence: what must hold. */
  readonly description: string;
  readonly severity: Severity;
  /** Level where neither preset nor configuration says another. */
  readonly level: Level;
  readonly controls: Controls;
  readonly tags: readonly string[];
  /** What to do about a violation, in the imperative. */
  readonly remediationSteps: string;
  /** The vendor's page on the matter. */
  readonly url: string;
  /** Parameters that configuration may set, with their defaults. */
  readonly parameters?: ParameterSchema;
}

/** What a check may know beside the resources. */
export interface CheckContext {
  readonly parameters: Parameters;
}

/** A policy judged on one resource alone. */
export interface ResourcePolicy extends PolicyBase {
  readonly kind: "resource";
  /** The type tokens it is about: it is never called with another. */
  readonly types: readonly string[];
  readonly check: (resource: Resource, context: CheckContext) => Outcome;
  /** The repaired properties; undefined when nothing needs repair. Must be idempotent. Runs only at level `remediate`. */
  readonly remediate?: (props: Props, type: string, context: CheckContext) => Props | undefined;
}

/** What a stack policy says of one resource. */
export interface Finding {
  readonly resource: Resource;
  readonly outcome: Outcome;
}

/** A policy judged on all resources together. */
export interface StackPolicy extends PolicyBase {
  readonly kind: "stack";
  /** One finding for each resource it looked at; none when there is nothing of its kind in the stack. */
  readonly check: (model: Model, context: CheckContext) => readonly Finding[];
}

export type Policy = ResourcePolicy | StackPolicy;
