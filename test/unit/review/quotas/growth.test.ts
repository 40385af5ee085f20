import * as assert from "node:assert/strict";
import fc from "fast-check";
import { modelOfText } from "../../../../policy-pack/analysis";
import { type QuotaName } from "../../../../policy-pack/lib/facts/quotas";
import { growthOf } from "../../../../review/quotas/growth";
import { type Limits, defaultLimits } from "../../../../review/quotas/limits";
import { growthText } from "../../../../review/quotas/show";
import { usagesOf } from "../../../../review/quotas/usage";
import { type Network, network, previewOf, stateOf } from "./states";

const modelOf = (shape: Network) => modelOfText(stateOf(network(shape)));

/** Quotas that a network is over, each once. */
function exceeded(shape: Network, limits: Limits): QuotaName[] {
  const over = usagesOf(modelOf(shape), limits).filter(({ amount, limit }) => amount.least > limit);
  return [...new Set(over.map(({ quota }) => quota))];
}

describe("room for more workloads", () => {
  it("is what the fullest quota that they share leaves, told of each once", () => {
    const growth = growthOf(modelOf({ workloads: 4, routes: 3 }), defaultLimits);
    assert.ok(growth);
    assert.deepEqual(growth.workloads, [
      "in-200000000000",
      "in-200000000001",
      "in-200000000002",
      "in-200000000003",
    ]);
    assert.deepEqual(
      growth.rooms.map(({ usage, each, more }) => [usage.quota, usage.amount.least, each, more]),
      [
        ["peeringsPerVpc", 4, 1, 46],
        ["routesPerTable", 12, 3, 162],
        ["vpcsPerPrivateZone", 4, 1, 296],
        // An element of a list has 40 characters, its quotes and a comma.
        ["bucketPolicySize", 320, 43, 468],
      ],
    );
    assert.match(
      growthText(growth),
      /^46 more workloads like .* fit\. The limit that they meet first:\n {2}active peerings/,
    );
  });

  it("is what stacks with as many more really have: the last fits, and one more is over the quota that was told", () => {
    const limit = fc.integer({ min: 8, max: 40 });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        limit,
        limit,
        limit,
        fc.integer({ min: 500, max: 2000 }),
        (workloads, routes, peeringsPerVpc, routesPerTable, vpcsPerPrivateZone, bucketPolicySize) => {
          const given: Partial<Record<QuotaName, number>> = {
            peeringsPerVpc,
            routesPerTable: routesPerTable + 10,
            vpcsPerPrivateZone,
            bucketPolicySize,
          };
          const limits: Limits = (quota) => given[quota] ?? defaultLimits(quota);
          const growth = growthOf(modelOf({ workloads, routes }), limits);
          const [first] = growth?.rooms ?? [];
          assert.ok(first);
          assert.deepEqual(exceeded({ workloads: workloads + first.more, routes }, limits), []);
          const over = exceeded({ workloads: workloads + first.more + 1, routes }, limits);
          assert.ok(over.includes(first.usage.quota), `${first.usage.quota} is not among ${over.join(", ")}`);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is an average of workloads that are not alike", () => {
    const [one, more] = [network({ workloads: 2, routes: 1 }), network({ workloads: 3, routes: 4 })];
    const names = new Set(one.map(({ name }) => name));
    const mixed = [...one, ...more.filter(({ name }) => name.endsWith("w2") && !names.has(name))];
    const growth = growthOf(modelOfText(stateOf(mixed)), defaultLimits);
    const routes = growth?.rooms.find(({ usage }) => usage.quota === "routesPerTable");
    assert.deepEqual([routes?.each, routes?.more], [2, 247]);
  });

  it("is not told of a single workload, nor of none", () => {
    assert.equal(growthOf(modelOf({ workloads: 1 }), defaultLimits), undefined);
    assert.equal(growthOf(modelOf({ workloads: 0 }), defaultLimits), undefined);
  });

  it("says so when something cannot be told yet", () => {
    const made = network({ workloads: 2 }).map((one) =>
      one.name === "logs" ? { ...one, inputs: {}, from: { policy: "hub" } } : one,
    );
    const growth = growthOf(modelOfText(previewOf(made)), defaultLimits);
    assert.ok(growth?.open);
    assert.match(
      growthText(growth),
      /^48 more workloads .*\nWhat cannot be told yet is not reckoned with\.$/s,
    );
  });
});
