import { type Problem, didYouMean, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";

/** A problem for every value that stands in a list before. @param at path of the value at an index */
export function twice(values: readonly string[], at: (index: number) => string): Problem[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index
      ? []
      : [
          {
            path: at(index),
            found: `${show(value)}, which ${at(first)} has already`,
            allowed: "one of its own",
          },
        ];
  });
}

/** A problem for every name that is no network of `network.onPremises`. */
export function knownNetworks(
  { network }: EnvironmentSettings,
  names: readonly string[],
  path: string,
): Problem[] {
  const known = network.onPremises.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const guess = didYouMean(name, known);
    const list = known.length === 0 ? "it has none" : known.join(", ");
    return [
      {
        path: `${path}[${index}]`,
        found: show(name),
        allowed: `${guess ? `did you mean ${guess}? ` : ""}the name of a network of network.onPremises: ${list}`,
      },
    ];
  });
}
