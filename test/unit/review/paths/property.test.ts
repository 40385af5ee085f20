import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { has } from "../../../../review/paths/ports";
import { type Written, flowsOfWritten, group, tier } from "./support";
import { type Entry, type GroupRule, type Tier, type Way, reaches } from "./walk-by-hand";

/** Edges of every range below, and what lies beside them. */
const PORTS = [0, 22, 442, 443, 444, 1023, 1024, 2000, 2001, 3389, 5432, 60000, 65535];
const CALLERS = PORTS.filter((port) => port >= 1024);
const BLOCKS = [
  "0.0.0.0/0",
  "10.0.0.0/15",
  "10.0.0.0/16",
  "10.1.0.0/16",
  "10.0.0.0/24",
  "10.0.1.0/24",
  "10.1.0.0/24",
  "10.0.0.128/25",
  "10.1.0.64/26",
];
/** One address of each piece that these blocks cut the subnets into. */
const HOSTS = [1, 65, 129, 193];
/** VPC and subnet of each tier. */
const PLACES = [
  [0, 0],
  [0, 1],
  [1, 0],
] as const;

const traffic = {
  protocol: fc.constantFrom("tcp" as const, "tcp" as const, "udp" as const, "-1" as const),
  ends: fc.tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS)),
};
const range = ([a, b]: readonly [number, number]) => ({ from: Math.min(a, b), to: Math.max(a, b) });
const block = fc.constantFrom(...BLOCKS);
const entry = fc
  .record({ ...traffic, egress: fc.boolean(), allow: fc.constantFrom(true, true, true, false), block })
  .map(({ ends, ...rest }) => ({ ...rest, ...range(ends) }));
const entries = fc
  .array(entry, { minLength: 2, maxLength: 7 })
  .map((list) => list.map((one, index): Entry => ({ ...one, number: (index + 1) * 10 })));
const rule = fc
  .record({ ...traffic, egress: fc.boolean(), peer: fc.oneof(block, fc.constantFrom(0, 1, 2)) })
  .map(({ ends, ...rest }): GroupRule => ({ ...rest, ...range(ends) }));
const routes = fc.uniqueArray(
  fc.record({
    block: fc.constantFrom("10.0.0.0/16", "10.1.0.0/16", "10.0.0.0/15", "10.1.0.64/26", "10.0.0.128/25"),
    over: fc.constantFrom("peering" as const, "peering" as const, "blackhole" as const),
  }),
  { maxLength: 4, selector: (one: Way) => one.block },
);
const tiers: fc.Arbitrary<readonly Tier[]> = fc.tuple(
  ...PLACES.map(([vpc, subnet]) =>
    fc.record({
      vpc: fc.constant(vpc),
      subnet: fc.constant(subnet),
      entries,
      rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
      // A VPC's own block cannot be a peering's.
      routes: routes.map((list) => list.filter((one) => one.block !== `10.${vpc}.0.0/16`)),
    }),
  ),
);

const nameOf = (index: number): string => `t${index}`;
const vpcOf = (index: number): string => `v${PLACES[index]?.[0] ?? 0}`;

function written(all: readonly Tier[]): Written[] {
  return [
    ["vpc", "v0", { cidrBlock: "10.0.0.0/16" }],
    ["vpc", "v1", { cidrBlock: "10.1.0.0/16" }],
    ["peering", "p", { vpcId: "@v0", peerVpcId: "@v1", autoAccept: true }],
    ...all.flatMap((one, index): Written[] => [
      ...tier(
        vpcOf(index),
        nameOf(index),
        `10.${one.vpc}.${one.subnet}.0/24`,
        one.entries.map(
          ({ egress, number, allow, protocol, from, to, block: cidr }) =>
            `${egress ? "out" : "in"} ${number} ${allow ? "allow" : "deny"} ${protocol} ${from}-${to} ${cidr}`,
        ),
      ),
      ...group(
        vpcOf(index),
        nameOf(index),
        one.rules.map(
          ({ egress, protocol, from, to, peer }) =>
            `${egress ? "out" : "in"} ${protocol} ${from}-${to} ${typeof peer === "number" ? `@${vpcOf(peer)}-${nameOf(peer)}` : peer}`,
        ),
      ),
      ...one.routes.map(({ block: destinationCidrBlock, over }, n): Written => [
        "route",
        `r${index}-${n}`,
        {
          routeTableId: `@${vpcOf(index)}-${nameOf(index)}-a-table`,
          destinationCidrBlock,
          ...(over === "peering" ? { vpcPeeringConnectionId: "@p" } : {}),
        },
      ]),
    ]),
  ];
}

describe("network paths, packet by packet", () => {
  it("are those of a walk by hand of every port and address at an edge", function () {
    this.timeout(60_000);
    let open = 0;
    fc.assert(
      fc.property(tiers, (all) => {
        const flows = flowsOfWritten(written(all));
        assert.deepEqual(
          flows.filter(({ maybe }) => maybe.size > 0),
          [],
        );
        for (const from of all.keys()) {
          for (const to of all.keys()) {
            const [a, b] = [`${vpcOf(from)}/${nameOf(from)}`, `${vpcOf(to)}/${nameOf(to)}`];
            const found = flows.filter((flow) => flow.from === a && flow.to === b);
            for (const protocol of ["tcp", "udp"] as const) {
              for (const port of PORTS) {
                const byHand = HOSTS.some((x) =>
                  HOSTS.some((y) =>
                    reaches(
                      all,
                      from,
                      to,
                      [`10.${PLACES[from]?.join(".")}.${x}`, `10.${PLACES[to]?.join(".")}.${y}`],
                      protocol,
                      port,
                      CALLERS,
                    ),
                  ),
                );
                if (byHand) open++;
                const told = found.some(({ sure }) => has(sure, protocol, port));
                assert.equal(told, byHand, `${a} -> ${b} ${protocol} ${port}`);
              }
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(open > 300, `${open} open ones among them`);
  });
});
