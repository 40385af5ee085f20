import assert from "node:assert/strict";
import fc from "fast-check";
import { type TransitPlan, planTransit } from "../../../../components/hybrid/transit-plan";
import { formatAddress, lastAddress, parseCidr } from "../../../../settings/addresses/cidr";
import { type Changes, devWith } from "../../settings-of";
import { endOf, routesIn, walk } from "./walk";

const directConnect = {
  gatewayAsn: 64600,
  networks: ["head-office"],
  interfaces: [{ name: "hosted", hostedInterfaceId: "dxvif-a1b2c3d4" }],
};

function transitOf(changes: Changes = {}): TransitPlan {
  const plan = planTransit(devWith({ connectivity: "transitGateway", ...changes }));
  assert.ok(plan);
  return plan;
}

const booking = "10.32.16.5";
const casework = "10.32.64.5";
const hub = "10.32.0.5";
const office = "172.20.1.1";
const prod = "10.16.0.5";
const asking: Changes = { "workloads[0].onPremises": true };
const firewall: Changes = {
  "hybrid.transitGateway": { inspection: "firewall", inspectionCidr: "10.32.34.0/24" },
};

/** First and last address of every block. */
function endsOf(blocks: readonly string[]): string[] {
  return blocks.flatMap((block) => {
    const cidr = parseCidr(block);
    return [formatAddress(cidr.base), formatAddress(lastAddress(cidr))];
  });
}

describe("the plan of a transit gateway", () => {
  it("is none without one", () => assert.equal(planTransit(devWith({})), undefined));

  it("associates and propagates by what each attachment may reach", () =>
    assert.deepEqual(
      transitOf(asking).attachments.map(({ key, table, propagatesTo }) => [key, table, propagatesTo]),
      [
        ["hub", "shared", ["spokes", "spokes-on-premises", "on-premises"]],
        ["workload-booking", "spokes-on-premises", ["shared", "on-premises"]],
        ["workload-casework", "spokes", ["shared"]],
        ["workload-reports", "spokes", ["shared"]],
        ["vpn-head-office", "on-premises", ["spokes-on-premises", "shared"]],
      ],
    ));

  it("sends the rest of the space and other environments nowhere, from every table", () => {
    const { routes, tables } = transitOf();
    for (const table of tables) {
      assert.deepEqual(
        routes.filter((route) => route.table === table),
        ["10.32.0.0/12", "10.16.0.0/12"].map((cidr) => ({ table, cidr })),
      );
    }
  });

  const paths: Array<[from: string, to: string, plain: string, inspected: string[]]> = [
    ["workload-casework", hub, "hub", ["inspection", "hub"]],
    ["hub", casework, "workload-casework", ["inspection", "workload-casework"]],
    ["workload-casework", booking, "nowhere", ["nowhere"]],
    ["workload-booking", casework, "nowhere", ["nowhere"]],
    ["workload-booking", office, "vpn-head-office", ["inspection", "vpn-head-office"]],
    ["workload-casework", office, "nowhere", ["nowhere"]],
    ["vpn-head-office", booking, "workload-booking", ["inspection", "workload-booking"]],
    ["vpn-head-office", casework, "nowhere", ["nowhere"]],
    ["vpn-head-office", hub, "hub", ["inspection", "hub"]],
    ["hub", office, "vpn-head-office", ["inspection", "vpn-head-office"]],
    ["workload-booking", prod, "nowhere", ["nowhere"]],
    ["hub", prod, "nowhere", ["nowhere"]],
    ["vpn-head-office", prod, "nowhere", ["nowhere"]],
  ];
  for (const [from, to, plain, inspected] of paths) {
    it(`leads from ${from} to ${to} ${plain === "nowhere" ? "nowhere" : `by ${plain}`}`, () =>
      assert.deepEqual(walk(transitOf(asking), from, to), [plain]));
    it(`leads from ${from} to ${to} ${inspected.length > 1 ? "through the firewall" : "nowhere"} with inspection`, () =>
      assert.deepEqual(walk(transitOf({ ...asking, ...firewall }), from, to), inspected));
  }

  it("does not let the hub reach on-premises networks, nor them the hub, unless asked", () => {
    const plan = transitOf({ ...asking, "network.hub.onPremises": false });
    assert.equal(endOf(plan, "hub", office), "nowhere");
    assert.equal(endOf(plan, "vpn-head-office", hub), "nowhere");
    assert.equal(endOf(plan, "vpn-head-office", booking), "workload-booking");
  });

  it("takes Direct Connect, the VPN when that is down, and nothing when both are", () => {
    const plan = transitOf({ ...asking, "hybrid.directConnect": directConnect });
    for (const from of ["workload-booking", "hub"]) {
      assert.equal(endOf(plan, from, office), "direct-connect");
      assert.equal(endOf(plan, from, office, { down: ["direct-connect"] }), "vpn-head-office");
      assert.equal(endOf(plan, from, office, { down: ["direct-connect", "vpn-head-office"] }), "nowhere");
    }
    for (const from of ["direct-connect", "vpn-head-office"]) {
      assert.equal(endOf(plan, from, booking), "workload-booking");
    }
  });

  it("fails over through the firewall alike", () => {
    const plan = transitOf({ ...asking, ...firewall, "hybrid.directConnect": directConnect });
    assert.deepEqual(walk(plan, "workload-booking", office), ["inspection", "direct-connect"]);
    assert.deepEqual(walk(plan, "workload-booking", office, { down: ["direct-connect"] }), [
      "inspection",
      "vpn-head-office",
    ]);
  });

  it("has a static route where nobody announces one", () => {
    const plan = transitOf({ ...asking, "hybrid.vpn[0].routing": "static" });
    assert.deepEqual(
      plan.routes.filter(({ to }) => to === "vpn-head-office"),
      ["spokes-on-premises", "shared"].map((table) => ({
        table,
        cidr: "172.20.0.0/16",
        to: "vpn-head-office",
      })),
    );
    assert.equal(endOf(plan, "workload-booking", office), "vpn-head-office");
  });

  it("leaves out a workload that is only peered", () => {
    const { attachments } = transitOf({ "workloads[0].connectivity": "peering" });
    assert.ok(!attachments.some(({ key }) => key === "workload-booking"));
  });

  const anyNetwork = fc.record({
    onPremises: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    hubOnPremises: fc.boolean(),
    routing: fc.constantFrom("bgp", "static"),
    withDirectConnect: fc.boolean(),
    inspects: fc.boolean(),
    /** What a customer announces beyond its networks: never longer than a VPC's block, see docs/hybrid.md. */
    announced: fc.subarray(["0.0.0.0/0", "10.0.0.0/8", "10.32.0.0/12", "10.32.0.0/13"]),
    down: fc.subarray(["vpn-head-office", "direct-connect"]),
  });

  it("never leads from one spoke to another, whatever is asked for, announced or down", () => {
    fc.assert(
      fc.property(anyNetwork, (given) => {
        const plan = transitOf({
          ...Object.fromEntries(
            given.onPremises.map((asks, index) => [`workloads[${index}].onPremises`, asks]),
          ),
          "network.hub.onPremises": given.hubOnPremises,
          ...(given.inspects ? firewall : {}),
          ...(given.withDirectConnect
            ? { "hybrid.directConnect": directConnect }
            : { "hybrid.vpn[0].routing": given.routing }),
        });
        const network = {
          down: given.down,
          announced: { "vpn-head-office": given.announced, "direct-connect": given.announced },
        };
        const spokes = plan.attachments.filter(({ kind }) => kind === "spoke");
        for (const from of spokes) {
          for (const to of spokes) {
            if (from === to) continue;
            for (const address of endsOf(to.blocks)) {
              const end = endOf(plan, from.key, address, network);
              assert.ok(!end.startsWith("workload-"), `${from.key} reaches ${address} at ${end}`);
            }
          }
          for (const address of endsOf(["10.32.0.0/20"])) {
            assert.equal(endOf(plan, from.key, address, network), "hub");
            assert.equal(endOf(plan, "hub", endsOf(from.blocks)[0]!, network), from.key);
          }
          assert.equal(endOf(plan, from.key, prod, network), "nowhere");
        }
      }),
    );
  });

  it("would show a spoke that reaches another: the property can fail", () => {
    const plan = transitOf();
    const leaky: TransitPlan = {
      ...plan,
      attachments: plan.attachments.map((attachment) =>
        attachment.key === "workload-casework"
          ? { ...attachment, propagatesTo: [...attachment.propagatesTo, "spokes"] }
          : attachment,
      ),
    };
    assert.equal(endOf(leaky, "workload-reports", casework), "workload-casework");
    assert.ok(routesIn(leaky, "spokes").length > routesIn(plan, "spokes").length);
  });
});
