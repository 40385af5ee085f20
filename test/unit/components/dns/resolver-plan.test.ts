import assert from "node:assert/strict";
import { planFirewall } from "../../../../components/dns/firewall-plan";
import { resolverEntries, resolverGroups } from "../../../../components/dns/resolver-plan";
import { planHub } from "../../../../components/network/hub-plan";
import { dns } from "../../../../settings/schema/dns";
import { type Changes, devWith } from "../../settings-of";
import { admits, entriesOf, ruleText, type Side, stoppedAt } from "../network/packets";

const forward = [{ name: "corp", domain: "corp.example.org", targets: ["172.20.0.53", "172.20.1.53"] }];
const both: Changes = { "network.dns": { inboundResolver: true, forward } };

describe("the plan of the resolver", () => {
  it("is empty unless it is asked for", () => {
    const settings = devWith({});
    assert.deepEqual(resolverGroups(settings), []);
    assert.deepEqual(resolverEntries(settings), { ingress: [], egress: [] });
  });

  it("opens port 53 from on-premises to one group, and to on-premises from the other", () =>
    assert.deepEqual(
      Object.fromEntries(
        resolverGroups(devWith(both)).map(({ group, rules }) => [group, rules.map(ruleText)]),
      ),
      {
        "resolver-inbound": [
          "dns-udp-1 ingress udp 53 172.20.0.0/16",
          "dns-tcp-1 ingress tcp 53 172.20.0.0/16",
        ],
        "resolver-outbound": [
          "dns-udp-1 egress udp 53 172.20.0.0/16",
          "dns-tcp-1 egress tcp 53 172.20.0.0/16",
        ],
      },
    ));

  it("adds to the shared tier's ACL what questions and answers need", () => {
    const { acls } = planHub(devWith(both));
    const without = planHub(devWith({})).acls;
    const added = (direction: "ingress" | "egress"): string[] => {
      const text = (acl: typeof acls): string[] =>
        entriesOf(acl, "shared", direction).map((entry) => entry.replace(/^\d+ /, ""));
      return text(acls).filter((entry) => !text(without).includes(entry));
    };
    assert.deepEqual(added("ingress"), [
      "allow udp 53 172.20.0.0/16",
      "allow tcp 53 172.20.0.0/16",
      "allow udp 1024-3388 172.20.0.0/16",
      "allow udp 3390-65535 172.20.0.0/16",
    ]);
    // Replies over TCP may be there already: on-premises networks call the shared services.
    const replies = "allow tcp 1024-65535 172.20.0.0/16";
    assert.deepEqual(
      added("egress").filter((entry) => entry !== replies),
      ["allow udp 1024-65535 172.20.0.0/16", "allow udp 53 172.20.0.0/16", "allow tcp 53 172.20.0.0/16"],
    );
    assert.ok(entriesOf(acls, "shared", "egress").some((entry) => entry.endsWith(replies)));
  });

  it("lets questions and answers through in both directions, over UDP and TCP", () => {
    const { acls } = planHub(devWith(both));
    const endpoint: Side = { address: "10.32.0.4", admits: (packet) => admits(acls, "shared", packet) };
    const server: Side = { address: "172.20.0.53" };
    for (const protocol of ["udp", "tcp"] as const) {
      const ports = [1024, 3388, 3390, 32768, 65535];
      assert.deepEqual(stoppedAt(endpoint, server, { protocol, port: 53 }, ports), []);
      assert.deepEqual(stoppedAt(server, endpoint, { protocol, port: 53 }, ports), []);
    }
  });
});

describe("the plan of the DNS firewall", () => {
  const settings = dns.parse({
    firewall: {
      allowed: ["updates.example.org"],
      blocked: ["*.example.net"],
      alerted: ["example.com"],
      managedLists: [
        { name: "malware", id: "rslvr-fdl-0123456789abcdef", action: "block" },
        { name: "botnet", id: "rslvr-fdl-0123456789abcdee", action: "alert" },
      ],
      threats: "alert",
    },
  }).firewall!;

  it("asks what is allowed first, then what is blocked, AWS's lists, threats, and what is only recorded", () =>
    assert.deepEqual(
      [...planFirewall(settings)]
        .sort((a, b) => a.priority - b.priority)
        .map(({ key, priority, action, match }) => `${priority} ${action} ${key} ${match.kind}`),
      [
        "100 ALLOW allowed domains",
        "200 BLOCK blocked domains",
        "300 BLOCK malware managedList",
        "301 ALERT botnet managedList",
        "500 ALERT dga threat",
        "501 ALERT dns-tunneling threat",
        "600 ALERT alerted domains",
      ],
    ));

  it("has no rule for an empty list", () =>
    assert.deepEqual(planFirewall(dns.parse({ firewall: {} }).firewall!), []));

  it("fails closed unless told otherwise", () => assert.equal(settings.failOpen, false));
});
