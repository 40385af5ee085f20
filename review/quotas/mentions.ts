import { type Json, type Props, isObject } from "../../policy-pack/analysis";

/** Properties with a policy document as text. */
const DOCUMENTS = ["policy", "assumeRolePolicy", "content", "policyDocument"] as const;

/** Ids and account numbers as they stand in ARNs, lists and conditions. */
const WORD = /[\w-]{12,}/g;

/** The properties with the policies as they would be without the elements of lists, and the statements, that name one of some ids. */
export function withoutMentions(props: Props, ids: ReadonlySet<string>): Props {
  let changed: Props | undefined;
  for (const property of DOCUMENTS) {
    const text = props[property];
    if (typeof text !== "string" || !mentions(text, ids)) continue;
    const reduced = reduce(text, ids);
    if (reduced !== undefined) changed = { ...(changed ?? props), [property]: reduced };
  }
  return changed ?? props;
}

function mentions(text: string, ids: ReadonlySet<string>): boolean {
  return (text.match(WORD) ?? []).some((word) => ids.has(word));
}

/** Spaces make up for those that the text had, so that the lengths differ by what is left out and nothing else. */
function reduce(text: string, ids: ReadonlySet<string>): string | undefined {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const spaces = text.length - JSON.stringify(document).length;
  return JSON.stringify(without(document, ids)) + " ".repeat(Math.max(0, spaces));
}

function without(value: Json, ids: ReadonlySet<string>): Json {
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const rest = without(element, ids);
      return mentions(JSON.stringify(rest), ids) ? [] : [rest];
    });
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key,
      element === undefined ? element : without(element, ids),
    ]),
  );
}
