import assert from "node:assert/strict";
import fc from "fast-check";
import { hubBlocks, planHub } from "../../../../components/network/hub-plan";
import { contains, formatAddress, parseCidr } from "../../../../settings/addresses/cidr";
import { type HubTier } from "../../../../settings/addresses/layout";
import { anyCidr, anySettings, devWith } from "../../settings-of";
import { admits, entriesOf, ruleText, type Side, stoppedAt } from "./packets";

describe("the plan of a hub", () => {
  describe("of dev", () => {
    const settings = devWith({});
    const plan = planHub(settings);

    it("has two tiers over the environment's zones, and no way to the internet", () => {
      assert.deepEqual([plan.name, plan.role], ["dev-hub", "hub"]);
      assert.deepEqual(plan.addresses.subnets, [
        { tier: "shared", availabilityZone: "eu-west-2a", cidr: "10.32.0.0/24" },
        { tier: "shared", availabilityZone: "eu-west-2b", cidr: "10.32.1.0/24" },
        { tier: "endpoints", availabilityZone: "eu-west-2a", cidr: "10.32.4.0/24" },
        { tier: "endpoints", availabilityZone: "eu-west-2b", cidr: "10.32.5.0/24" },
      ]);
      assert.deepEqual(
        plan.tables.map(({ key, s3, availabilityZones, default: target }) => [
          key,
          s3,
          availabilityZones,
          target,
        ]),
        [
          ["shared", true, ["eu-west-2a", "eu-west-2b"], undefined],
          ["endpoints", false, ["eu-west-2a", "eu-west-2b"], undefined],
        ],
      );
    });

    it("offers the spokes one block: shared services and endpoints", () =>
      assert.deepEqual(hubBlocks(settings), ["10.32.0.0/21"]));

    const entries: Array<[tier: HubTier, direction: "ingress" | "egress", expected: string[]]> = [
      [
        "shared",
        "ingress",
        [
          "100 allow tcp 443 10.32.0.0/12",
          "110 allow tcp 6514 10.32.0.0/12",
          "120 allow tcp 1024-65535 10.32.0.0/12",
          "130 allow tcp 1024-3388 0.0.0.0/0",
          "140 allow tcp 3390-65535 0.0.0.0/0",
          "150 allow tcp 443 172.20.0.0/16",
          "160 allow tcp 6514 172.20.0.0/16",
        ],
      ],
      [
        "shared",
        "egress",
        [
          "100 allow tcp 1024-65535 10.32.0.0/12",
          "110 allow tcp 443 0.0.0.0/0",
          "120 allow tcp 1024-65535 172.20.0.0/16",
        ],
      ],
      ["endpoints", "ingress", ["100 allow tcp 443 10.32.0.0/12", "110 allow tcp 443 172.20.0.0/16"]],
      [
        "endpoints",
        "egress",
        ["100 allow tcp 1024-65535 10.32.0.0/12", "110 allow tcp 1024-65535 172.20.0.0/16"],
      ],
    ];
    for (const [tier, direction, expected] of entries) {
      it(`has the ${direction} entries of ${tier}`, () =>
        assert.deepEqual(entriesOf(plan.acls, tier, direction), expected));
    }

    it("takes service ports and HTTPS from the environment's addresses and, as asked, from on-premises; endpoints open no connection", () =>
      assert.deepEqual(
        Object.fromEntries(plan.groups.map(({ group, rules }) => [group, rules.map(ruleText)])),
        {
          shared: [
            "from-environment-443 ingress tcp 443 10.32.0.0/12",
            "from-environment-6514 ingress tcp 6514 10.32.0.0/12",
            "to-endpoints egress tcp 443 group endpoints",
            "to-s3 egress tcp 443 s3",
            "from-on-premises-443 ingress tcp 443 172.20.0.0/16",
            "from-on-premises-6514 ingress tcp 6514 172.20.0.0/16",
          ],
          endpoints: [
            "from-environment ingress tcp 443 10.32.0.0/12",
            "from-on-premises ingress tcp 443 172.20.0.0/16",
          ],
        },
      ));
  });

  it("has a tier towards the internet gateway when one is asked for", () => {
    const plan = planHub(devWith({ "network.hub.internetGateway": true }));
    assert.deepEqual(plan.tables.at(-1), {
      key: "egress",
      tier: "egress",
      availabilityZones: ["eu-west-2a", "eu-west-2b"],
      s3: false,
      default: { to: "internetGateway" },
    });
    assert.deepEqual(entriesOf(plan.acls, "egress", "ingress"), [
      "100 allow tcp 1024-3388 0.0.0.0/0",
      "110 allow tcp 3390-65535 0.0.0.0/0",
    ]);
    assert.deepEqual(entriesOf(plan.acls, "egress", "egress"), ["100 allow tcp 443 0.0.0.0/0"]);
  });

  it("numbers 1 to 20 entries a direction 100, 110, … and names each rule once, for any settings", () =>
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { acls, groups } = planHub(settings);
        for (const { entries } of acls) {
          for (const direction of ["ingress", "egress"] as const) {
            const numbers = entries
              .filter((entry) => entry.direction === direction)
              .map(({ number }) => number);
            assert.ok(numbers.length >= 1 && numbers.length <= 20);
            assert.deepEqual(
              numbers,
              numbers.map((_, index) => 100 + 10 * index),
            );
          }
        }
        for (const { rules } of groups) assert.equal(new Set(rules.map(({ key }) => key)).size, rules.length);
      }),
    ));

  it("lets shared services call the endpoints, and not the other way round", () => {
    const { acls } = planHub(devWith({}));
    const side = (address: string, tier: HubTier): Side => ({
      address,
      admits: (packet) => admits(acls, tier, packet),
    });
    const https = { protocol: "tcp", port: 443 } as const;
    assert.deepEqual(stoppedAt(side("10.32.0.4", "shared"), side("10.32.5.9", "endpoints"), https), []);
    const back = stoppedAt(side("10.32.5.9", "endpoints"), side("10.32.0.4", "shared"), https);
    assert.equal(back[0], "request leaving");
  });

  it("admits SSH and RDP from outside the environment nowhere", () =>
    fc.assert(
      fc.property(anySettings, anyCidr, (settings, { base }) => {
        fc.pre(!contains(parseCidr(settings.network.addressSpace), { base, prefix: 32 }));
        const { acls } = planHub(settings);
        for (const { tier } of acls) {
          for (const port of [22, 3389]) {
            const packet = {
              direction: "ingress",
              protocol: "tcp",
              address: formatAddress(base),
              port,
            } as const;
            assert.ok(!admits(acls, tier, packet), `${tier} ${port}`);
          }
        }
      }),
    ));
});
