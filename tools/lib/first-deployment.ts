import { parse, stringify } from "yaml";

const TRAIL = "landing-zone:trail";

/** A stack's file of settings, as far as it is read. */
interface StackFile {
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * The environment for which the organisation stack must wait with a part of its settings: the one whose search domain gets the trail's records.
 *
 * @param text a stack's file of settings
 * @returns undefined when the stack waits for none
 */
export function waitsFor(text: string): string | undefined {
  const trail = (parse(text) as StackFile | null)?.config?.[TRAIL] as { searchedFrom?: string } | undefined;
  return trail?.searchedFrom;
}

/** The settings with which a stack waits for another, by their names in its file; empty when it waits for none. */
export function waitingSettings(text: string): Readonly<Record<string, unknown>> {
  return waitsFor(text) === undefined ? {} : { [TRAIL]: (parse(text) as StackFile).config?.[TRAIL] };
}

/** A stack's file of settings for its first deployment: without what needs another stack to be there. docs/real-accounts.md says the same. */
export function forFirstDeployment(text: string): string {
  if (waitsFor(text) === undefined) return text;
  const content = parse(text) as StackFile;
  const config = Object.fromEntries(Object.entries(content.config ?? {}).filter(([key]) => key !== TRAIL));
  return stringify({ ...content, config });
}
