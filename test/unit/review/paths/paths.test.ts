import * as assert from "node:assert/strict";
import { UNKNOWN_TEXT, type Written, group, tier, told } from "./support";

/** Two tiers of one VPC: web calls data at 5432. */
const EPHEMERAL = "1024-65535";
const webAcl = [`out 100 allow tcp 5432 10.0.1.0/24`, `in 100 allow tcp ${EPHEMERAL} 10.0.1.0/24`];
const dataAcl = [`in 100 allow tcp 5432 10.0.0.0/24`, `out 100 allow tcp ${EPHEMERAL} 10.0.0.0/24`];
const webRules = ["out tcp 5432 @a-data"];
const dataRules = ["in tcp 5432 @a-web"];

function local(
  change: {
    web?: string[];
    data?: string[];
    webRules?: string[];
    dataRules?: string[];
    more?: Written[];
  } = {},
) {
  return told([
    ["vpc", "a", { cidrBlock: "10.0.0.0/16" }],
    ...tier("a", "web", "10.0.0.0/24", change.web ?? webAcl),
    ...tier("a", "data", "10.0.1.0/24", change.data ?? dataAcl),
    ...group("a", "web", change.webRules ?? webRules),
    ...group("a", "data", change.dataRules ?? dataRules),
    ...(change.more ?? []),
  ]);
}

const OPEN = ["a/web -> a/data: tcp 5432 by local"];

describe("network paths within a VPC", () => {
  it("are open when groups and network ACLs let through both ways", () => assert.deepEqual(local(), OPEN));

  const blockers: Record<string, Parameters<typeof local>[0]> = {
    "no rule out": { webRules: ["out tcp 443 @a-data"] },
    "no rule in": { dataRules: ["in tcp 443 @a-web"] },
    "another protocol": { dataRules: ["in udp 5432 @a-web"] },
    "another group": { dataRules: ["in tcp 5432 @a-data"] },
    "a block beside": { dataRules: ["in tcp 5432 10.0.2.0/24"] },
    "no entry out of the caller's subnet": { web: webAcl.slice(1) },
    "no entry into the other's subnet": { data: dataAcl.slice(1) },
    "no entry for the answer out": { data: dataAcl.slice(0, 1) },
    "no entry for the answer in": { web: webAcl.slice(0, 1) },
    "a lower number that denies": { data: [...dataAcl, "in 90 deny tcp 5432 10.0.0.0/16"] },
    "answers to ports no caller uses": { data: [dataAcl[0] ?? "", "out 100 allow tcp 1-1023 10.0.0.0/24"] },
    "no port that both ways of the answer share": {
      web: [webAcl[0] ?? "", "in 100 allow tcp 1024-2000 10.0.1.0/24"],
      data: [dataAcl[0] ?? "", "out 100 allow tcp 2001-65535 10.0.0.0/24"],
    },
  };
  for (const [what, change] of Object.entries(blockers)) {
    it(`are closed by ${what} alone`, () => assert.deepEqual(local(change), []));
  }

  const openers: Record<string, [change: Parameters<typeof local>[0], opened: string[]]> = {
    "a higher number that denies": [{ data: [...dataAcl, "in 110 deny tcp 5432 10.0.0.0/16"] }, OPEN],
    "blocks in place of groups": [
      { webRules: ["out tcp 5432 10.0.1.0/24"], dataRules: ["in tcp 5432 10.0.0.0/16"] },
      OPEN,
    ],
    "rules for everything, and entries too": [
      {
        web: ["in 1 allow -1 0-0 0.0.0.0/0", "out 1 allow -1 0-0 0.0.0.0/0"],
        data: ["in 1 allow -1 0-0 0.0.0.0/0", "out 1 allow -1 0-0 0.0.0.0/0"],
        webRules: ["out -1 * 0.0.0.0/0"],
        dataRules: ["in -1 * @a-web"],
      },
      ["a/web -> a/data: icmp; other protocols; tcp all ports; udp all ports by local"],
    ],
    "a part of a range": [
      {
        data: [
          "in 100 allow tcp 5000-5431 10.0.0.0/24",
          "in 110 allow tcp 5433-6000 10.0.0.0/24",
          dataAcl[1] ?? "",
        ],
        webRules: ["out tcp 5400-5500 @a-data"],
        dataRules: ["in tcp 5430-5440 @a-web"],
        web: ["out 1 allow tcp 5400-5500 10.0.1.0/24", webAcl[1] ?? ""],
      },
      ["a/web -> a/data: tcp 5430-5431, 5433-5440 by local"],
    ],
    "a block that holds a part of the subnet": [{ dataRules: ["in tcp 5432 10.0.0.128/25"] }, OPEN],
    "a prefix list": [
      {
        dataRules: ["in tcp 5432 %list"],
        more: [["list", "list", { entries: [{ cidr: "10.0.0.0/25" }] }]],
      },
      OPEN,
    ],
    "a separate rule of the older form": [
      {
        dataRules: [],
        more: [
          [
            "rule",
            "old",
            {
              type: "ingress",
              securityGroupId: "@a-data",
              protocol: "6",
              fromPort: 5432,
              toPort: 5432,
              sourceSecurityGroupId: "@a-web",
            },
          ],
        ],
      },
      OPEN,
    ],
  };
  for (const [what, [change, opened]] of Object.entries(openers)) {
    it(`are open with ${what}`, () => assert.deepEqual(local(change), opened));
  }

  it("of a subnet to itself need no network ACL, and inline rules count", () =>
    assert.deepEqual(
      told([
        ["vpc", "a", { cidrBlock: "10.0.0.0/16" }],
        ...tier("a", "web", "10.0.0.0/24", []),
        [
          "group",
          "a-web",
          {
            vpcId: "@a",
            ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, self: true }],
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
          },
        ],
      ]),
      ["a/web -> a/web: tcp 80 by local"],
    ));

  it("of IPv6 go by rules and entries of IPv6", () => {
    const v6 = (rule: string): Written[] => [
      ["vpc", "a", { cidrBlock: "10.0.0.0/16", ipv6CidrBlock: "2a05:d018::/56" }],
      [
        "subnet",
        "a-web-a",
        { vpcId: "@a", cidrBlock: "10.0.0.0/24", ipv6CidrBlock: "2a05:d018::/64", tags: { tier: "web" } },
      ],
      [
        "subnet",
        "a-data-a",
        {
          vpcId: "@a",
          cidrBlock: "10.0.1.0/24",
          ipv6CidrBlock: "2a05:d018:0:1::/64",
          tags: { tier: "data" },
        },
      ],
      ...group("a", "web", ["out tcp 443 ::/0"]),
      ...group("a", "data", [rule]),
    ];
    assert.deepEqual(told(v6("in tcp 443 2a05:d018::/56")), ["a/web -> a/data: tcp 443 by local"]);
    assert.deepEqual(told(v6("in tcp 443 0.0.0.0/0")), []);
  });
});

describe("network paths that cannot be told yet", () => {
  it("come from unknown blocks of rules", () =>
    assert.deepEqual(local({ dataRules: [`in tcp 5432 ${UNKNOWN_TEXT}`] }), [`unknown: ${OPEN[0]}`]));

  it("come from unknown blocks of entries that deny, and of those that allow", () => {
    assert.deepEqual(local({ data: [...dataAcl, `in 90 deny tcp 5432 ${UNKNOWN_TEXT}`] }), [
      `unknown: ${OPEN[0]}`,
    ]);
    assert.deepEqual(local({ data: [`in 90 allow tcp 5432 ${UNKNOWN_TEXT}`, dataAcl[1] ?? ""] }), [
      `unknown: ${OPEN[0]}`,
    ]);
  });

  it("come from unknown routes", () =>
    assert.deepEqual(
      local({
        more: [
          [
            "route",
            "r",
            { routeTableId: "@a-web-a-table", destinationCidrBlock: UNKNOWN_TEXT, natGatewayId: "x" },
          ],
        ],
      }),
      [`unknown: ${OPEN[0]}`],
    ));

  it("are none where an edge tells what an unknown id is", () =>
    assert.deepEqual(local({ dataRules: ["in tcp 5432 ?a-web"], webRules: ["out tcp 5432 ?a-data"] }), OPEN));
});
