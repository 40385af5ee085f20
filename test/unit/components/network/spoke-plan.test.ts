import assert from "node:assert/strict";
import fc from "fast-check";
import { hubBlocks, planHub } from "../../../../components/network/hub-plan";
import {
  blocksTowardsHub,
  planSpoke,
  type SpokeGroup,
  type SpokePlan,
} from "../../../../components/network/spoke-plan";
import { contains, formatAddress, lastAddress, parseCidr } from "../../../../settings/addresses/cidr";
import { type SpokeTier } from "../../../../settings/addresses/layout";
import { type EnvironmentSettings as Settings } from "../../../../settings/schema/environment";
import { anyCidr, anySettings, devWith } from "../../settings-of";
import { admits, entriesOf, ruleText, type Side, stoppedAt } from "./packets";

/** The tier whose subnets a group's hosts stand in. */
const tierOf = {
  "load-balancer": "web",
  web: "web",
  app: "app",
  data: "data",
} as const satisfies Record<SpokeGroup, SpokeTier>;

/** A host of a tier: its first subnet's first free address, or its last subnet's last. */
function host(plan: SpokePlan, tier: SpokeTier, end: "first" | "last"): Side {
  const subnets = plan.addresses.subnets.filter((subnet) => subnet.tier === tier);
  const block = parseCidr(subnets.at(end === "first" ? 0 : -1)!.cidr);
  return {
    address: formatAddress(end === "first" ? block.base + 4 : lastAddress(block) - 1),
    admits: (packet) => admits(plan.acls, tier, packet),
  };
}

const plans = (settings: Settings) => ({
  hub: planHub(settings),
  spoke: planSpoke(settings, settings.workloads[0]!),
  workload: settings.workloads[0]!,
});

const onInternet: Side = { address: "52.95.148.10" };
/** From the internet no reply reaches RDP's port: such client ports are given up. */
const internetReplies = [1024, 3388, 3390, 32768, 49152, 65535];

describe("the plan of a spoke", () => {
  it("lets the app tier reach DynamoDB's gateway endpoint when it is asked for", () => {
    const settings = devWith({ "workloads[0].dynamodb": true });
    const rules = planSpoke(settings, settings.workloads[0]!).groups.flatMap(({ group, rules }) =>
      rules.filter(({ peer }) => peer.kind === "dynamodb").map((rule) => `${group} ${ruleText(rule)}`),
    );
    assert.deepEqual(rules, ["app to-dynamodb egress tcp 443 dynamodb"]);
  });

  describe("of dev's booking service", () => {
    const settings = devWith({});
    const plan = planSpoke(settings, settings.workloads[0]!);

    it("has a route table a tier, with S3 for web and app and no way out", () =>
      assert.deepEqual(
        plan.tables.map(({ key, s3, availabilityZones, default: target }) => [
          key,
          s3,
          availabilityZones,
          target,
        ]),
        [
          ["web", true, ["eu-west-2a", "eu-west-2b"], undefined],
          ["app", true, ["eu-west-2a", "eu-west-2b"], undefined],
          ["data", false, ["eu-west-2a", "eu-west-2b"], undefined],
        ],
      ));

    it("is called by its environment and name, and reached from the hub at web and app", () => {
      assert.deepEqual([plan.name, plan.role], ["dev-booking", "spoke"]);
      assert.deepEqual(blocksTowardsHub(plan), ["10.32.16.0/21"]);
    });

    const entries: Array<[tier: SpokeTier, direction: "ingress" | "egress", expected: string[]]> = [
      [
        "web",
        "ingress",
        [
          "100 allow tcp 443 10.32.16.0/22",
          "110 allow tcp 443 10.32.0.0/21",
          "120 allow tcp 1024-65535 10.32.20.0/22",
          "130 allow tcp 1024-65535 10.32.16.0/22",
          "140 allow tcp 1024-65535 10.32.0.0/21",
          "150 allow tcp 1024-3388 0.0.0.0/0",
          "160 allow tcp 3390-65535 0.0.0.0/0",
        ],
      ],
      [
        "web",
        "egress",
        [
          "100 allow tcp 443 10.32.16.0/22",
          "110 allow tcp 8443 10.32.20.0/22",
          "120 allow tcp 1024-65535 10.32.16.0/22",
          "130 allow tcp 1024-65535 10.32.0.0/21",
          "140 allow tcp 443 10.32.0.0/21",
          "150 allow tcp 6514 10.32.0.0/21",
          "160 allow tcp 443 0.0.0.0/0",
        ],
      ],
      [
        "app",
        "ingress",
        [
          "100 allow tcp 8443 10.32.16.0/22",
          "110 allow tcp 1024-65535 10.32.24.0/22",
          "120 allow tcp 1024-65535 10.32.0.0/21",
          "130 allow tcp 1024-3388 0.0.0.0/0",
          "140 allow tcp 3390-65535 0.0.0.0/0",
        ],
      ],
      [
        "app",
        "egress",
        [
          "100 allow tcp 1024-65535 10.32.16.0/22",
          "110 allow tcp 5432 10.32.24.0/22",
          "120 allow tcp 443 10.32.0.0/21",
          "130 allow tcp 6514 10.32.0.0/21",
          "140 allow tcp 443 0.0.0.0/0",
        ],
      ],
      ["data", "ingress", ["100 allow tcp 5432 10.32.20.0/22"]],
      ["data", "egress", ["100 allow tcp 1024-65535 10.32.20.0/22"]],
    ];
    for (const [tier, direction, expected] of entries) {
      it(`has the ${direction} entries of ${tier}`, () =>
        assert.deepEqual(entriesOf(plan.acls, tier, direction), expected));
    }

    it("has the security groups that the tiers need and no other rule", () =>
      assert.deepEqual(
        Object.fromEntries(plan.groups.map(({ group, rules }) => [group, rules.map(ruleText)])),
        {
          "load-balancer": ["from-hub ingress tcp 443 10.32.0.0/21", "to-web egress tcp 443 group web"],
          web: [
            "from-load-balancer ingress tcp 443 group load-balancer",
            "from-hub ingress tcp 443 10.32.0.0/21",
            "to-app egress tcp 8443 group app",
            "to-hub-443 egress tcp 443 10.32.0.0/21",
            "to-hub-6514 egress tcp 6514 10.32.0.0/21",
            "to-s3 egress tcp 443 s3",
          ],
          app: [
            "from-web ingress tcp 8443 group web",
            "to-data egress tcp 5432 group data",
            "to-hub-443 egress tcp 443 10.32.0.0/21",
            "to-hub-6514 egress tcp 6514 10.32.0.0/21",
            "to-s3 egress tcp 443 s3",
          ],
          data: ["from-app ingress tcp 5432 group app"],
        },
      ));
  });

  it("gives each zone a way out of its own when the internet is asked for", () => {
    const settings = devWith({});
    const plan = planSpoke(settings, settings.workloads[1]!);
    assert.deepEqual(
      plan.tables.map(({ key, availabilityZones, default: target }) => [key, availabilityZones, target]),
      [
        ["web", ["eu-west-2a", "eu-west-2b"], undefined],
        ["app-a", ["eu-west-2a"], { to: "natGateway", zone: "eu-west-2a" }],
        ["app-b", ["eu-west-2b"], { to: "natGateway", zone: "eu-west-2b" }],
        ["data", ["eu-west-2a", "eu-west-2b"], undefined],
        ["egress", ["eu-west-2a", "eu-west-2b"], { to: "internetGateway" }],
      ],
    );
    assert.deepEqual(entriesOf(plan.acls, "egress", "ingress"), [
      "100 allow tcp 443 10.32.80.0/20",
      "110 allow tcp 1024-3388 0.0.0.0/0",
      "120 allow tcp 3390-65535 0.0.0.0/0",
    ]);
    assert.deepEqual(entriesOf(plan.acls, "egress", "egress"), [
      "100 allow tcp 1024-65535 10.32.80.0/20",
      "110 allow tcp 443 0.0.0.0/0",
    ]);
  });

  it("has no data tier, entry or rule for a workload without one", () => {
    const settings = devWith({});
    const plan = planSpoke(settings, settings.workloads[2]!);
    assert.deepEqual([...new Set(plan.addresses.subnets.map(({ tier }) => tier))], ["web", "app"]);
    assert.deepEqual(
      plan.groups.map(({ group }) => group),
      ["load-balancer", "web", "app"],
    );
    assert.ok(!JSON.stringify([plan.acls, plan.groups]).includes(plan.addresses.tierBlocks.data));
  });

  it("lets interface endpoints be called when no shared service listens on 443", () => {
    const settings = devWith({ "network.hub.servicePorts": [6514] });
    const web = planSpoke(settings, settings.workloads[0]!).groups.find(({ group }) => group === "web")!;
    assert.deepEqual(web.rules.map(ruleText).slice(-3), [
      "to-hub-6514 egress tcp 6514 10.32.0.0/21",
      "to-hub-443 egress tcp 443 10.32.0.0/21",
      "to-s3 egress tcp 443 s3",
    ]);
  });

  it("lets additional traffic into its tier, and replies out", () => {
    const rule = { tier: "app", protocol: "udp", fromPort: 8125, toPort: 8126, cidr: "172.20.0.0/16" };
    const settings = devWith({ "workloads[0].additionalIngress": [{ ...rule, description: "Metrics" }] });
    const plan = planSpoke(settings, settings.workloads[0]!);
    assert.equal(entriesOf(plan.acls, "app", "ingress")[0], "100 allow udp 8125-8126 172.20.0.0/16");
    assert.equal(entriesOf(plan.acls, "app", "egress")[0], "100 allow udp 1024-65535 172.20.0.0/16");
    const rules = plan.groups.map(({ group, rules }) => [group, ruleText(rules.at(-1)!)]);
    assert.deepEqual(rules[2], ["app", "additional-1 ingress udp 8125-8126 172.20.0.0/16"]);
    assert.equal(JSON.stringify([plan.acls, plan.groups]).match(/172\.20\.0\.0/g)?.length, 3);
  });

  it("stays within 20 entries a direction with everything that settings can ask for", () => {
    const additionalIngress = Array.from({ length: 10 }, (_, index) => ({
      tier: "web",
      fromPort: 9000 + index,
      toPort: 9000 + index,
      cidr: `172.20.${index}.0/24`,
      description: "Metrics",
    }));
    const settings = devWith({
      "network.hub.servicePorts": [443, 6514, 8200, 8300],
      "workloads[1].additionalIngress": additionalIngress,
    });
    const { acls } = planSpoke(settings, settings.workloads[1]!);
    const counts = (["ingress", "egress"] as const).map(
      (direction) => entriesOf(acls, "web", direction).length,
    );
    assert.deepEqual(counts, [17, 19]);
  });

  describe("for any settings", () => {
    it("numbers 1 to 20 entries a direction 100, 110, … without repeating one", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          for (const { tier, entries } of plans(settings).spoke.acls) {
            for (const direction of ["ingress", "egress"] as const) {
              const own = entries.filter((entry) => entry.direction === direction);
              assert.ok(own.length >= 1 && own.length <= 20, `${tier} ${direction}: ${own.length}`);
              assert.deepEqual(
                own.map(({ number }) => number),
                own.map((_, index) => 100 + 10 * index),
              );
              assert.equal(
                new Set(own.map((entry) => JSON.stringify({ ...entry, number: 0 }))).size,
                own.length,
              );
            }
          }
        }),
      ));

    it("names each rule of a security group once, and none twice", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          for (const { rules } of plans(settings).spoke.groups) {
            assert.equal(new Set(rules.map(({ key }) => key)).size, rules.length);
            assert.ok(rules.length <= 60);
          }
        }),
      ));

    it("takes web's port from load balancer and hub, data's from app alone, and lets data out nowhere", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          const { spoke, workload } = plans(settings);
          const planned = (group: SpokeGroup, direction: "ingress" | "egress") =>
            (spoke.groups.find((plan) => plan.group === group)?.rules ?? [])
              .filter((rule) => rule.direction === direction && !rule.key.startsWith("additional-"))
              .map(({ fromPort, toPort, peer }) => [fromPort, toPort, peer]);
          const { web, data } = workload.tiers;
          assert.deepEqual(planned("web", "ingress"), [
            [web.port, web.port, { kind: "group", group: "load-balancer" }],
            ...hubBlocks(settings).map((cidr) => [web.port, web.port, { kind: "cidr", cidr }]),
          ]);
          assert.deepEqual(
            planned("data", "ingress"),
            data ? [[data.port, data.port, { kind: "group", group: "app" }]] : [],
          );
          assert.deepEqual(planned("data", "egress"), []);
        }),
      ));

    it("lets through its ACLs, replies included, what its security groups admit between tiers", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          const { spoke } = plans(settings);
          let flows = 0;
          for (const { group: from, rules } of spoke.groups) {
            for (const { direction, protocol, fromPort: port, peer } of rules) {
              if (direction !== "egress" || peer.kind !== "group") continue;
              const target = spoke.groups.find(({ group }) => group === peer.group);
              const isTaken = target?.rules.some(
                (rule) =>
                  rule.direction === "ingress" &&
                  rule.fromPort === port &&
                  rule.peer.kind === "group" &&
                  rule.peer.group === from,
              );
              assert.ok(isTaken, `${peer.group} takes nothing from ${from} on ${port}`);
              for (const [here, there] of [
                ["first", "last"],
                ["last", "first"],
              ] as const) {
                const client = host(spoke, tierOf[from], here);
                const server = host(spoke, tierOf[peer.group], there);
                assert.deepEqual(
                  stoppedAt(client, server, { protocol, port }),
                  [],
                  `${from} to ${peer.group}`,
                );
              }
              flows++;
            }
          }
          assert.equal(flows, settings.workloads[0]!.tiers.data ? 3 : 2);
        }),
      ));

    it("lets through the ACLs of both sides what its security groups and the hub's admit", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          const { hub, spoke } = plans(settings);
          let flows = 0;
          for (const { group: from, rules } of spoke.groups) {
            for (const { direction, protocol, fromPort: port, peer } of rules) {
              if (direction !== "egress" || peer.kind !== "cidr") continue;
              for (const { group: tier, rules: taken } of hub.groups) {
                if (tier !== "shared" && tier !== "endpoints") continue;
                const block = parseCidr(hub.addresses.tierBlocks[tier]);
                const takes = taken.some((rule) => rule.direction === "ingress" && rule.fromPort === port);
                if (!takes || !contains(parseCidr(peer.cidr), block)) continue;
                const server: Side = {
                  address: formatAddress(block.base + 4),
                  admits: (packet) => admits(hub.acls, tier, packet),
                };
                const client = host(spoke, tierOf[from], "last");
                assert.deepEqual(stoppedAt(client, server, { protocol, port }), [], `${from} to ${tier}`);
                flows++;
              }
            }
          }
          assert.ok(flows >= 4, "web and app call shared services and endpoints");
        }),
      ));

    it("lets the hub call the web tier, web and app call S3, and app the internet through NAT when asked for", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          const { spoke, workload } = plans(settings);
          const https = { protocol: "tcp", port: 443 } as const;
          const hubHost: Side = { address: formatAddress(parseCidr(hubBlocks(settings)[0]!).base + 4) };
          const webPort = { protocol: "tcp", port: workload.tiers.web.port } as const;
          assert.deepEqual(stoppedAt(hubHost, host(spoke, "web", "last"), webPort), []);
          for (const tier of ["web", "app"] as const) {
            assert.deepEqual(stoppedAt(host(spoke, tier, "first"), onInternet, https, internetReplies), []);
          }
          if (!workload.internetEgress) return;
          const gateway = host(spoke, "egress", "first");
          const atGateway: Side = { ...onInternet, ...(gateway.admits ? { admits: gateway.admits } : {}) };
          assert.deepEqual(stoppedAt(host(spoke, "app", "first"), atGateway, https, internetReplies), []);
          assert.deepEqual(stoppedAt(gateway, onInternet, https, internetReplies), []);
        }),
      ));

    it("lets additional traffic and the replies to it through the tier's ACL", () =>
      fc.assert(
        fc.property(anySettings, (settings) => {
          const { spoke, workload } = plans(settings);
          for (const { tier, protocol, fromPort, toPort, cidr } of workload.additionalIngress) {
            const client: Side = { address: formatAddress(lastAddress(parseCidr(cidr))) };
            for (const port of [fromPort, toPort]) {
              assert.deepEqual(stoppedAt(client, host(spoke, tier, "first"), { protocol, port }), []);
            }
          }
        }),
      ));

    it("admits SSH and RDP from outside the environment only where an additional rule says so", () =>
      fc.assert(
        fc.property(anySettings, anyCidr, (settings, { base }) => {
          const { spoke, workload } = plans(settings);
          const outsider = { base, prefix: 32 };
          fc.pre(!contains(parseCidr(settings.network.addressSpace), outsider));
          for (const { tier } of spoke.acls) {
            for (const protocol of ["tcp", "udp"] as const) {
              for (const port of [22, 3389]) {
                const isAsked = workload.additionalIngress.some(
                  (rule) =>
                    rule.tier === tier &&
                    rule.protocol === protocol &&
                    rule.fromPort <= port &&
                    port <= rule.toPort &&
                    contains(parseCidr(rule.cidr), outsider),
                );
                const packet = {
                  direction: "ingress",
                  protocol,
                  address: formatAddress(base),
                  port,
                } as const;
                assert.equal(admits(spoke.acls, tier, packet), isAsked, `${tier} ${protocol} ${port}`);
              }
            }
          }
        }),
      ));
  });
});
