import * as fs from "node:fs";
import { isPreview, modelAfter, modelOfState } from "../../policy-pack/analysis";
import { nameOf, type StackState, type StateResource } from "../sandbox/state";
import { completed, stateOf } from "./planned";

/** States of stacks by the stack's name. */
export type States = Map<string, StackState>;

export interface Input {
  readonly now: States;
  /** With what is planned in place of what stands; undefined when nothing is planned. */
  readonly later?: States;
  /** What could not be taken from a plan, a sentence each. */
  readonly notes: readonly string[];
}

const ORGANIZATION = "aws:organizations/organization:Organization";
const REFERENCE = "pulumi:pulumi:StackReference";

/** Collects what is wrong with the files, all of it. */
export class Problems extends Error {
  constructor(readonly all: readonly string[]) {
    super(all.join("\n"));
  }
}

/** Reads a file, or says why it cannot. */
function textOf(file: string, problems: string[]): string | undefined {
  try {
    return fs.readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    problems.push(`${file}: cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

/** The stack to which resources belong: the second part of a URN. */
const stackOf = (resources: readonly { readonly urn: string }[]): string | undefined =>
  resources[0]?.urn.split("::")[0]?.split(":")[2];

const resourcesOf = (state: StackState): readonly StateResource[] => state.deployment.resources ?? [];

/** Reads what `pulumi stack export` wrote. */
function exportOf(
  file: string,
  problems: string[],
): { stack: string; text: string; state: StackState } | undefined {
  const text = textOf(file, problems);
  if (text === undefined) return undefined;
  if (isPreview(text)) {
    problems.push(`${file}: is a preview: give the stack's export here, and the preview by --after ${file}`);
    return undefined;
  }
  let state: StackState;
  try {
    state = JSON.parse(text) as StackState;
  } catch (error) {
    problems.push(`${file}: is not JSON: ${(error as Error).message}`);
    return undefined;
  }
  const list = (state as Partial<StackState> | null)?.deployment?.resources;
  if (!Array.isArray(list)) {
    problems.push(`${file}: has no resources: it is not what \`pulumi stack export\` writes`);
    return undefined;
  }
  // What waits for its deletion is not there any more.
  const resources = list.filter((entry) => (entry as { delete?: boolean }).delete !== true);
  const stack = stackOf(resources);
  if (stack === undefined) {
    problems.push(`${file}: the stack is empty`);
    return undefined;
  }
  return { stack, text, state: { deployment: { resources } } };
}

const organizationIn = (state: StackState): string | undefined =>
  resourcesOf(state).find(({ type }) => type === ORGANIZATION)?.id;

/** The organisation that a stack takes from the organisation stack: its id, and the stack that it names. */
function referredTo(state: StackState): { id?: string; name: string } | undefined {
  for (const { type, outputs, inputs, urn } of resourcesOf(state)) {
    if (type !== REFERENCE) continue;
    const values = outputs?.outputs as Record<string, unknown> | undefined;
    const id = values?.organizationId;
    if (id === undefined && !nameOf(urn).startsWith("organization")) continue;
    return { name: String(inputs?.name ?? nameOf(urn)), ...(typeof id === "string" ? { id } : {}) };
  }
  return undefined;
}

function checkOrganization(
  found: ReadonlyMap<string, { file: string; state: StackState }>,
  problems: string[],
): void {
  const organizations = [...found.values()].flatMap(({ file, state }) => {
    const id = organizationIn(state);
    return id === undefined ? [] : [{ file, id }];
  });
  const [organization, ...more] = organizations;
  if (!organization) {
    const names = new Set([...found.values()].flatMap(({ state }) => referredTo(state)?.name ?? []));
    const which = names.size > 0 ? ` (${[...names].join(", ")})` : "";
    problems.push(
      `none of the files has the organisation: the organisation stack's export${which} is needed, for its guardrails bind every account`,
    );
    return;
  }
  for (const { file } of more)
    problems.push(`${file}: has an organisation, and ${organization.file} has one too`);
  for (const { file, state } of found.values()) {
    const referred = referredTo(state)?.id;
    if (referred !== undefined && referred !== organization.id) {
      problems.push(
        `${file}: is of the organisation ${referred}, and ${organization.file} has ${organization.id}`,
      );
    }
  }
}

/**
 * Reads the exports of stacks, and what is planned for them.
 *
 * @param files what `pulumi stack export` wrote, a stack each
 * @param plans what `pulumi preview --json` wrote, or later exports
 * @throws Problems with everything that is wrong with them
 */
export function readInput(files: readonly string[], plans: readonly string[]): Input {
  const problems: string[] = [];
  const found = new Map<string, { file: string; text: string; state: StackState }>();
  for (const file of files) {
    const read = exportOf(file, problems);
    if (!read) continue;
    const twin = found.get(read.stack);
    if (twin) problems.push(`${file}: is of the stack ${read.stack}, and so is ${twin.file}`);
    else found.set(read.stack, { file, ...read });
  }
  // What cannot be read may be what is missing.
  if (problems.length === 0 || found.size > 0) checkOrganization(found, problems);
  const now: States = new Map([...found].map(([stack, { state }]) => [stack, state]));
  const later: States = new Map(now);
  const notes: string[] = [];
  for (const plan of plans) {
    const text = textOf(plan, problems);
    if (text === undefined) continue;
    try {
      const stack = plannedStack(text);
      const before = stack === undefined ? undefined : found.get(stack);
      if (!before) {
        problems.push(`${plan}: is of the stack ${stack ?? "(none)"}, whose export is not among the files`);
        continue;
      }
      const standing = modelOfState(before.text);
      const made = stateOf(completed(standing, modelAfter(standing, text), text));
      later.set(stack!, made.state);
      notes.push(...made.notes.map((note) => `${plan}: ${note}`));
    } catch (error) {
      problems.push(`${plan}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new Problems(problems);
  return { now, ...(plans.length > 0 ? { later } : {}), notes };
}

/** The stack of a preview or a later export. @throws when the text is neither */
function plannedStack(text: string): string | undefined {
  if (!isPreview(text)) return stackOf(modelOfState(text).resources);
  const { steps } = JSON.parse(text) as { steps: { urn?: unknown }[] };
  return stackOf(steps.flatMap(({ urn }) => (typeof urn === "string" ? [{ urn }] : [])));
}
