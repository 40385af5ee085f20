/** A refusal as AWS gives it: an error code of the service's API and its message. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /**
   * @param code    the service's error code, e.g. `InvalidVpc.Range`
   * @param text    the message AWS sends with it
   * @param property the input at fault, when one is
   */
  constructor(
    readonly code: string,
    readonly text: string,
    readonly property?: string,
  ) {
    super(`api error ${code}: ${text}`);
  }
}

/** Throws a {@link Refusal}. */
export function refuse(code: string, text: string, property?: string): never {
  throw new Refusal(code, text, property);
}

/** What the sandbox cannot answer for: said plainly, never guessed at. */
export class NotModelled extends Error {
  override readonly name = "NotModelled";

  constructor(what: string) {
    super(`sandbox: ${what} is not modelled; docs/sandbox.md says what is and how to add to it`);
  }
}
