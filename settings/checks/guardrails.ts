import { type Problem, didYouMean, show } from "../problems";
import { type OrganizationSettings } from "../schema/organization";
import { placeUnits } from "../units";

/** Guardrails that are for units and accounts there are, say what they deny, and do not contradict each other. */
export function checkGuardrails({ guardrails, units, accounts }: OrganizationSettings): Problem[] {
  const paths = placeUnits(units).placed.map(({ path }) => path);
  // A unit that stands nowhere is reported by itself; what it is called below the root is not known then.
  const known = paths.length === units.length ? unknownTargets : () => [];
  const targets = [...paths, ...accounts.map(({ name }) => name)];
  const { internet, additional } = guardrails;
  return [
    ...known("guardrails.internet.closed", internet.closed ?? [], targets, "a unit or an account"),
    ...known("guardrails.internet.outboundOnly", internet.outboundOnly, targets, "a unit or an account"),
    ...internet.outboundOnly.flatMap((name, index): Problem[] =>
      internet.closed?.includes(name)
        ? [
            {
              path: `guardrails.internet.outboundOnly[${index}]`,
              found: `${show(name)}, which is closed too`,
              allowed: "a unit or an account in one of the two lists",
            },
          ]
        : [],
    ),
    ...additional.flatMap(({ sid, units: own, actions, notActions }, index): Problem[] => {
      const path = `guardrails.additional[${index}]`;
      const first = additional.findIndex((other) => other.sid === sid);
      const problems: Problem[] = known(`${path}.units`, own, paths, "a unit");
      if (first < index) {
        problems.push({
          path: `${path}.sid`,
          found: `${show(sid)}, already the name of guardrails.additional[${first}]`,
          allowed: "a name of its own",
        });
      }
      if ((actions === undefined) === (notActions === undefined)) {
        problems.push({
          path: `${path}.actions`,
          found: actions ? "actions and notActions" : "neither actions nor notActions",
          allowed: "either the actions that it denies, or those that it does not (notActions)",
        });
      }
      return problems;
    }),
  ];
}

function unknownTargets(
  path: string,
  names: readonly string[],
  there: readonly string[],
  what: string,
): Problem[] {
  return names.flatMap((name, index): Problem[] => {
    const at = `${path}[${index}]`;
    if (names.indexOf(name) < index) {
      return [{ path: at, found: `${show(name)}, a second time`, allowed: "each once" }];
    }
    if (there.includes(name)) return [];
    const guess = didYouMean(name, there);
    return [
      {
        path: at,
        found: show(name),
        allowed: `${guess ? `did you mean ${guess}? ` : ""}${what} of these settings: ${there.join(", ")}`,
      },
    ];
  });
}
