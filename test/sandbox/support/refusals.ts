import * as assert from "node:assert/strict";
import { type Account, Accounts, HERE } from "./accounts";

/** What is done, AWS's code for why it is refused, and how to do it. */
export type Refused = readonly [
  what: string,
  code: string | RegExp,
  act: (account: Account, accounts: Accounts) => Promise<unknown>,
];

/** One test a case: the act must fail with the code, in a cloud of its own. */
export function refuses(title: string, cases: readonly Refused[]): void {
  describe(title, () => {
    for (const [what, code, act] of cases) {
      it(what, async () => {
        const accounts = new Accounts();
        const account = await accounts.in(HERE);
        const wanted =
          typeof code === "string" ? new RegExp(`api error ${code.replace(/[.]/g, "\\.")}:`) : code;
        await assert.rejects(async () => act(account, accounts), wanted);
      });
    }
  });
}
