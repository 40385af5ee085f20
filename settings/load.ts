import { checkEnvironment } from "./checks/environment";
import { checkOrganization } from "./checks/organization";
import {
  checkWorkloadStack,
  completeFromEnvironment,
  environmentOutputs,
  environmentStackOf,
} from "./environment-reference";
import {
  type Completed,
  completeFromOrganization,
  explain,
  organizationOutputs,
  organizationStackOf,
} from "./organization-reference";
import { type Problem, SettingsError, didYouMean, show } from "./problems";
import { type RawConfig, read, unpack } from "./read";
import { readCidr } from "./addresses/cidr";
import { salvage } from "./salvage";
import { type EnvironmentSettings, environment } from "./schema/environment";
import { type OrganizationSettings, organization } from "./schema/organization";
import { type WorkloadStackSettings, workloadStack } from "./schema/workload-stack";

/** Settings by kind of stack. */
export interface SettingsOf {
  readonly environment: EnvironmentSettings;
  readonly organization: OrganizationSettings;
  readonly workload: WorkloadStackSettings;
}

export type StackKind = keyof SettingsOf;

/** Settings of whichever stack this is; `stack` tells which. */
export type Settings = SettingsOf[StackKind];

interface Kind<T> {
  readonly read: (raw: unknown) => ReturnType<typeof read<T>>;
  readonly check: (settings: T) => Problem[];
  /** Problems of what is left of settings that the schema refuses. */
  readonly checkRest: (raw: Readonly<Record<string, unknown>>, issues: Issues) => Problem[];
}

type Issues = Parameters<typeof salvage>[2];

/** What a stack can be: the schema of its settings and the checks that go beyond a schema. */
const kinds: { readonly [K in StackKind]: Kind<SettingsOf[K]> } = {
  environment: {
    read: (raw) => read(environment, raw),
    check: checkEnvironment,
    checkRest: (raw, issues) => {
      const rest = salvage(environment, raw, issues, "workloads");
      if (!rest) return [];
      const blocks = rest.refused.flatMap((workload) => {
        const { cidr } = (workload ?? {}) as { cidr?: unknown };
        return typeof cidr === "string" && readCidr(cidr).ok ? [cidr] : [];
      });
      return checkEnvironment(rest.value, blocks).map(rest.atOriginalPaths);
    },
  },
  organization: {
    read: (raw) => read(organization, raw),
    check: checkOrganization,
    checkRest: (raw, issues) => {
      const rest = salvage(organization, raw, issues, "accounts");
      if (!rest) return [];
      const refused = rest.refused.map((account) => (account ?? {}) as { name?: unknown });
      return checkOrganization(rest.value, refused).map(rest.atOriginalPaths);
    },
  },
  workload: {
    read: (raw) => read(workloadStack, raw),
    check: checkWorkloadStack,
    checkRest: () => [],
  },
};

/** Outputs of another stack, and the setting that names the stack. */
export interface Wanted {
  readonly setting: string;
  readonly names: readonly string[];
}

/** Reads some outputs of another stack of this project; undefined for one that has not been deployed. */
export type OutputsOf = (
  stack: string,
  wanted: Wanted,
) => Promise<Readonly<Record<string, unknown>> | undefined>;

/** The stack whose settings are read. */
export interface StackId {
  readonly project: string;
  readonly stack: string;
}

/**
 * Reads a stack's configuration into settings.
 * @throws SettingsError with every problem at once; nothing is registered before.
 */
export function loadSettings(id: StackId, config: RawConfig): Settings {
  return readSettings(id, unpack(config, id.project));
}

/**
 * Reads a stack's configuration into settings, completed by the outputs of the stack that it refers to: an environment to the organisation's, a
 * workload to its environment's.
 * @throws SettingsError with every problem at once; nothing but the reference is registered before.
 */
export async function loadCompleteSettings(
  id: StackId,
  config: RawConfig,
  outputsOf: OutputsOf,
): Promise<Settings> {
  const raw = unpack(config, id.project);
  const [organizationStack, environmentStack] = [organizationStackOf(raw), environmentStackOf(raw)];
  if (environmentStack !== undefined) {
    const { raw: whole, notes } = completeFromEnvironment(
      raw,
      await outputsOf(environmentStack, { setting: "environmentStack", names: environmentOutputs }),
    );
    return readSettings(id, whole, notes);
  }
  if (organizationStack === undefined) return readSettings(id, raw);
  const completed = completeFromOrganization(
    raw,
    await outputsOf(organizationStack, { setting: "organizationStack", names: organizationOutputs }),
  );
  return readSettings(id, completed.raw, completed.notes);
}

/**
 * Reads unpacked settings.
 * @param raw settings without the project's prefix, see `unpack`
 * @param notes why a setting is missing, by path
 * @throws SettingsError with every problem at once
 */
export function readSettings(
  { project, stack }: StackId,
  raw: Readonly<Record<string, unknown>>,
  notes: Completed["notes"] = new Map(),
): Settings {
  const fail = (problems: readonly Problem[]): never => {
    throw new SettingsError(
      `Pulumi.${stack}.yaml`,
      explain(problems, notes).map((problem) => ({ ...problem, path: `${project}:${problem.path}` })),
    );
  };
  const kind = kindOf(raw, stack);
  if (!kind.ok) return fail([kind.problem]);
  return readKind(kinds[kind.value] as Kind<Settings>, raw, fail);
}

function readKind<T>(
  { read: readAs, check, checkRest }: Kind<T>,
  raw: Readonly<Record<string, unknown>>,
  fail: (problems: readonly Problem[]) => never,
): T {
  const result = readAs(raw);
  if (!result.ok) return fail([...result.problems, ...checkRest(raw, result.issues)]);
  const problems = check(result.value);
  return problems.length > 0 ? fail(problems) : result.value;
}

type KindResult =
  { readonly ok: true; readonly value: StackKind } | { readonly ok: false; readonly problem: Problem };

function kindOf(raw: Readonly<Record<string, unknown>>, stack: string): KindResult {
  const names = Object.keys(kinds);
  const found = raw.stack;
  if (typeof found === "string" && Object.hasOwn(kinds, found))
    return { ok: true, value: found as StackKind };
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
