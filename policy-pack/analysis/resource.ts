import { type Props } from "./values";

/**
 * One resource, the same shape whether it comes from a running preview or update, a stored state, or a preview's JSON.
 * Policies, the network and access models and the review all read this and nothing else.
 */
export interface Resource {
  readonly urn: string;
  /** Type token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly name: string;
  /** Bare properties: outputs where there are any, else inputs. Unknowns are markers; read through `at`. */
  readonly props: Props;
  /** For each input property, the URNs of the resources its value was made from. Exact even when ids are unknown. */
  readonly edges: Readonly<Record<string, readonly string[]>>;
  /** URNs of all resources it depends on. */
  readonly dependencies: readonly string[];
  readonly parent?: string;
  /** URN of its provider. */
  readonly provider?: string;
  /** Inputs of its provider (Region, assumed role, default tags). */
  readonly providerProps?: Props;
  readonly options: ResourceOptions;
}

export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  /** Not told to policies by the engine; known from a stored state only. */
  readonly retainOnDelete?: boolean;
}

/** Resource types written as in the type token of a URN, without the parents' types: the last of a chain joined by `$`. */
export function typeOfUrn(urn: string): string {
  const qualified = urn.split("::")[2] ?? "";
  return qualified.slice(qualified.lastIndexOf("$") + 1);
}

/** The logical name at the end of a URN; it may itself hold `::`. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/**
 * True for a property that the program leaves to the provider. The engine keeps, for every input, what it was made from; a property that is not among
 * them is an output alone: unknown at a first preview, though nothing of the plan is in it, and later the sum of what separate resources added.
 * False where the engine's record is missing.
 */
export function isComputed({ edges }: Resource, property: string): boolean {
  return !Object.hasOwn(edges, property) && Object.keys(edges).length > 0;
}
