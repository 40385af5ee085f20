import { type Resource, isComputed } from "./resource";
import { type Amount } from "./quotas/amount";

/** Rules of one table, group or list: those of its own properties, and those that separate resources add to it. */
export class Tally {
  private readonly own = new Map<string, number>();
  private readonly apart = new Map<string, number>();
  private open = false;
  private astray = 0;

  constructor(private readonly subject: Resource) {}

  /** One or more elements of one of its own list properties. */
  addOwn(property: string, count: number): void {
    this.own.set(property, (this.own.get(property) ?? 0) + count);
  }

  /** What a separate resource adds to the list that this property shows. */
  addApart(property: string, count: number): void {
    this.apart.set(property, (this.apart.get(property) ?? 0) + count);
  }

  /** One of its own list properties, or an element of one, is not known: that leaves the count open, but for what only the provider fills. */
  addUnknownOwn(property: string): void {
    if (!isComputed(this.subject, property)) this.open = true;
  }

  /** What a separate resource adds is not known. */
  addUnknownApart(): void {
    this.open = true;
  }

  /** Separate resources of which nobody knows yet whose they are: they may all be this one's. */
  addAstray(count: number): void {
    this.astray += count;
  }

  /** The longest list. What the provider fills holds the separate ones already. */
  longest(): Amount {
    let least = 0;
    for (const property of new Set([...this.own.keys(), ...this.apart.keys()])) {
      const [own, apart] = [this.own.get(property) ?? 0, this.apart.get(property) ?? 0];
      least = Math.max(least, isComputed(this.subject, property) ? Math.max(own, apart) : own + apart);
    }
    return { least, most: this.open ? Infinity : least + this.astray };
  }
}

/** The property at the beginning of a path, e.g. `ingress` of `ingress[0]`. */
export function propertyOf(path: string): string {
  return path.replace(/\[.*$/s, "");
}
