import { type Cloud, GLOBAL, hexOf, type Resource } from "../cloud/cloud";
import { dnsSuffixOf, partitionOf } from "../cloud/partition";
import { quotaOf, type Quota } from "../facts/quotas";
import type { Model } from "./model";
import { str, type Props } from "./values";

/** Whose call it is: what a configured provider carries. */
export interface Caller {
  readonly account: string;
  /** Region of the provider. */
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
  /** Quotas raised by `SANDBOX_QUOTAS`. */
  readonly quotas: Readonly<Record<string, number>>;
}

/** One call on one resource: what a model's functions see. */
export class Call {
  /** Id of the resource; empty until it is known. */
  id = "";
  /** ARN of the resource; empty when its type has none. */
  arn = "";

  constructor(
    readonly cloud: Cloud,
    readonly caller: Caller,
    readonly model: Model,
    readonly urn: string,
    /** Checked inputs. */
    readonly inputs: Props,
    /** The resource before an update or a delete. */
    readonly old: Resource | undefined,
    /** Region the resource is in, or {@link GLOBAL}. */
    readonly home: string,
  ) {
    this.id = old?.id ?? "";
    this.arn = str(old?.properties, "arn") ?? "";
  }

  get account(): string {
    return this.caller.account;
  }

  /** The resource's Region; for a global service, the provider's. */
  get region(): string {
    return this.home === GLOBAL ? this.caller.region : this.home;
  }

  get partition(): string {
    return partitionOf(this.region);
  }

  /** `amazonaws.com`, or its counterpart in the partition. */
  get dnsSuffix(): string {
    return dnsSuffixOf(this.partition);
  }

  /** A known string among the inputs, or the empty string. */
  text(name: string): string {
    return str(this.inputs, name) ?? "";
  }

  /** A value of this resource that AWS would make up: the same at every call, told apart by the slot. */
  derived(slot: string, digits: number): string {
    return hexOf(`${this.account}/${this.id}/${slot}`, digits);
  }

  /** An id such as `eni-0...` that AWS would make up for a part of this resource. */
  derivedId(prefix: string, slot = prefix): string {
    return `${prefix}0${this.derived(slot, 16)}`;
  }

  /** An ARN in this resource's partition: `ec2:{region}:{account}:vpc/vpc-1` without its first two fields. */
  arnOf(rest: string): string {
    return `arn:${this.partition}:${rest}`;
  }

  /** A resource of this account and Region (or of the account's global services). */
  find(type: string, id: string): Resource | undefined {
    return (
      this.cloud.get(type, id, this.account, this.home) ?? this.cloud.get(type, id, this.account, GLOBAL)
    );
  }

  /** Resources of a type in this account and Region that have the given properties. */
  peers(type: string, having: Props = {}): Resource[] {
    const wanted = Object.entries(having);
    return this.cloud
      .all(type)
      .filter(
        (peer) =>
          peer.account === this.account &&
          (peer.region === this.home || peer.region === GLOBAL) &&
          peer !== this.old &&
          wanted.every(([name, value]) => peer.properties[name] === value),
      );
  }

  /** Resources of the given types, in any account. */
  everywhere(...types: string[]): Resource[] {
    return types.flatMap((type) => this.cloud.all(type));
  }

  /** A quota's value for this caller. */
  quota(name: Quota): number {
    return this.caller.quotas[name] ?? quotaOf(name);
  }
}
