import assert from "node:assert/strict";
import fc from "fast-check";
import {
  aggregate,
  childBlock,
  type Cidr,
  contains,
  formatCidr,
  lastAddress,
  overlaps,
  parseCidr,
  readCidr,
  sizeOf,
} from "../../../settings/addresses/cidr";
import { anyCidr } from "../settings-of";

/** Blocks inside 10.0.0.0/24, whose addresses can be listed. */
const smallCidr = fc
  .record({ offset: fc.integer({ min: 0, max: 255 }), prefix: fc.integer({ min: 24, max: 32 }) })
  .map(({ offset, prefix }): Cidr => {
    const size = sizeOf(prefix);
    return { base: 10 * 2 ** 24 + Math.floor(offset / size) * size, prefix };
  });

function addressesOf(blocks: readonly Cidr[]): number[] {
  const all = blocks.flatMap((block) =>
    Array.from({ length: sizeOf(block.prefix) }, (_, i) => block.base + i),
  );
  return [...new Set(all)].sort((a, b) => a - b);
}

describe("cidr", () => {
  const read: Array<[text: string, base: number, prefix: number]> = [
    ["0.0.0.0/0", 0, 0],
    ["10.0.0.0/8", 10 * 2 ** 24, 8],
    ["10.32.16.0/20", 10 * 2 ** 24 + 32 * 2 ** 16 + 16 * 2 ** 8, 20],
    ["128.0.0.0/1", 2 ** 31, 1],
    ["255.255.255.255/32", 2 ** 32 - 1, 32],
  ];
  for (const [text, base, prefix] of read) {
    it(`reads ${text}`, () => assert.deepEqual(readCidr(text), { ok: true, cidr: { base, prefix } }));
  }

  const form = "an IPv4 block such as 10.0.0.0/16";
  const refused: Array<[text: string, allowed: string]> = [
    ["", form],
    ["10.0.0.0", form],
    ["10.0.0/16", form],
    ["10.0.0.0/33", form],
    ["10.0.0.0/160", form],
    ["256.0.0.0/8", form],
    ["10.0.0.0/16 ", form],
    ["10.0.0.0/16\n", form],
    ["010.0.0.0/8", form],
    ["10.0.0.0/08", form],
    ["-1.0.0.0/8", form],
    ["2001:db8::/32", form],
    ["10.0.1.0/16", "a block that starts at its own first address, here 10.0.0.0/16"],
    ["255.255.255.255/0", "a block that starts at its own first address, here 0.0.0.0/0"],
  ];
  for (const [text, allowed] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readCidr(text), { ok: false, allowed });
      assert.throws(() => parseCidr(text), { message: `${JSON.stringify(text)} is not ${allowed}` });
    });
  }

  it("formats what it has read and reads what it has formatted", () =>
    fc.assert(fc.property(anyCidr, (block) => assert.deepEqual(parseCidr(formatCidr(block)), block))));

  it("agrees with lists of addresses on overlaps and contains", () =>
    fc.assert(
      fc.property(smallCidr, smallCidr, (a, b) => {
        const [ofA, ofB] = [new Set(addressesOf([a])), addressesOf([b])];
        assert.equal(
          overlaps(a, b),
          ofB.some((address) => ofA.has(address)),
        );
        assert.equal(
          contains(a, b),
          ofB.every((address) => ofA.has(address)),
        );
      }),
    ));

  it("divides a block into children that follow each other", () => {
    const block = parseCidr("10.0.0.0/22");
    const children = [0, 1, 2, 3].map((index) => formatCidr(childBlock(block, 24, index)));
    assert.deepEqual(children, ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]);
    assert.equal(lastAddress(childBlock(block, 24, 3)), lastAddress(block));
  });

  for (const [prefix, index] of [
    [24, 4],
    [24, -1],
    [21, 0],
  ] as const) {
    it(`has no /${prefix} number ${index} in a /22`, () =>
      assert.throws(() => childBlock(parseCidr("10.0.0.0/22"), prefix, index), RangeError));
  }

  it("merges blocks into the fewest that cover the same addresses", () =>
    fc.assert(
      fc.property(fc.array(smallCidr, { maxLength: 12 }), (blocks) => {
        const merged = aggregate(blocks);
        assert.deepEqual(addressesOf(merged), addressesOf(blocks));
        // The fewest blocks of a set are those that no larger block inside the set holds.
        const held = new Set(addressesOf(blocks));
        for (const block of merged) {
          assert.equal(block.base % sizeOf(block.prefix), 0, formatCidr(block));
          if (block.prefix === 24) continue;
          const size = sizeOf(block.prefix - 1);
          const parent = { base: Math.floor(block.base / size) * size, prefix: block.prefix - 1 };
          assert.ok(!addressesOf([parent]).every((address) => held.has(address)), formatCidr(block));
        }
        const starts = merged.map(({ base }) => base);
        assert.deepEqual(
          starts,
          [...new Set(starts)].sort((a, b) => a - b),
        );
      }),
    ));
});
