import { allowsAnyone } from "../analysis/public-access";
import { type Resource } from "../analysis/resource";
import { UNKNOWN } from "../analysis/values";
import { everyStatement } from "./documents";
import { type Outcome, compliant, unknown, violation } from "./outcome";

/** For policies on resource policies: no statement allows anyone. */
export function nobodyIsAnyone(resource: Resource, ...paths: readonly string[]): Outcome {
  return everyStatement(resource, paths, (statement, name) => {
    const open = allowsAnyone(statement);
    if (open === UNKNOWN) return unknown(`${paths.join(", ")}: ${name}`);
    return open
      ? violation(`${name} allows anyone, with no condition that narrows it to known callers.`)
      : compliant;
  });
}
