import { checkEnvironment } from "./checks/environment";
import { type Problem, SettingsError, didYouMean, show } from "./problems";
import { type RawConfig, read, unpack } from "./read";
import { salvage } from "./salvage";
import { type EnvironmentSettings, environment } from "./schema/environment";

/** Settings of whichever stack this is; `stack` tells which. */
export type Settings = EnvironmentSettings;

/** What a stack can be: the schema of its settings and the checks that go beyond a schema. */
const kinds = {
  environment: { schema: environment, check: checkEnvironment },
} as const;

/** The stack whose settings are read. */
export interface StackId {
  readonly project: string;
  readonly stack: string;
}

/**
 * Reads a stack's configuration into settings.
 * @throws SettingsError with every problem at once; nothing is registered before.
 */
export function loadSettings({ project, stack }: StackId, config: RawConfig): Settings {
  const file = `Pulumi.${stack}.yaml`;
  const raw = unpack(config, project);
  const kind = kindOf(raw, stack);
  if (!kind.ok) throw new SettingsError(file, prefixed(project, [kind.problem]));
  const { schema, check } = kinds[kind.value];
  const result = read(schema, raw);
  if (result.ok) {
    const problems = check(result.value);
    if (problems.length > 0) throw new SettingsError(file, prefixed(project, problems));
    return result.value;
  }
  const rest = salvage(schema, raw, result.issues);
  const ofRest = rest ? check(rest.value, rest.refusedBlocks).map(rest.atOriginalPaths) : [];
  throw new SettingsError(file, prefixed(project, [...result.problems, ...ofRest]));
}

function prefixed(project: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: `${project}:${problem.path}` }));
}

type KindResult =
  | { readonly ok: true; readonly value: keyof typeof kinds }
  | { readonly ok: false; readonly problem: Problem };

function kindOf(raw: Readonly<Record<string, unknown>>, stack: string): KindResult {
  const names = Object.keys(kinds);
  const found = raw.stack;
  if (typeof found === "string" && Object.hasOwn(kinds, found))
    return { ok: true, value: found as keyof typeof kinds };
  const guess = typeof found === "string" ? didYouMean(found, names) : undefined;
  return {
    ok: false,
    problem: {
      path: "stack",
      found:
        Object.keys(raw).length === 0
          ? `no setting at all: stack ${show(stack)} is unknown, or its file is missing`
          : show(found),
      allowed: `${guess ? `did you mean ${guess}? ` : ""}what the stack is: ${names.join(", ")}`,
    },
  };
}
