import assert from "node:assert/strict";
import fc from "fast-check";
import { COUNTS, Places, type Use } from "../../policy-pack/analysis/quotas";
import { QUOTAS, type QuotaName } from "../../policy-pack/lib/facts/quotas";
import { withinQuotas } from "../../policy-pack/policies/network/within-quotas";
import { type Planned, U, judgeStack, modelOf } from "./harness";
import { BASE, PARTS, POLICIES, type Part } from "./quota-parts";

const START = [...BASE, ...POLICIES];
const NAMES = COUNTS.map(({ quota }) => quota);

/** All counts of a stack added up by quota, and whether each is known for sure. */
function sums(resources: readonly Planned[]): ReadonlyMap<QuotaName, { used: number; sure: boolean }> {
  const model = modelOf(resources);
  const places = new Places();
  return new Map(
    COUNTS.map(({ quota, uses }) => {
      let [used, sure] = [0, true];
      for (const { amount } of uses(model, places)) {
        used += amount.least;
        sure &&= amount.least === amount.most;
      }
      return [quota, { used, sure }];
    }),
  );
}

/** What the additions of a part raise, by quota. Attached policies come on top of what AWS attaches itself, once. */
function raised(quota: QuotaName, { by = 1, also = {} }: Part): Readonly<Partial<Record<QuotaName, number>>> {
  return { ...also, [quota]: by };
}

describe("quotas", () => {
  it("are counted, every one of the table, and each is tried here", () => {
    assert.deepEqual([...NAMES].sort(), Object.keys(QUOTAS).sort());
    assert.deepEqual(Object.keys(PARTS).sort(), Object.keys(QUOTAS).sort());
    assert.equal(new Set(NAMES).size, NAMES.length);
  });

  it("have a page of AWS's, and a bound that is no less than their value", () => {
    for (const [name, { value, adjustable, source, code }] of Object.entries(QUOTAS)) {
      assert.match(source, /^https:\/\/docs\.aws\.amazon\.com\//, name);
      if (typeof adjustable === "number") assert.ok(adjustable > value, name);
      if (code !== undefined) assert.match(code, /^L-[0-9A-F]{8}$/, name);
    }
    const codes = Object.values(QUOTAS).flatMap(({ code }) => (code === undefined ? [] : [code]));
    assert.equal(new Set(codes).size, codes.length, "each has a code of its own");
  });

  const before = sums([...START, ...NAMES.flatMap((quota) => PARTS[quota].add(`first-${quota}`))]);

  for (const quota of NAMES) {
    it(`${quota}: one more raises this count and no other`, () => {
      const part = PARTS[quota];
      const after = sums([
        ...START,
        ...NAMES.flatMap((one) => PARTS[one].add(`first-${one}`)),
        part.add("more"),
      ]);
      const differences = Object.fromEntries(
        NAMES.flatMap((one) => {
          const difference = (after.get(one)?.used ?? 0) - (before.get(one)?.used ?? 0);
          return difference === 0 ? [] : [[one, difference]];
        }),
      );
      assert.deepEqual(differences, raised(quota, part));
      assert.ok(after.get(quota)?.sure, "it is known");
    });
  }

  it("are counted the same in whatever order and number things come", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NAMES), { maxLength: 40 }), (chosen: readonly QuotaName[]) => {
        const all = [
          ...NAMES.map((one) => `first-${one}`),
          ...chosen.map((one, index) => `n${index}-${one}`),
        ];
        const resources = all.map((name) => PARTS[name.slice(name.indexOf("-") + 1) as QuotaName].add(name));
        const now = sums([...resources.reverse(), ...START]);
        const expected = new Map([...before].map(([name, { used }]) => [name, used]));
        for (const quota of chosen) {
          for (const [name, by] of Object.entries(raised(quota, PARTS[quota])))
            expected.set(name as QuotaName, (expected.get(name as QuotaName) ?? 0) + by);
        }
        assert.deepEqual(new Map([...now].map(([name, { used }]) => [name, used])), expected);
      }),
      { numRuns: 60 },
    );
  });
});

/** The largest use of a quota. */
function fullest(resources: readonly Planned[], quota: QuotaName): Use | undefined {
  const count = COUNTS.find((one) => one.quota === quota);
  const uses = [...(count?.uses(modelOf(resources), new Places()) ?? [])];
  return uses.sort((a, b) => b.amount.least - a.amount.least)[0];
}

describe("the policy within-quotas", () => {
  const judged = Object.keys(withinQuotas.parameters ?? {}) as QuotaName[];

  it("has a parameter for every quota but those that a policy of its own judges", () =>
    assert.deepEqual(
      NAMES.filter((name) => !judged.includes(name)),
      ["scpSize", "rcpSize", "declarativePolicySize"],
    ));

  const judge = (resources: readonly Planned[], quota: QuotaName, limit: number) =>
    [
      ...judgeStack(withinQuotas, {
        policy: "within-quotas",
        title: "",
        resources,
        expect: {},
        parameters: { [quota]: limit },
      }).values(),
    ].map((outcome) => outcome.status);

  for (const quota of judged) {
    it(`${quota}: is full at its limit, and over it with one more`, () => {
      const resources = [...START, PARTS[quota].add("one")];
      const used = fullest(resources, quota)?.amount.least ?? 0;
      assert.ok(used > 0);
      assert.ok(!judge(resources, quota, used).includes("violation"), `${used} of ${used}`);
      assert.ok(judge(resources, quota, used - 1).includes("violation"), `${used} of ${used - 1}`);
    });
  }

  it("says how many there are, of what and where, at the first that is too many", () => {
    const eips = ["a", "b", "c"].map((name) => PARTS.elasticIpsPerRegion.add(name));
    const outcomes = judgeStack(withinQuotas, {
      policy: "within-quotas",
      title: "",
      resources: eips,
      expect: {},
      parameters: { elasticIpsPerRegion: 2 },
    });
    assert.deepEqual(Object.fromEntries(outcomes), {
      c: {
        status: "violation",
        messages: [
          "The account 111111111111 has in eu-west-2 3 Elastic IP addresses per Region; the quota is 2.",
        ],
      },
    });
  });

  it("takes what may belong to any for a doubt only where it would not fit", () => {
    const route: Planned = { type: "aws:ec2/route:Route", name: "astray", props: { routeTableId: U } };
    assert.ok(!judge([...START, route], "routesPerTable", 1).includes("unknown"));
    const full = PARTS.routesPerTable.add("full");
    assert.ok(judge([...START, route, full], "routesPerTable", 1).includes("unknown"));
    assert.ok(
      judge([...START, route, full, PARTS.routesPerTable.add("over")], "routesPerTable", 1).includes(
        "violation",
      ),
    );
  });

  it("counts a rule once, whatever else its stored state has that is empty", () => {
    const stored: Planned = {
      type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      name: "stored",
      props: {
        securityGroupId: U,
        cidrIpv4: "10.0.0.0/8",
        cidrIpv6: "",
        prefixListId: "",
        referencedSecurityGroupId: "",
      },
      edges: { securityGroupId: ["group"] },
    };
    const old: Planned = {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      name: "old",
      props: { type: "egress", securityGroupId: U, cidrBlocks: ["10.0.0.0/8"], sourceSecurityGroupId: "" },
      edges: { securityGroupId: ["group"] },
    };
    assert.equal(fullest([...START, stored, old], "rulesPerGroup")?.amount.least, 2);
  });

  it("counts a prefix list for the most entries that it may have, in rules and in routes, by its id and before there is one", () => {
    const list = (name: string, id: string): Planned => ({
      type: "aws:ec2/managedPrefixList:ManagedPrefixList",
      name,
      props: { id, maxEntries: 30, entries: [] },
    });
    const rule = (name: string, prefixListId: string, of?: string): Planned => ({
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      name,
      props: { securityGroupId: U, prefixListId },
      edges: { securityGroupId: ["group"], ...(of === undefined ? {} : { prefixListId: [of] }) },
    });
    const route = (name: string, destinationPrefixListId: string, of?: string): Planned => ({
      type: "aws:ec2/route:Route",
      name,
      props: { routeTableId: U, destinationPrefixListId },
      edges: { routeTableId: ["table"], ...(of === undefined ? {} : { destinationPrefixListId: [of] }) },
    });
    const old: Planned = {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      name: "old",
      props: {
        type: "ingress",
        securityGroupId: U,
        prefixListIds: ["pl-a", "pl-of-aws"],
        cidrBlocks: ["10.0.0.0/8"],
      },
      edges: { securityGroupId: ["group"] },
    };
    const lists = [list("a", "pl-a"), list("b", U)];
    const made = [...START, ...lists, rule("r1", "pl-a"), rule("r2", U, "b"), rule("r3", "pl-of-aws"), old];
    assert.equal(fullest(made, "rulesPerGroup")?.amount.least, 30 + 30 + 1 + 32);
    const routes = [...START, ...lists, route("t1", "pl-a"), route("t2", U, "b"), route("t3", "pl-of-aws")];
    assert.equal(fullest(routes, "routesPerTable")?.amount.least, 30 + 30 + 1);
  });

  it("tells of documents that are not known yet once, and of one that is too large already at once", () => {
    const policies = (text: string) =>
      ["a", "b", "c"].map((name): Planned => ({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        name,
        props: { policy: text },
      }));
    const open = judgeStack(withinQuotas, { policy: "", title: "", resources: policies(U), expect: {} });
    assert.deepEqual(Object.fromEntries(open), {
      a: { status: "unknown", what: ["its bytes per bucket policy and that of 2 more"] },
    });
    const large = policies(`${"x".repeat(20_480)}${U}y`);
    assert.deepEqual(
      [...judgeStack(withinQuotas, { policy: "", title: "", resources: large, expect: {} }).values()].map(
        (outcome) => outcome.status === "violation" && outcome.messages[0],
      ),
      large.map(() => "It has at least 20481 bytes per bucket policy; the quota is 20480."),
    );
  });
});

describe("places of quotas", () => {
  const vpc = (name: string, provider: string, account: object, props: Planned["props"] = {}): Planned => ({
    type: "aws:ec2/vpc:Vpc",
    name,
    props,
    provider: { name: provider, props: { region: "eu-west-2", ...account } },
  });
  const counted = (resources: readonly Planned[]) => {
    const uses = COUNTS.find(({ quota }) => quota === "vpcsPerRegion")?.uses(
      modelOf(resources),
      new Places(),
    );
    return [...(uses ?? [])].map(({ amount, place }) => [
      place.account ?? place.provider,
      place.region,
      amount.least,
    ]);
  };

  it("are one for all providers of an account, and one for each Region", () =>
    assert.deepEqual(
      counted([
        vpc("a", "one", { allowedAccountIds: '["111111111111"]' }),
        vpc("b", "two", { assumeRoles: '[{"roleArn":"arn:aws:iam::111111111111:role/R"}]' }),
        vpc(
          "c",
          "three",
          { assumeRole: { roleArn: "arn:aws:iam::111111111111:role/R" } },
          { region: "us-east-1" },
        ),
        vpc("d", "four", { allowedAccountIds: ["222222222222"] }),
      ]),
      [
        ["111111111111", "eu-west-2", 2],
        ["111111111111", "us-east-1", 1],
        ["222222222222", "eu-west-2", 1],
      ],
    ));

  it("are told apart by their providers while accounts are not known", () =>
    assert.deepEqual(
      counted([vpc("a", "one", { allowedAccountIds: U }), vpc("b", "two", { allowedAccountIds: U })]),
      [
        ["one", "eu-west-2", 1],
        ["two", "eu-west-2", 1],
      ],
    ));
});
