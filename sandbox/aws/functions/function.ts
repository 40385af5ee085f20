import type { Cloud, Resource } from "../cloud/cloud";
import { GLOBAL } from "../cloud/cloud";
import { dnsSuffixOf, partitionOf } from "../cloud/partition";
import type { Caller } from "../model/call";
import { str, type Props, type Value } from "../model/values";

/** What a function sees: who asks, and the cloud. */
export class Inquiry {
  constructor(
    readonly cloud: Cloud,
    readonly caller: Caller,
    /** Arguments as the program gave them. */
    readonly args: Props,
  ) {}

  get region(): string {
    return str(this.args, "region") ?? this.caller.region;
  }

  get account(): string {
    return this.caller.account;
  }

  get partition(): string {
    return partitionOf(this.region);
  }

  get dnsSuffix(): string {
    return dnsSuffixOf(this.partition);
  }

  /** A known string among the arguments. */
  readonly text = (name: string): string | undefined => str(this.args, name);

  /** Resources of the account in the Region (or global) whose properties equal every given argument. */
  matching(type: string, having: Record<string, Value | undefined>): Resource[] {
    const wanted = Object.entries(having).filter(([, value]) => value !== undefined);
    return this.cloud
      .all(type)
      .filter(
        (resource) =>
          resource.account === this.account &&
          (resource.region === this.region || resource.region === GLOBAL) &&
          wanted.every(
            ([name, value]) => (name === "id" ? resource.id : resource.properties[name]) === value,
          ),
      );
  }
}

/** A provider function: returns its result, or `refuse`s. */
export type ProviderFunction = (inquiry: Inquiry) => Record<string, Value | undefined>;

/** Functions by token. */
export type Functions = Readonly<Record<string, ProviderFunction>>;
