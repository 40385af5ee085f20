import * as assert from "node:assert/strict";
import { createRequire } from "node:module";

const { words } = createRequire(__filename)("../../sandbox/language/options.js") as {
  words: (line: string) => string[];
};

describe("runtime option nodeargs", () => {
  const cases: [line: string, expected: string[]][] = [
    ["", []],
    ["  --a   --b=c ", ["--a", "--b=c"]],
    ["--require './my folder/a.js'", ["--require", "./my folder/a.js"]],
    ['--x="a b"c', ["--x=a bc"]],
    ["a\\ b", ["a b"]],
    ['"a \\" b"', ['a " b']],
    ["''", [""]],
  ];
  for (const [line, expected] of cases) {
    it(`${JSON.stringify(line)} is ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(words(line), expected));
  }

  it("with an unclosed quote is an error", () => assert.throws(() => words("--a 'b"), /unclosed '.*--a 'b/));
});
