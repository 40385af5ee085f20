import type { Call } from "./call";
import type { Props } from "./values";
import type { DocumentKind } from "../checks/document";

/** A reference one type holds to another. */
export interface Reference {
  /** Types it may point to. */
  readonly to: readonly string[];
  /** Property of the target that the value equals; `id` when left out. */
  readonly by?: string;
  /** The target may not be deleted while this exists. */
  readonly holds: boolean;
  /** The target may be in another account (it is named by ARN, or is shared). */
  readonly anywhere: boolean;
}

/** That no two resources may share some properties. */
export interface Unique {
  readonly by: readonly string[];
  /** Where: within the Region of an account, within an account, or among all accounts. */
  readonly within: "region" | "account" | "everywhere";
  /** AWS's code and message; `{name}` in it stands for the property. */
  readonly refusal: readonly [code: string, text: string];
}

/** A physical name: how long it may be, and whether one is made up when the program gives none. */
export interface Naming {
  /** Property that holds it. */
  readonly property: string;
  readonly max: number;
  /** What AWS answers for one that is too long or has a character it does not allow. */
  readonly code: string;
  readonly pattern?: RegExp;
  /** What the pattern asks for, in words. */
  readonly rule?: string;
  readonly lowerCase?: boolean;
  readonly prefix?: string;
  /** Ends a made-up name: `.fifo` for a FIFO queue or topic. */
  readonly suffix?: (inputs: Props) => string;
}

/** A pure check of a type's inputs: `refuse`s what AWS would. A value not known yet is UNKNOWN; `str` and `num` pass over it. */
export type InputCheck = (inputs: Props, where: { readonly region: string }) => void;

/** What the sandbox knows of a resource type. All but the id has a sensible absence. */
export interface Model {
  /** Pulumi type token. */
  readonly token: string;
  /**
   * Shape of the id: a prefix ending in `-` (17 hexadecimal digits follow), `uuid`, a template over properties such as
   * `{role}:{name}` or `{arn}`, or a function.
   */
  readonly id: string | ((call: Call) => string);
  /** ARN without `arn:PARTITION:`, as a template: `ec2:{region}:{account}:vpc/{id}`. */
  readonly arn?: string;
  /** Defaults the real provider's schema gives to inputs left out; they show in previews and reach policies. */
  readonly defaults?: Props | ((inputs: Props) => Props);
  /** Inputs whose change replaces the resource. `"*"` is every input but tags. */
  readonly replace?: readonly string[];
  /** The old one goes before the new one comes, as the real provider declares for this type. */
  readonly deleteBeforeReplace?: boolean;
  /** References by property path (`vpcConfig.subnetIds`). */
  readonly references?: Readonly<Record<string, Reference>>;
  readonly naming?: Naming;
  /** Longest values of other properties, in characters, and what AWS answers beyond. */
  readonly lengths?: Readonly<Record<string, readonly [max: number, code: string]>>;
  /** Properties that hold a policy document, and of which kind. */
  readonly documents?: Readonly<Record<string, DocumentKind>>;
  /** Allowed values of properties, and what AWS answers for another. */
  readonly choices?: Readonly<Record<string, readonly [values: readonly (string | number)[], code: string]>>;
  readonly check?: InputCheck;
  readonly unique?: readonly Unique[];
  /** Refusals that need the cloud: overlaps, quotas. Runs before a create and an update. */
  readonly admit?: (call: Call) => void;
  /** Outputs AWS computes. `{name: undefined}` is left out. Runs after the id and ARN are known. */
  readonly outputs?: (call: Call) => Record<string, Props[string] | undefined>;
  /** Outputs already known in a preview, as the real provider's plan knows them. */
  readonly planned?: (call: Call) => Record<string, Props[string] | undefined>;
  /** Paths within inputs that AWS fills when left out (`ipAddresses.ip`): no drift, and nothing to take away. */
  readonly computedWithin?: readonly string[];
  /** What else appears or changes in the cloud: after a create or update, and after a delete. */
  readonly after?: (call: Call) => void;
  readonly afterDelete?: (call: Call) => void;
  /** Refuses a delete for a reason other than a reference. */
  readonly release?: (call: Call) => void;
  /** AWS's answer when an id of this type is not there; `{id}` stands for it. */
  readonly notFound?: readonly [code: string, text: string];
  /** AWS's answer when something still depends on it; `{id}` stands for it. */
  readonly inUse?: readonly [code: string, text: string];
  /** Its service has no Regions though the package gives the type a `region` (or has none to give). */
  readonly global?: boolean;
  /** Nothing is deleted in AWS when the resource is: it only stops being managed. */
  readonly adopted?: boolean;
  /** Same type under an older token. */
  readonly aliases?: readonly string[];
}

/** Declares a type. */
export function type(token: string, id: Model["id"], rest: Omit<Model, "token" | "id"> = {}): Model {
  return { token, id, ...rest };
}

/** A reference that must exist, in the same account, and that keeps its target from being deleted. */
export function holds(...to: string[]): Reference {
  return { to, holds: true, anywhere: false };
}

/** A reference that must exist in the same account, and does not keep its target. */
export function uses(...to: string[]): Reference {
  return { to, holds: false, anywhere: false };
}

/** A reference by ARN (or another property), to the same or another account; it does not keep its target. */
export function usesArn(...to: string[]): Reference {
  return { to, by: "arn", holds: false, anywhere: true };
}

/** The same reference by another property than the id. */
export function by(property: string, reference: Reference): Reference {
  return { ...reference, by: property };
}

/** The same reference, allowed to cross accounts. */
export function anywhere(reference: Reference): Reference {
  return { ...reference, anywhere: true };
}
