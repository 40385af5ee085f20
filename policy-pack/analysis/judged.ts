import { isPreview } from "./from-change";
import {
  UNREADABLE,
  type StoredState,
  edgesOf,
  parse,
  providerUrn,
  readable,
  statesOf,
  texts,
} from "./from-state";
import { Model } from "./model";
import { type Resource, nameOfUrn, typeOfUrn } from "./resource";
import { type Json, type Props, isObject } from "./values";

/**
 * A stored state, or what will be after a planned change, in the two forms in which the engine hands resources to policies. Source:
 * pkg/resource/deploy/analyze_snapshot.go and plugin/analyzer_plugin.go (3.259).
 *
 * The review reads inputs and outputs in one; policies must not, or they would judge here what they do not see under the engine.
 */
export class Judged {
  /** All resources with their outputs, as policies on a whole stack get them. */
  readonly stack: Model;

  constructor(private readonly states: readonly StoredState[]) {
    const byUrn = new Map(states.map((state) => [urnOf(state), state]));
    this.byUrn = byUrn;
    this.providers = new Map(
      [...byUrn]
        .filter(([, { type }]) => typeof type === "string" && type.startsWith("pulumi:providers:"))
        .map(([urn, { inputs }]) => [urn, shownToPolicies(inputs)]),
    );
    this.stack = new Model(
      states.map((state) => ({
        ...this.common(state),
        props: shownToPolicies(state["outputs"]),
        edges: edgesWithin(byUrn, state["propertyDependencies"]),
        dependencies: texts(state["dependencies"]).filter((urn) => byUrn.has(urn)),
      })),
    );
  }

  private readonly byUrn: ReadonlyMap<string, StoredState>;
  private readonly providers: ReadonlyMap<string, Props>;

  /** Resources of the types that are asked for with their inputs and no edges, as policies on single resources get them. */
  single(wanted: (type: string) => boolean): readonly Resource[] {
    return this.states
      .filter((state) => wanted(String(state["type"])))
      .map((state) => ({
        ...this.common(state),
        props: shownToPolicies(state["inputs"]),
        edges: {},
        dependencies: [],
      }));
  }

  /** The stack's own resource; where the state has none, what its URN would be. What a policy says of no resource is told of it. */
  get root(): string | undefined {
    const own = this.states.find(({ type, parent }) => type === STACK && (parent ?? "") === "");
    if (own !== undefined) return urnOf(own);
    const [head = "", project = ""] = (this.stack.resources[0]?.urn ?? "").split("::");
    const stack = head.replace(/^urn:pulumi:/, "");
    return stack === "" ? undefined : `${head}::${project}::${STACK}::${project}-${stack}`;
  }

  /** Where the program declares a resource, as far as the engine kept it. */
  declaredAt(urn: string): Place | undefined {
    return placeOf(this.byUrn.get(urn)?.["sourcePosition"]);
  }

  private common(state: StoredState): Omit<Resource, "props" | "edges" | "dependencies"> {
    const urn = urnOf(state);
    const provider = providerUrn(state["provider"]);
    const providerProps = provider === undefined ? undefined : this.providers.get(provider);
    return {
      urn,
      type: typeof state["type"] === "string" ? state["type"] : typeOfUrn(urn),
      name: nameOfUrn(urn),
      options: { protect: state["protect"] === true, ignoreChanges: texts(state["ignoreChanges"]) },
      ...(typeof state["parent"] === "string" && state["parent"] !== "" ? { parent: state["parent"] } : {}),
      // A provider that is not in the state is not told.
      ...(provider === undefined || providerProps === undefined ? {} : { provider, providerProps }),
    };
  }
}

const STACK = "pulumi:pulumi:Stack";

/** A line of the program. */
export interface Place {
  /** Path from the folder of the Pulumi project, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The engine writes `project:///FILE#LINE,COLUMN` for files of the project. */
function placeOf(position: Json | undefined): Place | undefined {
  const [, file, line] = /^project:\/\/\/([^#]+)#([1-9]\d*)(?:,\d+)?$/.exec(String(position)) ?? [];
  return file === undefined ? undefined : { file: decoded(file), line: Number(line) };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/**
 * What is stored of each resource.
 *
 * @param text what `pulumi stack export` writes; of a preview, what there will be of the resources that it tells
 * @throws Error when it is neither
 */
export function storedStates(text: string): readonly StoredState[] {
  return isPreview(text) ? plannedStates([], text) : statesOf(text).filter(isResource);
}

/**
 * What will be stored after a change, in the order of what is stored before it, new ones last; outputs as far as they can be told.
 *
 * @param before what is stored, of which a preview leaves out what stays the same
 * @param text what `pulumi preview --json` writes
 * @throws Error when it is not that
 */
export function plannedStates(before: readonly StoredState[], text: string): readonly StoredState[] {
  const json = parse(text, "the preview");
  const steps = isObject(json) ? json["steps"] : undefined;
  if (!Array.isArray(steps))
    throw new Error("the preview has no list of steps; is it what `pulumi preview --json` writes?");
  const byUrn = new Map(before.map((state) => [urnOf(state), state]));
  const computed = computedOf(before);
  for (const step of steps) {
    if (!isObject(step) || typeof step["urn"] !== "string") continue;
    const { urn, op, newState } = step;
    const old = isObject(step["oldState"]) ? step["oldState"] : undefined;
    // What waits for its deletion since an earlier change has its URN from what took its place.
    if (op === "delete" && old?.["delete"] !== true) byUrn.delete(urn);
    if (op === "delete" || !isObject(newState) || !isResource(newState)) continue;
    const was = old === undefined ? urn : urnOf(old);
    const stored = byUrn.get(was) ?? old;
    // With an alias it had another URN.
    if (was !== urn) byUrn.delete(was);
    byUrn.set(urn, { ...newState, outputs: outputsAfter(String(op), newState, stored, computed) });
  }
  return [...byUrn.values()];
}

/**
 * Outputs after a step. The preview tells inputs alone. What the provider computes stays as it was; of a new resource it is unknown, as far as the
 * state has resources of its type to learn from which properties these are.
 */
function outputsAfter(
  op: string,
  { type, inputs, outputs }: StoredState,
  old: StoredState | undefined,
  computed: ReadonlyMap<string, ReadonlySet<string>>,
): Props {
  if (isObject(outputs) && Object.keys(outputs).length > 0) return outputs;
  const given = isObject(inputs) ? inputs : {};
  const former = old?.["outputs"];
  if (!isObject(former) || /create|replace|import/.test(op)) {
    const unknown = [...(computed.get(String(type)) ?? [])].map((key) => [key, UNREADABLE] as const);
    return { ...Object.fromEntries(unknown), ...given };
  }
  if (op === "same") return former;
  const withdrawn = Object.keys(isObject(old?.["inputs"]) ? old["inputs"] : {});
  // The sum of tags and default tags is of before the change; readers of tags add them up themselves where it is missing.
  const kept = Object.entries(former).filter(([key]) => !withdrawn.includes(key) && key !== "tagsAll");
  return { ...Object.fromEntries(kept), ...given };
}

/** Properties that the provider alone has filled, of any resource of a type. */
function computedOf(states: readonly StoredState[]): ReadonlyMap<string, ReadonlySet<string>> {
  const computed = new Map<string, Set<string>>();
  for (const { type, custom, inputs, outputs } of states) {
    if (custom !== true || !isObject(outputs)) continue;
    const keys = computed.get(String(type)) ?? new Set();
    computed.set(String(type), keys);
    const given = isObject(inputs) ? inputs : {};
    for (const key of Object.keys(outputs)) if (!Object.hasOwn(given, key)) keys.add(key);
  }
  return computed;
}

function isResource(state: StoredState): boolean {
  return typeof state["urn"] === "string" && typeof state["type"] === "string";
}

const urnOf = (state: StoredState): string => String(state["urn"]);

/** Properties without the engine's own, which it keeps from policies: those at the top whose names begin so. */
function shownToPolicies(value: Json | undefined): Props {
  return Object.fromEntries(Object.entries(readable(value)).filter(([key]) => !key.startsWith("__")));
}

/** Edges to resources that are there. Properties made from none are not told, as the engine does not tell them. */
function edgesWithin(there: ReadonlyMap<string, unknown>, value: Json | undefined): Resource["edges"] {
  return Object.fromEntries(
    Object.entries(edgesOf(value))
      .filter(([, urns]) => urns.length > 0)
      .map(([property, urns]) => [property, urns.filter((urn) => there.has(urn))] as const),
  );
}
