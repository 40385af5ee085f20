import assert from "node:assert/strict";
import fc from "fast-check";
import { didYouMean, formatPath, SettingsError, show } from "../../../settings/problems";

describe("problems", () => {
  const words = ["accountId", "buckets", "cidr", "name", "tiers"];
  const guesses: Array<[written: string, expected: string | undefined]> = [
    ["acountId", "accountId"],
    ["account_id", "accountId"],
    ["bucket", "buckets"],
    ["bukcets", "buckets"],
    ["cdir", "cidr"],
    ["CIDR", "cidr"],
    ["tier", "tiers"],
    ["nmae", "name"],
    ["", undefined],
    ["vpc", undefined],
    ["subnets", undefined],
  ];
  for (const [written, expected] of guesses) {
    it(`takes ${JSON.stringify(written)} for ${expected ?? "nothing known"}`, () =>
      assert.equal(didYouMean(written, words), expected));
  }

  it("guesses nothing where nothing is allowed", () => assert.equal(didYouMean("name", []), undefined));

  it("guesses the word with one letter left out, doubled or swapped with its neighbour", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(20),
        fc.integer({ min: 0, max: 2 }),
        (word, place, how) => {
          const at = place % (word.length - 1);
          const [before, letter, next, rest] = [
            word.slice(0, at),
            word[at]!,
            word[at + 1]!,
            word.slice(at + 2),
          ];
          const slips = [
            before + next + rest,
            before + letter + letter + next + rest,
            before + next + letter + rest,
          ];
          assert.equal(didYouMean(slips[how]!, words), word);
        },
      ),
    ));

  const paths: Array<[path: PropertyKey[], expected: string]> = [
    [[], ""],
    [["region"], "region"],
    [["workloads", 2, "cidr"], "workloads[2].cidr"],
    [["network", "hub", "servicePorts", 0], "network.hub.servicePorts[0]"],
  ];
  for (const [path, expected] of paths) {
    it(`writes a path as ${JSON.stringify(expected)}`, () => assert.equal(formatPath(path), expected));
  }

  it("shows values short and on one line", () => {
    assert.equal(show(undefined), "nothing");
    assert.equal(show(null), "null");
    assert.equal(show("a\nb"), '"a\\nb"');
    assert.equal(show({ a: [1] }), '{"a":[1]}');
    assert.equal(show("x".repeat(78)), `"${"x".repeat(78)}"`);
    assert.equal(show("x".repeat(79)), `"${"x".repeat(76)}...`);
  });

  it("says in one message all that is wrong", () => {
    const first = { path: "region", found: '"eu"', allowed: "a Region" };
    const second = { path: "owner.email", found: "nothing", allowed: "an e-mail address" };
    assert.equal(
      new SettingsError("Pulumi.dev.yaml", [first]).message,
      'Pulumi.dev.yaml: 1 setting is wrong; nothing was registered.\n  region\n    found:   "eu"\n    allowed: a Region',
    );
    assert.equal(
      new SettingsError("Pulumi.dev.yaml", [first, second]).message,
      [
        "Pulumi.dev.yaml: 2 settings are wrong; nothing was registered.",
        "  region",
        '    found:   "eu"',
        "    allowed: a Region",
        "  owner.email",
        "    found:   nothing",
        "    allowed: an e-mail address",
      ].join("\n"),
    );
  });
});
