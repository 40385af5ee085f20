import {
  type Policies,
  PolicyPack,
  type PolicyPackArgs,
  type PolicyPackConfig,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import {
  bare,
  fromValidationArgs,
  hasUnconfiguredProvider,
  modelOfPolicyResources,
} from "../analysis/from-policy";
import { type Props } from "../analysis/values";
import { configSchemaOf } from "./config-schema";
import { Evaluation, type Report } from "./evaluation";
import { frameworkOf } from "./frameworks";
import { type Policy } from "./policy";
import { remediationOf } from "./remediation";
import { observeConfiguration } from "./sdk-config";

export interface PackOptions {
  readonly policies: readonly Policy[];
  /** Runs all the others and reports on the pack itself. Must be among `policies`. */
  readonly health: Policy;
  /** Levels and parameters where the user's configuration says nothing. */
  readonly initialConfig?: PolicyPackConfig;
}

/** Starts serving the pack. At most one a process, as the SDK has it. */
export function startPack(
  name: string,
  options: PackOptions,
  about: Omit<PolicyPackArgs, "policies"> = {},
): PolicyPack {
  const evaluation = new Evaluation(options.policies, options.health);
  observeConfiguration(options.health.name, (given) => evaluation.configure(given));
  return new PolicyPack(
    name,
    { ...about, policies: sdkPolicies(evaluation, options.health) },
    options.initialConfig,
  );
}

/**
 * The policies as the SDK has them: every one an entry of its own, with name, level and configuration; and one entry that runs them all.
 *
 * Left to itself, the SDK decodes a resource's properties anew for every policy that looks at it, and sends the engine a "not applicable"
 * message for every one that does not; for stack policies it rebuilds all resources each time. With about a hundred policies that is most of the
 * time. So the entries themselves hold nothing to run, and the runner decodes once, looks up the policies by type, and reports
 * under each one's name.
 */
export function sdkPolicies(evaluation: Evaluation, health: Policy): Policies {
  const planned = new Map<string, Props>();
  const runner: ResourceValidationPolicy & StackValidationPolicy = {
    ...describePolicy(health),
    validateResource: (args, reportViolation) => {
      if (hasUnconfiguredProvider(args)) planned.set(args.urn, bare(args.props));
      if (!evaluation.hasPoliciesFor(args.type)) return;
      send(evaluation.checkResource(fromValidationArgs(args)), reportViolation, args.urn);
    },
    validateStack: (args, reportViolation) => {
      send(evaluation.checkStack(modelOfPolicyResources(args.resources, planned)), reportViolation);
    },
  };
  const listed = evaluation.policies
    .filter((policy) => policy !== health)
    .map((policy) => listedPolicy(evaluation, policy));
  return [runner, ...listed];
}

function listedPolicy(
  evaluation: Evaluation,
  policy: Policy,
): ResourceValidationPolicy | StackValidationPolicy {
  if (policy.kind === "stack") return { ...describePolicy(policy), validateStack: NOTHING_OF_THE_STACK };
  const remediateResource = remediationOf(evaluation, policy);
  // An empty list of validations is a resource policy to the SDK, and costs nothing.
  return {
    ...describePolicy(policy),
    validateResource: [],
    ...(remediateResource ? { remediateResource } : {}),
  };
}

/** A validation for a type that does not exist: the SDK skips it before it builds anything. */
const NOTHING_OF_THE_STACK = Object.assign(() => undefined, { __pulumiType: "landing-zone:pack:Nothing" });

function describePolicy(
  policy: Policy,
): Omit<ResourceValidationPolicy, "validateResource" | "remediateResource"> {
  const framework = frameworkOf(policy.controls);
  return {
    name: policy.name,
    description: policy.description,
    enforcementLevel: policy.level,
    severity: policy.severity,
    tags: [policy.concern, ...policy.tags],
    remediationSteps: policy.remediationSteps,
    url: policy.url,
    configSchema: configSchemaOf(policy),
    ...(framework ? { framework } : {}),
  };
}

/**
 * Reports under another policy's name: the SDK takes an object in place of the message, which its types do not say.
 * Source: `@pulumi/policy` 1.21.0, server.js, makeReportViolationFun.
 */
interface NamedViolation {
  name: string;
  message: string;
  description: string;
  urn: string | undefined;
  enforcementLevel: string;
  severity: string;
}

function send(reports: readonly Report[], reportViolation: ReportViolation, urn?: string): void {
  const report = reportViolation as unknown as (violation: NamedViolation) => void;
  for (const { policy, level, message, urn: own } of reports) {
    report({
      name: policy.name,
      message,
      description: policy.description,
      urn: own ?? urn,
      enforcementLevel: level,
      severity: policy.severity,
    });
  }
}
