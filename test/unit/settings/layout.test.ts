import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, parseCidr, sizeOf } from "../../../settings/addresses/cidr";
import {
  blocksOf,
  hubTiers,
  layOut,
  longestPrefix,
  spokeTiers,
  type TierShare,
  zoneSlots,
} from "../../../settings/addresses/layout";

const zones = ["a", "b", "c", "d"].map((letter) => `eu-west-2${letter}`);

const kinds: Array<[name: string, shares: readonly TierShare[]]> = [
  ["spoke", spokeTiers],
  ["hub", hubTiers],
];

describe("layout", () => {
  it("lays a /20 spoke over two zones", () =>
    assert.deepEqual(
      layOut("10.32.16.0/20", spokeTiers, zones, zones.slice(0, 2), ["web", "data", "egress"]),
      {
        cidr: "10.32.16.0/20",
        tierBlocks: {
          web: "10.32.16.0/22",
          app: "10.32.20.0/22",
          data: "10.32.24.0/22",
          egress: "10.32.28.0/23",
          attachment: "10.32.30.0/23",
        },
        subnets: [
          { tier: "web", availabilityZone: "eu-west-2a", cidr: "10.32.16.0/24" },
          { tier: "web", availabilityZone: "eu-west-2b", cidr: "10.32.17.0/24" },
          { tier: "data", availabilityZone: "eu-west-2a", cidr: "10.32.24.0/24" },
          { tier: "data", availabilityZone: "eu-west-2b", cidr: "10.32.25.0/24" },
          { tier: "egress", availabilityZone: "eu-west-2a", cidr: "10.32.28.0/25" },
          { tier: "egress", availabilityZone: "eu-west-2b", cidr: "10.32.28.128/25" },
        ],
      },
    ));

  it("gives a zone the slot it has in the environment, not in the workload", () =>
    assert.deepEqual(layOut("10.0.0.0/16", spokeTiers, zones, [zones[2]!], ["web"]).subnets, [
      { tier: "web", availabilityZone: "eu-west-2c", cidr: "10.0.32.0/20" },
    ]));

  for (const [name, shares] of kinds) {
    const tiers = shares.map(({ tier }) => tier);
    const anyPlan = fc.record({
      prefix: fc.integer({ min: 8, max: longestPrefix(shares) }),
      place: fc.integer({ min: 0, max: 255 }),
      zoneCount: fc.integer({ min: 1, max: zoneSlots }),
      used: fc.subarray(tiers),
    });
    const cidrOf = (prefix: number, place: number): string =>
      prefix === 8
        ? `${place}.0.0.0/8`
        : prefix > 16
          ? `10.${place}.0.0/${prefix}`
          : `${place}.0.0.0/${prefix}`;

    it(`keeps every subnet of a ${name} inside its tier, aligned, apart and large enough for AWS`, () =>
      fc.assert(
        fc.property(anyPlan, ({ prefix, place, zoneCount, used }) => {
          const cidr = cidrOf(prefix, place);
          const plan = layOut(cidr, shares, zones, zones.slice(0, zoneCount), used);
          const blocks = new Map(tiers.map((tier) => [tier, parseCidr(plan.tierBlocks[tier]!)]));
          const subnets = plan.subnets.map((subnet) => ({ ...subnet, block: parseCidr(subnet.cidr) }));
          assert.equal(subnets.length, zoneCount * used.length);
          for (const block of blocks.values()) assert.ok(contains(parseCidr(cidr), block));
          for (const { tier, block } of subnets) {
            assert.ok(contains(blocks.get(tier)!, block));
            assert.equal(block.base % sizeOf(block.prefix), 0);
            assert.ok(block.prefix <= 28);
          }
          for (const list of [[...blocks.values()], subnets.map(({ block }) => block)]) {
            list.forEach((a, i) => list.slice(i + 1).forEach((b) => assert.ok(!overlaps(a, b))));
          }
        }),
      ));

    it(`moves no subnet of a ${name} when a zone or a tier is added`, () =>
      fc.assert(
        fc.property(anyPlan, fc.subarray(tiers), ({ prefix, place, zoneCount, used }, more) => {
          const cidr = cidrOf(prefix, place);
          const fewZones = zones.slice(0, zoneCount);
          const before = layOut(cidr, shares, fewZones, fewZones, used).subnets;
          const after = layOut(cidr, shares, zones, zones, [...new Set([...used, ...more])]).subnets;
          const key = (subnet: (typeof before)[number]): string => Object.values(subnet).join(" ");
          const kept = new Set(after.map(key));
          for (const subnet of before) assert.ok(kept.has(key(subnet)), key(subnet));
        }),
      ));

    it(`refuses a ${name} whose subnets would be too small`, () => {
      assert.equal(longestPrefix(shares), 23);
      assert.doesNotThrow(() => layOut("10.0.0.0/23", shares, zones, zones, tiers));
      assert.throws(() => layOut("10.0.0.0/24", shares, zones, zones, tiers), {
        name: "RangeError",
        message: "10.0.0.0/24 is too small: at least a /23 is needed",
      });
    });
  }

  it("refuses a zone that the environment has not", () =>
    assert.throws(() => layOut("10.0.0.0/20", spokeTiers, zones.slice(0, 2), [zones[2]!], ["web"]), {
      name: "RangeError",
      message: "eu-west-2c is not a zone of the environment",
    }));

  it("covers neighbouring tiers by one block and others by one each", () => {
    const plan = layOut("10.0.0.0/16", spokeTiers, zones, [], []);
    assert.deepEqual(blocksOf(plan, ["web", "app"]), ["10.0.0.0/17"]);
    assert.deepEqual(blocksOf(plan, ["data", "web"]), ["10.0.0.0/18", "10.0.128.0/18"]);
  });
});
