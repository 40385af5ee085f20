import { type Resource } from "./resource";
import { type Json, type Read, UNKNOWN, at } from "./values";

/**
 * A tag's value: from `tagsAll` (default tags merged in by the provider), from the resource's own `tags`, or from the default tags of its
 * provider, which a provider that did not merge them yet will still set. A known answer comes before an unknown one.
 */
export function tagOf(resource: Resource, key: string): Read {
  let answer: Read;
  for (const tags of tagSources(resource)) {
    const value = at(tags, key);
    if (value !== undefined && value !== UNKNOWN) return value;
    answer ??= value;
  }
  return answer;
}

function tagSources({ props, providerProps }: Resource): readonly Read[] {
  const defaults = at(providerProps, "defaultTags");
  return [
    at(props, "tagsAll"),
    at(props, "tags"),
    at(typeof defaults === "string" ? parsed(defaults) : defaults, "tags"),
  ];
}

/** The engine keeps a provider's nested inputs as JSON text. There are few providers, and many resources of each. */
const texts = new Map<string, Json | undefined>();

function parsed(text: string): Json | undefined {
  if (!texts.has(text)) {
    if (texts.size > 100) texts.clear();
    texts.set(text, parse(text));
  }
  return texts.get(text);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
