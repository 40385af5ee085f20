import { createHash } from "node:crypto";
import { same, stringsAt, type Props, type Value } from "../model/values";

/** One thing that exists in the sandbox's cloud. */
export interface Resource {
  /** Pulumi type token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly id: string;
  /** Owning account, 12 digits. */
  readonly account: string;
  /** Region, or {@link GLOBAL} for a service without Regions. */
  readonly region: string;
  /** Inputs and outputs, by their names in the Pulumi package. Edit these in the file to make drift. */
  properties: Props;
  /** Made by AWS along with another thing (a VPC's default group): goes when that goes, and holds nothing. */
  readonly implicit?: boolean;
  /** The URN that made it; absent when AWS did. */
  readonly urn?: string;
}

/** Where global services live. */
export const GLOBAL = "global";

/** The cloud as it is kept in its file. */
export interface CloudFile {
  readonly version: 1;
  /** How many ids each seed has given, so that a replacement never gets its predecessor's id. */
  readonly minted: Record<string, number>;
  readonly resources: Resource[];
}

/** What a type's reference looks like to the cloud's index: where it is in the properties. */
export type ReferencePaths = (type: string) => readonly (readonly string[])[];

/** Everything that exists, in memory, with the indexes that keep a cloud of thousands quick. */
export class Cloud {
  private readonly resources = new Map<string, Resource>();
  private readonly byType = new Map<string, Map<string, Resource>>();
  /** Who mentions a value in one of its references: keys of resources by id, name or ARN. */
  private readonly mentions = new Map<string, Set<string>>();
  private minted: Record<string, number> = {};
  /** Counts changes; the file is stale when it differs from the count at the last write. */
  changes = 0;

  constructor(private readonly references: ReferencePaths) {}

  /** Replaces what is held by the file's content. */
  load(file: CloudFile): void {
    this.resources.clear();
    this.byType.clear();
    this.mentions.clear();
    this.minted = { ...file.minted };
    for (const resource of file.resources) this.index(resource);
  }

  /** What goes into the file. */
  save(): CloudFile {
    return { version: 1, minted: this.minted, resources: [...this.resources.values()] };
  }

  /** A resource of one account and Region. */
  get(type: string, id: string, account: string, region: string): Resource | undefined {
    return this.resources.get(keyOf(type, id, account, region));
  }

  /** Every resource of a type, in any account and Region, oldest first. */
  all(type: string): Resource[] {
    return [...(this.byType.get(type)?.values() ?? [])];
  }

  /** Whether the account owns anything: an account the sandbox knows nothing of is not held to its contents. */
  knows(account: string): boolean {
    for (const resource of this.resources.values()) if (resource.account === account) return true;
    return false;
  }

  /** Adds a resource, or replaces it under the same type, id, account and Region. */
  put(resource: Resource): void {
    const old = this.resources.get(keyOf(resource.type, resource.id, resource.account, resource.region));
    if (old !== undefined) this.forget(old);
    this.index(resource);
    this.changes++;
  }

  /** Changes some properties; references among them are re-indexed. */
  change(resource: Resource, properties: Props): void {
    if (Object.entries(properties).every(([name, value]) => same(resource.properties[name], value))) return;
    this.forget(resource);
    resource.properties = { ...resource.properties, ...properties };
    this.index(resource);
    this.changes++;
  }

  remove(resource: Resource): void {
    this.forget(resource);
    this.changes++;
  }

  /** The resources that mention the value (an id, a name or an ARN) in one of their references. */
  mentioning(value: string): Resource[] {
    const keys = this.mentions.get(value);
    if (keys === undefined) return [];
    return [...keys].flatMap((key) => this.resources.get(key) ?? []);
  }

  /**
   * Hexadecimal digits for an id: the same for the same seed in a fresh cloud, whatever else happens at the same time, and never
   * twice the same.
   */
  mint(seed: string, digits: number): string {
    const count = (this.minted[seed] ?? 0) + 1;
    this.minted[seed] = count;
    return hexOf(`${seed}#${count}`, digits);
  }

  private index(resource: Resource): void {
    const key = keyOf(resource.type, resource.id, resource.account, resource.region);
    this.resources.set(key, resource);
    const peers = this.byType.get(resource.type) ?? new Map<string, Resource>();
    this.byType.set(resource.type, peers.set(key, resource));
    for (const value of this.mentionedBy(resource)) {
      const holders = this.mentions.get(value) ?? new Set<string>();
      this.mentions.set(value, holders.add(key));
    }
  }

  private forget(resource: Resource): void {
    const key = keyOf(resource.type, resource.id, resource.account, resource.region);
    this.resources.delete(key);
    this.byType.get(resource.type)?.delete(key);
    for (const value of this.mentionedBy(resource)) {
      const holders = this.mentions.get(value);
      holders?.delete(key);
      if (holders?.size === 0) this.mentions.delete(value);
    }
  }

  private mentionedBy(resource: Resource): Set<string> {
    return new Set(this.references(resource.type).flatMap((path) => stringsAt(resource.properties, path)));
  }
}

/** Hexadecimal digits of a seed's digest. */
export function hexOf(seed: string, digits: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, digits);
}

/** The properties with the undefined ones left out. */
export function defined(properties: Record<string, Value | undefined>): Props {
  const kept: Props = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) kept[name] = value;
  return kept;
}

function keyOf(type: string, id: string, account: string, region: string): string {
  return `${account}|${region}|${type}|${id}`;
}
