import assert from "node:assert/strict";
import { type Changes, problemsOf } from "../settings-of";

const forward = { name: "corp", domain: "corp.example.org", targets: ["172.20.0.53"] };

/** Nothing leads to the on-premises networks. */
const notConnected: Changes = { hybrid: undefined, "network.hub.onPremises": false };

/** Every kind of mistake: where it is found and what is allowed. */
const mistakes: Array<[title: string, changes: Changes, path: string, found: RegExp, allowed: RegExp]> = [
  [
    "an endpoint that there is none of",
    { "network.hub.interfaceEndpoints": ["logs", "sqss"] },
    "network.hub.interfaceEndpoints[1]",
    /"sqss"/,
    /did you mean sqs\?/,
  ],
  [
    "actions of an endpoint that is not made",
    { "network.hub.endpointActions": { sqs: ["sqs:PurgeQueue"] } },
    "network.hub.endpointActions.sqs",
    /not there/,
    /a service of network\.hub\.interfaceEndpoints: logs/,
  ],
  [
    "all actions of a service",
    { "network.hub.endpointActions": { logs: ["logs:*"] } },
    "network.hub.endpointActions.logs[0]",
    /"logs:\*"/,
    /without \*/,
  ],
  [
    "a DNS server that no on-premises network holds",
    { "network.dns": { forward: [{ ...forward, targets: ["192.0.2.1"] }] } },
    "network.dns.forward[0].targets[0]",
    /"192\.0\.2\.1"/,
    /an address in network\.onPremises: 172\.20\.0\.0\/16 \(head-office\)/,
  ],
  [
    "a DNS server that is no address",
    { "network.dns": { forward: [{ ...forward, targets: ["dns.example.org"] }] } },
    "network.dns.forward[0].targets[0]",
    /dns\.example\.org/,
    /an IPv4 address/,
  ],
  [
    "a domain forwarded twice",
    { "network.dns": { forward: [forward, { ...forward, name: "other" }] } },
    "network.dns.forward[1].domain",
    /already in network\.dns\.forward\[0\]/,
    /a domain of its own/,
  ],
  [
    "an inbound resolver that nobody asks",
    { "network.dns": { inboundResolver: true }, "network.onPremises": [], ...notConnected },
    "network.dns.inboundResolver",
    /nobody to ask/,
    /network\.onPremises/,
  ],
  [
    "more on-premises networks than the resolver's ACL holds",
    {
      "network.dns": { inboundResolver: true, forward: [{ ...forward, targets: ["172.21.0.53"] }] },
      "network.onPremises": [1, 2, 3, 4].map((n) => ({ name: `site-${n}`, cidr: `172.2${n}.0.0/16` })),
      ...notConnected,
    },
    "network.onPremises",
    /4 networks, 21 entries/,
    /at most 20/,
  ],
  [
    "a domain both blocked and allowed",
    { "network.dns": { firewall: { allowed: ["example.net"], blocked: ["example.net"] } } },
    "network.dns.firewall.blocked[0]",
    /allowed too/,
    /one of the lists/,
  ],
  [
    "a managed list with the name of the firewall's own",
    {
      "network.dns": {
        firewall: { managedLists: [{ name: "blocked", id: "rslvr-fdl-0123456789abcdef", action: "block" }] },
      },
    },
    "network.dns.firewall.managedLists[0].name",
    /"blocked"/,
    /other than allowed, blocked/,
  ],
  [
    "a list that is none of AWS's",
    {
      "network.dns": { firewall: { managedLists: [{ name: "malware", id: "malware", action: "block" }] } },
    },
    "network.dns.firewall.managedLists[0].id",
    /"malware"/,
    /rslvr-fdl-/,
  ],
];

describe("settings of names and endpoints", () => {
  for (const [title, changes, path, found, allowed] of mistakes) {
    it(`refuse ${title}`, () => {
      const problems = problemsOf(changes);
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [`landing-zone:${path}`],
      );
      assert.match(problems[0]!.found, found);
      assert.match(problems[0]!.allowed, allowed);
    });
  }

  it("take forwarding, a resolver and a firewall", () =>
    assert.deepEqual(
      problemsOf({
        "network.dns": {
          inboundResolver: true,
          forward: [forward],
          firewall: { blocked: ["*.example.net", "example.net"], threats: "block", failOpen: true },
        },
        "network.hub.endpointActions": { logs: ["logs:CreateLogGroup"] },
      }),
      [],
    ));
});
