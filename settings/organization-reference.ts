import { isRecord } from "./read";
import { show, type Problem } from "./problems";

/** Settings without the project's prefix, right or wrong. */
type Raw = Readonly<Record<string, unknown>>;

/** What an environment takes from the outputs of the organisation stack, beside ids of accounts: into `organization`, by these names. */
export const organizationFields = ["eventBusArn", "managementAccountId"] as const;

/** Outputs of the organisation stack that environments read. */
export const organizationOutputs = ["organizationId", "accounts", ...organizationFields] as const;

/** The names by which an environment finds its accounts. */
const accountNames: ReadonlyArray<readonly [setting: string, name: (environment: string) => string]> = [
  ["network", (environment) => `${environment}-network`],
  ["logArchive", () => "log-archive"],
  ["security", () => "security"],
];

/** Settings completed, and why what is still missing is not there, by path. */
export interface Completed {
  readonly raw: Raw;
  readonly notes: ReadonlyMap<string, Omit<Problem, "path">>;
}

/** Name of the organisation stack that an environment's settings refer to; undefined when they refer to none. */
export function organizationStackOf(raw: Raw): string | undefined {
  const { stack, organizationStack } = raw;
  return stack === "environment" && typeof organizationStack === "string" ? organizationStack : undefined;
}

/**
 * Completes an environment's settings, before they are validated, by the outputs of the organisation stack. What the settings say
 * themselves is left as it is, right or wrong.
 * @param outputs of the organisation stack; undefined when there is no such stack or it has not been deployed
 */
export function completeFromOrganization(raw: Raw, outputs: Raw | undefined): Completed {
  const stack = String(organizationStackOf(raw));
  const environment = String(raw.environment);
  const ids = isRecord(outputs?.accounts) ? outputs.accounts : {};
  const notes = new Map<string, Omit<Problem, "path">>();
  const deployFirst = `a value in this file, or \`pulumi up --stack ${stack}\` before this stack`;
  const account = (path: string, name: string): unknown => {
    const id = ids[name];
    if (id === undefined) {
      notes.set(
        path,
        outputs === undefined
          ? { found: `nothing, and stack ${show(stack)} has not been deployed`, allowed: deployFirst }
          : {
              found: `nothing, and no account ${name} in stack ${show(stack)}`,
              allowed: `an account id in this file, or an account ${name} in Pulumi.${stack}.yaml and \`pulumi up --stack ${stack}\``,
            },
      );
    }
    return id;
  };
  const output = (path: string, name: string): unknown => {
    const value = outputs?.[name];
    if (value === undefined) {
      const why = outputs === undefined ? "has not been deployed" : `has no output ${name}`;
      notes.set(path, { found: `nothing, and stack ${show(stack)} ${why}`, allowed: deployFirst });
    }
    return value;
  };
  return {
    raw: withoutUndefined({
      ...raw,
      organizationId: raw.organizationId ?? output("organizationId", "organizationId"),
      accounts: completed(raw.accounts, accountNames, (setting, name) =>
        account(`accounts.${setting}`, name(environment)),
      ),
      organization: completed(
        raw.organization,
        organizationFields.map((field) => [field, field]),
        (field, name) => output(`organization.${field}`, name),
      ),
      workloads: Array.isArray(raw.workloads)
        ? raw.workloads.map((workload: unknown, index) =>
            isRecord(workload) && workload.accountId === undefined
              ? withoutUndefined({
                  ...workload,
                  accountId: account(
                    `workloads[${index}].accountId`,
                    `${environment}-${String(workload.name)}`,
                  ),
                })
              : workload,
          )
        : raw.workloads,
    }),
    notes,
  };
}

/** An object with the fields that it lacks; anything else is left to the schema. */
function completed<T>(
  written: unknown,
  fields: ReadonlyArray<readonly [setting: string, source: T]>,
  find: (setting: string, source: T) => unknown,
): unknown {
  if (written !== undefined && !isRecord(written)) return written;
  return withoutUndefined({
    ...written,
    ...Object.fromEntries(
      fields.map(([setting, source]) => [setting, written?.[setting] ?? find(setting, source)]),
    ),
  });
}

function withoutUndefined(value: Record<string, unknown>): Raw {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

/** Says of what is missing why it is. */
export function explain(problems: readonly Problem[], notes: Completed["notes"]): Problem[] {
  return problems.map((problem) => {
    const note = problem.found === show(undefined) ? notes.get(problem.path) : undefined;
    return note ? { path: problem.path, ...note } : problem;
  });
}
