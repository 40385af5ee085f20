import { createRequire } from "node:module";
import { type ResourceValidationArgs } from "@pulumi/policy";
import { fromValidationArgs } from "../../policy-pack/analysis/from-policy";
import { Model } from "../../policy-pack/analysis/model";
import { type Resource, nameOfUrn } from "../../policy-pack/analysis/resource";
import { type Json, type Props } from "../../policy-pack/analysis/values";
import { type Outcome, allOf } from "../../policy-pack/lib/outcome";
import { type ParameterValue, parametersOf } from "../../policy-pack/lib/parameters";
import { type Policy, type ResourcePolicy, type StackPolicy } from "../../policy-pack/lib/policy";

const load = createRequire(__filename);
const { unknownCheckingProxy, unknownStringValue } = load("@pulumi/policy/proxy") as {
  unknownCheckingProxy: (props: object) => Record<string, unknown>;
  unknownStringValue: string;
};

/** The engine's marker of an unknown value. */
export const U = unknownStringValue;

/** Runtime values of a policy's statement, as JSON text. */
export function doc(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export type Status = Outcome["status"];

/** A resource and what one policy says of it. */
export interface Case {
  readonly policy: string;
  readonly expect: Status;
  readonly title: string;
  readonly type: string;
  readonly props: Props;
  /** Inputs of its provider. */
  readonly provider?: Props;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/** One resource of a stack: inputs and outputs in one, and the resources its properties come from, by name. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  readonly props?: Props;
  readonly edges?: Readonly<Record<string, readonly string[]>>;
  readonly protect?: boolean;
  /** Its provider, by name, and that one's inputs. */
  readonly provider?: { readonly name: string; readonly props?: Props };
}

/** A stack and what one policy says of some of its resources, by name. Resources it does not mention must have no finding, or a good one. */
export interface StackCase {
  readonly policy: string;
  readonly title: string;
  readonly resources: readonly Planned[];
  readonly expect: Readonly<Record<string, Status>>;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::landing-zone::${type}::${name}`;
}

/** A resource as a policy gets it: through the SDK's own proxy, which throws when an unknown is read the plain way. */
export function resourceOf(type: string, props: Props, name = "subject", provider?: Props): Resource {
  const args = {
    type,
    name,
    urn: urnOf(type, name),
    props: unknownCheckingProxy(structuredClone(props)),
    opts: { protect: false, ignoreChanges: [] },
    ...(provider
      ? {
          provider: { type: "pulumi:providers:aws", name: "account", urn: "urn:of:account", props: provider },
        }
      : {}),
  };
  return fromValidationArgs(args as unknown as ResourceValidationArgs);
}

export function modelOf(planned: readonly Planned[]): Model {
  const urns = new Map(planned.map(({ type, name }) => [name, urnOf(type, name)]));
  const edgesOf = (edges: Planned["edges"]): Record<string, readonly string[]> =>
    Object.fromEntries(
      Object.entries(edges ?? {}).map(([property, names]) => [
        property,
        names.map((name) => urns.get(name) ?? name),
      ]),
    );
  return new Model(
    planned.map(({ type, name, props, edges, protect, provider }) => ({
      ...resourceOf(type, props ?? {}, name),
      edges: edgesOf(edges),
      dependencies: Object.values(edgesOf(edges)).flat(),
      options: { protect: protect ?? false, ignoreChanges: [] },
      ...(provider === undefined
        ? {}
        : { provider: urnOf("pulumi:providers:aws", provider.name), providerProps: provider.props ?? {} }),
    })),
  );
}

export function judge(policy: ResourcePolicy, one: Case): Outcome {
  const context = { parameters: parametersOf(policy.parameters, one.parameters) };
  return policy.check(resourceOf(one.type, one.props, undefined, one.provider), context);
}

/** What a stack policy says, by the name of the resource; several findings on one are taken together. */
export function judgeStack(policy: StackPolicy, one: StackCase): ReadonlyMap<string, Outcome> {
  const context = { parameters: parametersOf(policy.parameters, one.parameters) };
  const outcomes = new Map<string, Outcome>();
  for (const { resource, outcome } of policy.check(modelOf(one.resources), context)) {
    const name = nameOfUrn(resource.urn);
    const before = outcomes.get(name);
    outcomes.set(name, before ? allOf(before, outcome) : outcome);
  }
  return outcomes;
}

/** True when the stack policy says what the case expects, of the named resources and of all others. */
export function stackMismatches(policy: StackPolicy, one: StackCase): string[] {
  const outcomes = judgeStack(policy, one);
  const mismatches: string[] = [];
  for (const [name, status] of Object.entries(one.expect)) {
    const found = outcomes.get(name)?.status ?? "notApplicable";
    if (found !== status) mismatches.push(`${name}: ${found}, expected ${status}`);
  }
  for (const [name, { status }] of outcomes) {
    if (!(name in one.expect) && (status === "violation" || status === "unknown")) {
      mismatches.push(`${name}: ${status}, expected nothing`);
    }
  }
  return mismatches;
}

export function isResourcePolicy(policy: Policy): policy is ResourcePolicy {
  return policy.kind === "resource";
}

export function isStackPolicy(policy: Policy): policy is StackPolicy {
  return policy.kind === "stack";
}

/** Properties with one of them unknown. */
export function withUnknown(props: Props, key: string): Props {
  return { ...props, [key]: U as Json };
}
