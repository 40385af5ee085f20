/** The code of an error that the SDK threw, such as `InvalidGroup.NotFound`; "Error" for what has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error)
    return "Code" in error && typeof error.Code === "string" ? error.Code : error.name;
  return "Error";
}

/** True when the error says that the thing acted on is not there. */
export function isGone(error: unknown): boolean {
  return /NotFound|NoSuch/.test(errorCode(error));
}

/** A readable line about any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${errorCode(error)}: ${error.message}` : String(error);
}
