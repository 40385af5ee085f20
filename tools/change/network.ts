import { changeOf, opensToInternet } from "../../review/paths/change";
import { changeText } from "../../review/paths/show";
import { changeSummary } from "../../review/paths/summary";

/** What a change does to the network. */
export interface NetworkChange {
  /** For a person, the long part of it counted. */
  readonly summary: string;
  readonly all: string;
  /** Something is opened from the internet, or may be; true as well when nothing can be told. */
  readonly opens: boolean;
}

/**
 * Says what a change does to the network, from the state and the plan alone. A state or plan that cannot be read is told, and is no
 * reason against the change itself.
 *
 * @param state what `pulumi stack export` writes
 * @param preview what `pulumi preview --json` writes
 * @param where how to see all of it
 * @param beside states of the stacks that the stack's network is joined with
 */
export function networkChange(
  state: string,
  preview: string,
  where: string,
  beside: readonly string[] = [],
): NetworkChange {
  try {
    const changed = changeOf(state, preview, beside);
    return {
      summary: changeSummary(changed, where),
      all: changeText(changed.difference, changed.cut, changed.protocols),
      opens: opensToInternet(changed.difference),
    };
  } catch (error) {
    const text = `Network paths cannot be told: ${error instanceof Error ? error.message : String(error)}`;
    return { summary: text, all: text, opens: true };
  }
}
