/** Calls a throttled API is given before its error is passed on; the SDK's adaptive mode slows down between them. */
export const MAX_ATTEMPTS = 6;

/** A variable without which the function cannot work. */
export function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`environment variable ${name} is not set`);
  return value;
}

/** A variable that holds a list, separated by commas. */
export function list(env: NodeJS.ProcessEnv, name: string, otherwise: readonly string[]): readonly string[] {
  const value = env[name];
  if (value === undefined || value.trim() === "") return otherwise;
  return value
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}
