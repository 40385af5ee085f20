import { type Statement, hasUnknownStatement, knownStatements, readDocument } from "../analysis/documents";
import { type Resource } from "../analysis/resource";
import { type Outcome, allOf, notApplicable, unknown } from "./outcome";
import { read } from "./expect";

/** Judges every statement of the policy documents at the given paths. */
export function everyStatement(
  resource: Resource,
  paths: readonly string[],
  judge: (statement: Statement, name: string) => Outcome,
): Outcome {
  const outcomes: Outcome[] = [];
  for (const path of paths) {
    const document = readDocument(read(resource, path));
    if (document.kind === "unknown" || hasUnknownStatement(document)) outcomes.push(unknown(path));
    knownStatements(document).forEach((statement, index) => {
      outcomes.push(
        judge(statement, statement.sid ? `Statement "${statement.sid}"` : `Statement ${index + 1}`),
      );
    });
  }
  return outcomes.length === 0
    ? notApplicable("it has no policy document that can be read")
    : allOf(...outcomes);
}
