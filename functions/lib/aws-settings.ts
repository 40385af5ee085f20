/** How a client of the SDK makes its calls. */
export interface Calls {
  readonly maxAttempts: number;
  readonly retryMode: "adaptive";
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * A throttled API is called six times before its error is passed on, the SDK's adaptive mode slowing down between them. Without times of its own
 * the SDK waits for ever, and one answer that does not come costs the whole function its time. Six calls without an answer and the waits
 * between them take less than the shortest function has.
 *
 * @param answerMs milliseconds in which an answer must be there
 */
const calls = (answerMs: number): Calls => ({
  maxAttempts: 6,
  retryMode: "adaptive",
  requestHandler: { connectionTimeout: 2_000, requestTimeout: answerMs, throwOnRequestTimeout: true },
});

/** For the account a function runs in. */
export const OWN_CALLS: Calls = calls(5_000);

/** For the accounts it looks into, where a description of everything may be long. */
export const MEMBER_CALLS: Calls = calls(10_000);

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
