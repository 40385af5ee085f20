import { type GuardrailType, policyQuotas } from "../../settings/facts/policy-quotas";
import { minimise, minimiseMerged } from "./minimise";
import { type PolicyStatement } from "./statement";

/** One document of a policy type, ready for Organizations. */
export interface PolicyDocument {
  readonly content: string;
  /** The statements it says, in order; some may share a statement of the document. */
  readonly sids: readonly string[];
}

/** What a statement adds to a document, in characters, when it stands alone. */
export interface StatementCost {
  readonly sid: string;
  readonly characters: number;
}

/** Guardrails that AWS would not take: over the size of a document, or too many for a target. */
export class GuardrailQuotaError extends Error {
  override readonly name = "GuardrailQuotaError";

  /**
   * @param problem what is over which quota
   * @param costs of every statement concerned
   */
  constructor(
    readonly problem: string,
    readonly costs: readonly StatementCost[],
  ) {
    const width = Math.max(...costs.map(({ characters }) => String(characters).length));
    const lines = [...costs]
      .sort((a, b) => b.characters - a.characters)
      .map(({ sid, characters }) => `  ${String(characters).padStart(width)}  ${sid}`);
    super(
      [
        `Guardrails over a quota of AWS Organizations; nothing was registered. ${problem}`,
        "Each statement costs, in characters:",
        ...lines,
        "Shorten or drop a statement, or attach it to fewer units.",
      ].join("\n"),
    );
  }
}

/** Characters of a document that holds nothing but the statement. */
export function costOf(statement: PolicyStatement): StatementCost {
  return { sid: statement.sid, characters: minimise([statement]).length };
}

/** How documents are written: every statement by itself, or those merged that can be. */
export type Writing = "named" | "merged";

/**
 * Divides statements over as few documents as first fit finds, each within the size that AWS takes. A statement goes to the first document that
 * has room, in the order given: so a statement added at the end never moves an earlier one, and no protection is
 * absent while Organizations updates one document after another.
 * @throws GuardrailQuotaError when a statement alone is over the size
 */
export function split(
  name: string,
  type: GuardrailType,
  statements: readonly PolicyStatement[],
  writing: Writing,
): PolicyDocument[] {
  const { maxCharacters } = policyQuotas[type];
  const write = writing === "merged" ? minimiseMerged : minimise;
  const documents: PolicyStatement[][] = [];
  for (const statement of statements) {
    const { sid, characters } = costOf(statement);
    if (!/^[A-Za-z0-9]+$/.test(sid)) throw new Error(`A Sid has letters and digits only: "${sid}"`);
    if (characters > maxCharacters) {
      throw new GuardrailQuotaError(
        `Statement ${sid} of "${name}" alone takes ${characters} characters; a ${type} may have ${maxCharacters}.`,
        statements.map(costOf),
      );
    }
    const room = documents.find((document) => write([...document, statement]).length <= maxCharacters);
    if (room) room.push(statement);
    else documents.push([statement]);
  }
  return documents.map((document) => ({
    content: write(document),
    sids: document.map(({ sid }) => sid),
  }));
}
