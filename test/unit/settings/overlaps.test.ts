import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, formatCidr, overlaps, parseCidr } from "../../../settings/addresses/cidr";
import { findOverlaps, firstFreeBlock, type NamedBlock } from "../../../settings/addresses/overlaps";

/** Blocks inside 10.0.0.0/16, near enough to each other to clash often. */
const nearCidr = fc
  .record({ offset: fc.integer({ min: 0, max: 2 ** 16 - 1 }), prefix: fc.integer({ min: 16, max: 28 }) })
  .map(({ offset, prefix }) => {
    const size = 2 ** (32 - prefix);
    return { base: 10 * 2 ** 24 + Math.floor(offset / size) * size, prefix };
  });

const named = (cidrs: readonly string[]): NamedBlock[] =>
  cidrs.map((cidr, index) => ({ owner: `owner ${index}`, path: `blocks[${index}]`, cidr }));

const pair = (a: string, b: string): string => [a, b].sort().join(" and ");

describe("overlaps", () => {
  const cases: Array<[title: string, cidrs: string[], pairs: Array<[first: number, second: number]>]> = [
    ["nothing", [], []],
    ["neighbours", ["10.0.0.0/24", "10.0.1.0/24"], []],
    ["twins", ["10.0.0.0/24", "10.0.0.0/24"], [[0, 1]]],
    ["one inside the other", ["10.0.5.0/24", "10.0.0.0/16"], [[1, 0]]],
    [
      "a chain of three",
      ["10.0.0.0/16", "10.0.0.0/20", "10.0.0.0/24"],
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ],
    ],
    [
      "a large one over two apart",
      ["10.0.1.0/24", "10.0.3.0/24", "10.0.0.0/22"],
      [
        [2, 0],
        [2, 1],
      ],
    ],
  ];
  for (const [title, cidrs, pairs] of cases) {
    it(`finds the pairs of ${title}`, () => {
      const blocks = named(cidrs);
      const expected = pairs.map(([first, second]) => ({ first: blocks[first], second: blocks[second] }));
      assert.deepEqual(findOverlaps(blocks), expected);
    });
  }

  it("finds the pairs that comparing each with each finds", () =>
    fc.assert(
      fc.property(fc.array(nearCidr, { maxLength: 25 }), (cidrs) => {
        const blocks = named(cidrs.map(formatCidr));
        const expected = cidrs.flatMap((a, i) =>
          cidrs.slice(i + 1).flatMap((b, j) => {
            const apart = a.base + 2 ** (32 - a.prefix) <= b.base || b.base + 2 ** (32 - b.prefix) <= a.base;
            return apart ? [] : [pair(blocks[i]!.path, blocks[i + 1 + j]!.path)];
          }),
        );
        const found = findOverlaps(blocks).map(({ first, second }) => pair(first.path, second.path));
        assert.deepEqual(found.sort(), expected.sort());
      }),
    ));

  const free: Array<[title: string, prefix: number, taken: string[], expected: string | undefined]> = [
    ["an empty space", 24, [], "10.0.0.0/24"],
    ["behind a block", 24, ["10.0.0.0/24"], "10.0.1.0/24"],
    ["aligned behind a small block", 20, ["10.0.0.0/28"], "10.0.16.0/20"],
    ["a gap", 24, ["10.0.2.0/23", "10.0.0.0/24"], "10.0.1.0/24"],
    ["a full space", 24, ["10.0.0.0/16"], undefined],
    ["more than the space holds", 15, [], undefined],
  ];
  for (const [title, prefix, taken, expected] of free) {
    it(`offers in ${title}: ${expected ?? "nothing"}`, () =>
      assert.equal(firstFreeBlock(parseCidr("10.0.0.0/16"), prefix, taken.map(parseCidr)), expected));
  }

  it("offers the first block that is free, when there is one", () =>
    fc.assert(
      fc.property(
        fc.array(nearCidr, { maxLength: 12 }),
        fc.integer({ min: 16, max: 24 }),
        (taken, prefix) => {
          const space = parseCidr("10.0.0.0/16");
          const candidates = Array.from({ length: 2 ** (prefix - 16) }, (_, index) => ({
            base: space.base + index * 2 ** (32 - prefix),
            prefix,
          }));
          const expected = candidates.find((block) => taken.every((other) => !overlaps(block, other)));
          const found = firstFreeBlock(space, prefix, taken);
          assert.equal(found, expected && formatCidr(expected));
          assert.ok(found === undefined || contains(space, parseCidr(found)));
        },
      ),
    ));
});
