import assert from "node:assert/strict";
import { planInspection } from "../../../../components/hybrid/inspection-plan";
import { planTransit } from "../../../../components/hybrid/transit-plan";
import { type Changes, devWith } from "../../settings-of";

const inspected = (changes: Changes = {}) => {
  const settings = devWith({
    connectivity: "transitGateway",
    "hybrid.transitGateway": { inspection: "firewall", inspectionCidr: "10.32.48.0/24" },
    ...changes,
  });
  const plan = planInspection(settings);
  assert.ok(plan);
  return { settings, plan };
};

describe("the plan of the inspection VPC", () => {
  it("is none without a firewall", () =>
    assert.equal(planInspection(devWith({ connectivity: "transitGateway" })), undefined));

  it("has a table of its own for each zone in which the transit gateway enters", () =>
    assert.deepEqual(
      inspected().plan.network.tables.map(({ key, availabilityZones }) => [key, availabilityZones]),
      [
        ["attachment-a", ["eu-west-2a"]],
        ["attachment-b", ["eu-west-2b"]],
        ["firewall", ["eu-west-2a", "eu-west-2b"]],
      ],
    ));

  it("lets through what workloads, hub and on-premises networks may call, and nothing between workloads", () => {
    const { plan } = inspected({
      "workloads[0].onPremises": true,
      "workloads[1].additionalIngress": [
        {
          tier: "app",
          protocol: "udp",
          fromPort: 9000,
          toPort: 9010,
          cidr: "10.32.0.0/24",
          description: "Metrics",
        },
      ],
    });
    assert.deepEqual(
      plan.rules.map((rule) => rule.replace(/ \(msg.*/, "")),
      [
        "pass tcp 10.32.0.0/12 any -> 10.32.0.0/20 [443,6514]",
        "pass tcp 172.20.0.0/16 any -> 10.32.0.0/20 [443,6514]",
        "pass tcp 10.32.0.0/20 any -> 10.32.16.0/20 [443]",
        "pass tcp 172.20.0.0/16 any -> 10.32.16.0/20 [443]",
        "pass tcp 10.32.16.0/20 any -> 172.20.0.0/16 [443]",
        "pass tcp 10.32.0.0/20 any -> 10.32.64.0/18 [443]",
        "pass udp 10.32.0.0/24 any -> 10.32.64.0/18 [9000:9010]",
        "pass tcp 10.32.0.0/20 any -> 10.32.32.0/23 [443]",
      ],
    );
    const ids = plan.rules.map((rule) => /sid:(\d+)/.exec(rule)?.[1]);
    assert.equal(new Set(ids).size, plan.rules.length);
  });

  it("sends back to the transit gateway whatever the transit gateway sends it", () => {
    const { settings, plan } = inspected();
    const routed = planTransit(settings)!
      .routes.filter(({ to }) => to === "inspection")
      .map(({ cidr }) => cidr);
    assert.deepEqual([...new Set(routed)].sort(), ["10.32.0.0/12", "10.32.0.0/20", "172.20.0.0/16"]);
    assert.deepEqual(plan.blocks, ["10.32.0.0/12", "172.20.0.0/16"]);
  });
});
