import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { PlanError, readPlan } from "../../../functions/network-baseline/check-plan";
import { expectationOf } from "../../../functions/network-baseline/expectation";
import { type PlannedNetwork, type PlannedRule } from "../../../functions/network-baseline/planned";

function rule(direction: "ingress" | "egress", more: Partial<PlannedRule> = {}): PlannedRule {
  return { direction, protocol: "tcp", fromPort: 443, toPort: 443, peer: { cidr: "0.0.0.0/0" }, ...more };
}

const PLAN: PlannedNetwork = {
  subnets: [
    {
      name: "web",
      vpc: "a",
      workload: "shop",
      tier: "web",
      cidr: "10.1.1.0/24",
      ipv6Cidr: "2001:db8:1::/64",
      groups: ["web"],
      nacl: "tier",
      routeTable: "public",
    },
    {
      name: "app",
      vpc: "a",
      workload: "shop",
      tier: "app",
      cidr: "10.1.2.0/24",
      groups: ["app"],
      nacl: "tier",
      routeTable: "private",
    },
  ],
  groups: [
    {
      name: "web",
      rules: [
        rule("ingress"),
        rule("ingress", { peer: { cidr: "::/0" } }),
        rule("ingress", { protocol: "icmp", fromPort: 8, toPort: 0 }),
        rule("egress", { fromPort: 8000, toPort: 8099, peer: { group: "app" } }),
        rule("egress", { peer: { prefixes: ["52.95.150.0/24"] } }),
      ],
    },
    {
      name: "app",
      rules: [
        rule("ingress", { fromPort: 8000, toPort: 8099, peer: { group: "web" } }),
        rule("egress", { protocol: "-1", fromPort: 0, toPort: 0 }),
      ],
    },
  ],
  nacls: [
    {
      name: "tier",
      entries: [
        {
          direction: "ingress",
          number: 90,
          protocol: "tcp",
          fromPort: 8050,
          toPort: 8050,
          cidr: "10.1.0.0/16",
          allow: false,
        },
        {
          direction: "ingress",
          number: 100,
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          cidr: "0.0.0.0/0",
          allow: true,
        },
        {
          direction: "ingress",
          number: 101,
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          cidr: "::/0",
          allow: true,
        },
        {
          direction: "egress",
          number: 100,
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          cidr: "0.0.0.0/0",
          allow: true,
        },
      ],
    },
  ],
  routeTables: [
    {
      name: "public",
      routes: [
        { destination: "0.0.0.0/0", target: "igw" },
        { destination: "::/0", target: "igw" },
      ],
    },
    {
      name: "private",
      routes: [
        { destination: "0.0.0.0/0", target: "nat" },
        { destination: "203.0.113.0/24", target: "blackhole" },
      ],
    },
  ],
};

describe("expected flows", () => {
  const { judge, subnetOf } = expectationOf(readPlan(JSON.stringify(PLAN)));

  const cases: [string, string, string, number, number, true | RegExp][] = [
    ["a customer to the site", "81.1.1.1", "10.1.1.5", 6, 443, true],
    ["over IPv6", "2001:db8:ffff::1", "2001:db8:1::7", 6, 443, true],
    [
      "to another port",
      "81.1.1.1",
      "10.1.1.5",
      6,
      22,
      /^no ingress rule of web lets tcp 22 from 81.1.1.1 into web$/,
    ],
    ["by another protocol", "81.1.1.1", "10.1.1.5", 17, 443, /udp 443/],
    ["a ping, whatever ports the rule has", "81.1.1.1", "10.1.1.5", 1, 0, true],
    ["web to app, by group", "10.1.1.5", "10.1.2.9", 6, 8080, true],
    ["web to app at the range's edge", "10.1.1.5", "10.1.2.9", 6, 8099, true],
    ["web to app beyond the range", "10.1.1.5", "10.1.2.9", 6, 8100, /^no egress rule of web/],
    [
      "what the NACL denies first",
      "10.1.1.5",
      "10.1.2.9",
      6,
      8050,
      /^NACL tier denies tcp 8050 from 10.1.1.5 by entry 90$/,
    ],
    ["app to web, where only egress allows", "10.1.2.9", "10.1.1.5", 6, 22, /^no ingress rule of web/],
    ["web to a prefix list", "10.1.1.5", "52.95.150.7", 6, 443, true],
    ["web beyond the prefix list", "10.1.1.5", "52.95.151.7", 6, 443, /^no egress rule of web/],
    ["app to the internet", "10.1.2.9", "8.8.8.8", 17, 53, true],
    ["app into a blackhole", "10.1.2.9", "203.0.113.4", 6, 443, /^app has a blackhole for 203.0.113.4$/],
    ["app to IPv6, which has no route", "10.1.2.9", "2001:db8::1", 6, 443, /^no egress rule|no route|denies/],
    ["within one subnet the NACL is not asked", "10.1.2.9", "10.1.2.10", 6, 8050, /^no ingress rule of app/],
  ];
  for (const [name, from, to, protocol, port, expected] of cases) {
    it(`${name}: ${expected === true ? "planned" : "not planned"}`, () => {
      const verdict = judge({ from, to, protocol, port });
      if (expected === true) {
        assert.deepEqual(verdict, { planned: true });
      } else {
        assert.ok(!verdict.planned);
        assert.match(verdict.because, expected);
      }
    });
  }

  const withSubnet = (more: Partial<PlannedNetwork["subnets"][number]>) =>
    expectationOf({
      ...PLAN,
      subnets: PLAN.subnets.map((one) => (one.name === "web" ? { ...one, ...more } : one)),
    });

  it("has the NACL alone decide where interfaces carry no group", () => {
    const nat = withSubnet({ groups: [], withoutGroups: true });
    assert.deepEqual(nat.judge({ from: "81.1.1.1", to: "10.1.1.5", protocol: 17, port: 53 }), {
      planned: true,
    });
    assert.match(
      JSON.stringify(nat.judge({ from: "10.1.2.9", to: "10.1.1.5", protocol: 6, port: 8050 })),
      /NACL tier denies/,
    );
    assert.equal(
      withSubnet({ groups: [] }).judge({ from: "81.1.1.1", to: "10.1.1.5", protocol: 6, port: 443 }).planned,
      false,
    );
  });

  it("asks neither NACL nor route for what enters in the subnet itself, and its groups all the same", () => {
    const entry = { enteredFrom: ["81.1.1.0/24"], nacl: "closed", routeTable: "private" };
    const { judge: judged } = expectationOf({
      ...PLAN,
      nacls: [...PLAN.nacls, { name: "closed", entries: [] }],
      subnets: PLAN.subnets.map((one) => (one.name === "web" ? { ...one, ...entry } : one)),
    });
    assert.deepEqual(judged({ from: "81.1.1.1", to: "10.1.1.5", protocol: 6, port: 443 }), { planned: true });
    assert.equal(judged({ from: "81.1.1.1", to: "10.1.1.5", protocol: 6, port: 22 }).planned, false);
    assert.match(
      JSON.stringify(judged({ from: "81.1.2.1", to: "10.1.1.5", protocol: 6, port: 443 })),
      /NACL closed denies/,
    );
  });

  it("knows the subnet of an address of either family", () => {
    assert.equal(subnetOf("10.1.2.200")?.name, "app");
    assert.equal(subnetOf("2001:db8:1::9")?.name, "web");
    assert.equal(subnetOf("10.2.0.1"), undefined);
  });

  const opening = fc.record({
    from: fc.oneof(fc.ipV4(), fc.constantFrom("10.1.1.5", "10.1.2.9")),
    to: fc.oneof(fc.ipV4(), fc.constantFrom("10.1.1.5", "10.1.2.9")),
    protocol: fc.constantFrom(1, 6, 17, 47),
    port: fc.nat({ max: 65535 }),
  });

  it("one rule more never makes a planned flow unplanned, and one less never the reverse", () => {
    const wider: PlannedNetwork = {
      ...PLAN,
      groups: PLAN.groups.map((group) => ({
        ...group,
        rules: [...group.rules, rule("ingress", { protocol: "udp", fromPort: 0, toPort: 65535 })],
      })),
    };
    const more = expectationOf(wider);
    fc.assert(
      fc.property(opening, (one) => {
        assert.ok(!judge(one).planned || more.judge(one).planned);
      }),
    );
  });

  it("answers the same whatever the order of rules, entries and routes", () => {
    const reversed: PlannedNetwork = {
      subnets: [...PLAN.subnets].reverse(),
      groups: PLAN.groups.map((group) => ({ ...group, rules: [...group.rules].reverse() })).reverse(),
      nacls: PLAN.nacls.map((nacl) => ({ ...nacl, entries: [...nacl.entries].reverse() })),
      routeTables: PLAN.routeTables.map((table) => ({ ...table, routes: [...table.routes].reverse() })),
    };
    const other = expectationOf(reversed);
    fc.assert(fc.property(opening, (one) => assert.deepEqual(other.judge(one), judge(one))));
  });
});

describe("reading a plan", () => {
  it("names every mistake with its place", () => {
    const broken = {
      subnets: [{ ...PLAN.subnets[0], cidr: "10.1.1.0/33", groups: ["none"], nacl: "x", routeTable: "y" }],
      groups: [
        {
          name: "g",
          rules: [rule("ingress", { peer: { group: "h" } }), rule("egress", { peer: { cidr: "all" } })],
        },
      ],
      nacls: [],
      routeTables: [],
    };
    assert.throws(
      () => readPlan(JSON.stringify(broken)),
      (error) => {
        assert.ok(error instanceof PlanError);
        assert.deepEqual(error.problems, [
          'subnet web: "10.1.1.0/33" is not an address block',
          'subnet web: there is no group "none"',
          'subnet web: there is no NACL "x"',
          'subnet web: there is no route table "y"',
          'group g, rule 0: there is no group "h"',
          'group g, rule 1: "all" is not an address block',
        ]);
        return true;
      },
    );
  });

  it("says what is missing, or that it is no JSON", () => {
    assert.throws(() => readPlan("{"), /^PlanError: not JSON/);
    assert.throws(() => readPlan('{"subnets":[]}'), /groups: a list is needed\nnacls: a list is needed/);
    assert.throws(() => readPlan("null"), /subnets: a list is needed/);
  });
});
