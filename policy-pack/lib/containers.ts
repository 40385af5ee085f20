import { type Resource } from "../analysis/resource";
import { type Json, type Read, UNKNOWN, asList, asText, at, hasUnknownPart } from "../analysis/values";
import { type Outcome, allOf, notApplicable, unknown } from "./outcome";
import { read } from "./expect";

/** Judges every container of an ECS task definition; its definitions are JSON text, or a list before the provider writes it out. */
export function everyContainer(
  resource: Resource,
  judge: (container: Read, name: string) => Outcome,
): Outcome {
  const value = read(resource, "containerDefinitions");
  if (value === UNKNOWN) return unknown("containerDefinitions");
  const list = asList(typeof value === "string" ? parse(value) : value);
  if (list === UNKNOWN) return unknown("containerDefinitions");
  const outcomes = list.map((raw, index) => {
    const container = at(raw);
    if (container === UNKNOWN) return unknown(`containerDefinitions[${index}]`);
    const name = asText(at(container, "name"));
    return judge(container, typeof name === "string" ? `"${name}"` : String(index + 1));
  });
  return outcomes.length === 0 ? notApplicable("it has no container that can be read") : allOf(...outcomes);
}

function parse(text: string): Read {
  try {
    return at(JSON.parse(text) as Json);
  } catch {
    return hasUnknownPart(text) ? UNKNOWN : undefined;
  }
}
