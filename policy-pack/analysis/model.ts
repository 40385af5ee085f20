import { type Resource } from "./resource";
import { type Json, type Read, UNKNOWN, type Unknown, asText, at } from "./values";

/** All resources of a stack, indexed once; every stack policy and the review read the same one. */
export class Model {
  readonly byUrn: ReadonlyMap<string, Resource>;
  private readonly types = new Map<string, Resource[]>();
  private readonly ids = new Map<string, Resource[]>();
  private readonly users = new Map<string, Edge[]>();

  constructor(readonly resources: readonly Resource[]) {
    const byUrn = new Map<string, Resource>();
    for (const resource of resources) {
      byUrn.set(resource.urn, resource);
      push(this.types, resource.type, resource);
      for (const key of ID_PROPERTIES) {
        const id = asText(at(resource.props, key));
        if (typeof id === "string" && id !== "") push(this.ids, id, resource);
      }
    }
    this.byUrn = byUrn;
    for (const from of resources) {
      for (const [property, urns] of Object.entries(from.edges)) {
        for (const urn of urns) push(this.users, urn, { from, property });
      }
    }
  }

  /** Resources of the given types, in the order of registration within a type. */
  ofType(...types: readonly string[]): readonly Resource[] {
    if (types.length === 1) return this.types.get(types[0] ?? "") ?? [];
    return types.flatMap((type) => this.types.get(type) ?? []);
  }

  /** Resources which have a property made from this one, with the name of that property. */
  usersOf(resource: Resource): readonly Edge[] {
    return this.users.get(resource.urn) ?? [];
  }

  /**
   * The resources that a property refers to, of the given types.
   *
   * Two ways, because neither alone is right everywhere: by the engine's edges (right at a first preview, when ids are unknown),
   * and by the id, ARN or name in the value (right across stacks and for imported state). The type filter drops the parents that come
   * along when the value passed through a component. Edges are kept per top-level property: for a reference nested inside one, give the
   * nested value as `value`.
   */
  references(
    resource: Resource,
    property: string,
    types: readonly string[],
    value: Read = at(resource.props, property),
  ): Reference {
    const found = new Set<Resource>();
    for (const urn of resource.edges[property] ?? []) {
      const target = this.byUrn.get(urn);
      if (target && types.includes(target.type)) found.add(target);
    }
    const values: readonly (Json | undefined | Unknown)[] = Array.isArray(value) ? value : [value];
    let unknown = false;
    for (const element of values) {
      const text = element === UNKNOWN ? UNKNOWN : asText(at(element));
      if (text === UNKNOWN) unknown = true;
      else if (text !== undefined) {
        for (const id of namedBy(text)) {
          for (const target of this.ids.get(id) ?? []) if (types.includes(target.type)) found.add(target);
        }
      }
    }
    return { targets: [...found], unresolved: unknown && found.size === 0 };
  }

  /** Resources whose id, ARN or bucket name is the given text. */
  withId(id: string): readonly Resource[] {
    return this.ids.get(id) ?? [];
  }
}

export interface Edge {
  readonly from: Resource;
  readonly property: string;
}

export interface Reference {
  readonly targets: readonly Resource[];
  /** The value is unknown and no edge tells what it will be: the question stays open. */
  readonly unresolved: boolean;
}

/** Outputs by which other resources refer to one. */
const ID_PROPERTIES = ["id", "arn", "bucket", "name"] as const;

/** What a reference may name: itself, and the bucket of an S3 ARN with a path or of a bucket's domain name. */
function namedBy(text: string): readonly string[] {
  const bucket =
    /^arn:[^:]*:s3:::([^/]+)/.exec(text)?.[1] ?? /^([^/]+)\.s3[.-][^/]*amazonaws\.com/.exec(text)?.[1];
  return bucket === undefined || bucket === text ? [text] : [text, bucket];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
