import { Model } from "./model";
import { type Resource, nameOfUrn } from "./resource";
import { type Json, type Props, isObject } from "./values";

/** From what the engine stores (`pulumi stack export`) and from what it plans (`pulumi preview --json`). */

/** Signature that marks a secret in stored properties. Source: sdk/go/common/resource/properties.go (2026-11). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What stands for a value that cannot be read here: an encrypted secret is as good as unknown. */
export const UNREADABLE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What a preview writes in a secret's place. Source: pkg/backend/display/json.go (3.259). */
const HIDDEN = "[secret]";

/** What the engine keeps of one resource, as a stored state or a preview's step has it. */
export type StoredState = Props;

/** Reads a stored deployment. Throws, saying what is wrong, when the text is not one. */
export function modelOfState(text: string): Model {
  return modelOf(statesOf(text));
}

/** The resources of a stored deployment as they are stored. Throws, saying what is wrong, when the text is not one. */
export function statesOf(text: string): readonly StoredState[] {
  const json = parse(text, "the state");
  const deployment = isObject(json) && isObject(json["deployment"]) ? json["deployment"] : json;
  // Of a stack that was never deployed, or that is destroyed, the engine leaves the list out.
  const none = isObject(deployment) && isObject(deployment["manifest"]) ? [] : undefined;
  const list = isObject(deployment) ? (deployment["resources"] ?? none) : undefined;
  if (!Array.isArray(list))
    throw new Error("the state has no list of resources; is it what `pulumi stack export` writes?");
  // What waits for its deletion is not there any more.
  return list.filter(isObject).filter((resource) => resource["delete"] !== true);
}

/** Reads the steps of a preview as the resources that there will be. Throws when the text is not what `preview --json` writes. */
export function modelOfPreview(text: string): Model {
  const json = parse(text, "the preview");
  const steps = isObject(json) ? json["steps"] : undefined;
  if (!Array.isArray(steps))
    throw new Error("the preview has no list of steps; is it what `pulumi preview --json` writes?");
  const byUrn = new Map<string, Props>();
  for (const step of steps) {
    if (!isObject(step) || !isObject(step["newState"])) continue;
    const { newState, oldState, op } = step;
    if (op === "delete" || typeof newState["urn"] !== "string") continue;
    // What is changed in place keeps its id; the engine tells it in the old state alone.
    const keeps = op === "update" || op === "same";
    const id = newState["id"] || (keeps && isObject(oldState) ? oldState["id"] : undefined);
    byUrn.set(newState["urn"], { ...newState, id });
  }
  return modelOf([...byUrn.values()]);
}

/** JSON of a file. @throws Error that says what the file should have been */
export function parse(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new Error(`${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function modelOf(states: readonly Props[]): Model {
  const providers = new Map(states.map((state) => [String(state["urn"]), state]));
  return new Model(states.flatMap((state) => resourceOf(state, providers) ?? []));
}

function resourceOf(state: Props, states: ReadonlyMap<string, Props>): Resource | undefined {
  const { urn, type } = state;
  if (typeof urn !== "string" || typeof type !== "string") return undefined;
  const provider = providerUrn(state["provider"]);
  const providerInputs = provider === undefined ? undefined : states.get(provider)?.["inputs"];
  const id = typeof state["id"] === "string" && state["id"] !== "" ? { id: state["id"] } : {};
  return {
    urn,
    type,
    name: nameOfUrn(urn),
    props: { ...id, ...readable(state["inputs"]), ...readable(state["outputs"]) },
    edges: edgesOf(state["propertyDependencies"]),
    dependencies: texts(state["dependencies"]),
    options: {
      protect: state["protect"] === true,
      ignoreChanges: texts(state["ignoreChanges"]),
      retainOnDelete: state["retainOnDelete"] === true,
    },
    ...(typeof state["parent"] === "string" ? { parent: state["parent"] } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(isObject(providerInputs) ? { providerProps: readable(providerInputs) } : {}),
  };
}

/** A provider reference is its URN, `::` and its id. */
export function providerUrn(reference: Json | undefined): string | undefined {
  if (typeof reference !== "string" || !reference.includes("::")) return undefined;
  return reference.slice(0, reference.lastIndexOf("::"));
}

export function edgesOf(value: Json | undefined): Record<string, readonly string[]> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([property, urns]) => [property, texts(urns)]));
}

/** The texts of a list, without what is none. */
export function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((element): element is string => typeof element === "string")
    : [];
}

/** Stored properties with their secrets revealed, or unknown where they cannot be. */
export function readable(value: Json | undefined): Props {
  const props = reveal(value);
  return isObject(props) ? props : {};
}

/** Secrets in the clear become their values; encrypted and hidden ones become unknown. Assets keep their signature and are not looked into. */
function reveal(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((element) => reveal(element) ?? null);
  if (value === HIDDEN) return UNREADABLE;
  if (!isObject(value)) return value;
  if (value[SIGNATURE] !== SECRET) {
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, reveal(element)]));
  }
  const { plaintext } = value;
  if (typeof plaintext !== "string")
    return value["value"] === undefined ? UNREADABLE : reveal(value["value"]);
  try {
    return reveal(JSON.parse(plaintext) as Json);
  } catch {
    return UNREADABLE;
  }
}
