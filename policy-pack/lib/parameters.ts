/** Parameters of a policy: a small part of JSON schema, enough for a console to draw a form and for clear refusals. */
export type ParameterType =
  | {
      readonly type: "string";
      readonly description: string;
      readonly default: string;
      readonly enum?: readonly string[];
    }
  | { readonly type: "boolean"; readonly description: string; readonly default: boolean }
  | {
      readonly type: "integer";
      readonly description: string;
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | {
      readonly type: "strings";
      readonly description: string;
      readonly default: readonly string[];
      readonly pattern?: string;
    }
  | { readonly type: "integers"; readonly description: string; readonly default: readonly number[] };

export type ParameterSchema = Readonly<Record<string, ParameterType>>;
export type ParameterValue = string | boolean | number | readonly string[] | readonly number[];

/** Values of a policy's parameters, checked against its schema before any check runs. */
export class Parameters {
  constructor(private readonly values: ReadonlyMap<string, ParameterValue>) {}

  text(name: string): string {
    return this.value(name, (value): value is string => typeof value === "string");
  }
  flag(name: string): boolean {
    return this.value(name, (value): value is boolean => typeof value === "boolean");
  }
  integer(name: string): number {
    return this.value(name, (value): value is number => typeof value === "number");
  }
  texts(name: string): readonly string[] {
    return this.value(name, (value): value is readonly string[] => Array.isArray(value));
  }
  integers(name: string): readonly number[] {
    return this.value(name, (value): value is readonly number[] => Array.isArray(value));
  }

  private value<T extends ParameterValue>(name: string, is: (value: ParameterValue) => value is T): T {
    const value = this.values.get(name);
    if (value === undefined || !is(value)) throw new Error(`the policy has no such parameter: ${name}`);
    return value;
  }
}

/** The defaults of a schema, with the given values in place of some. */
export function parametersOf(
  schema: ParameterSchema | undefined,
  given: Readonly<Record<string, ParameterValue>> = {},
): Parameters {
  const values = new Map<string, ParameterValue>();
  for (const [name, parameter] of Object.entries(schema ?? {}))
    values.set(name, given[name] ?? parameter.default);
  return new Parameters(values);
}
