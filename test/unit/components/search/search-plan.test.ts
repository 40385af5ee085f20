import assert from "node:assert/strict";
import { searchAlarms } from "../../../../components/search/alarms-plan";
import { planHub } from "../../../../components/network/hub-plan";
import { planDomain } from "../../../../components/search/domain-plan";
import { domainAccessPolicy, domainLogPolicy } from "../../../../components/search/search-policies";
import { type SearchDomainSettings } from "../../../../settings/schema/search";
import { devWith, problemsOf } from "../../settings-of";

const withDomain = (domain: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  search: { domain },
  "network.hub.interfaceEndpoints": ["logs", "sqs"],
});

function domainOf(domain: Readonly<Record<string, unknown>>): SearchDomainSettings {
  const settings = devWith(withDomain(domain)).search.domain;
  assert.ok(settings);
  return settings;
}

describe("the search domain's plan", () => {
  const plan = (settings: object, production: boolean, availabilityZones: number) =>
    planDomain(domainOf({ ...settings }), { production, availabilityZones });

  it("is spread over the zones, with masters of its own, in production", () => {
    const { zones, nodes, masters, index } = plan({ nodesPerZone: 2 }, true, 3);
    assert.deepEqual(
      { zones, nodes, masters, index },
      { zones: 3, nodes: 6, masters: 3, index: { shards: 2, replicas: 1 } },
    );
    assert.equal(plan({}, true, 4).zones, 3);
    assert.equal(plan({}, true, 2).nodes, 2);
  });

  it("is one node elsewhere, and keeps no copy where there is no other zone", () => {
    const { zones, nodes, masters, index } = plan({}, false, 3);
    assert.deepEqual(
      { zones, nodes, masters, index },
      { zones: 1, nodes: 1, masters: 0, index: { shards: 1, replicas: 0 } },
    );
  });

  it("tunes itself where AWS lets it", () => {
    assert.equal(plan({}, true, 3).autoTune, true);
    assert.equal(plan({ instanceType: "t3.small.search" }, false, 3).autoTune, false);
  });
});

describe("the search domain's policies", () => {
  const scope = { accountId: "210000000201", region: "eu-west-2", partition: "aws" };
  const statements = (text: string) =>
    (JSON.parse(text) as { Statement: ReadonlyArray<Record<string, unknown>> }).Statement;

  it("lets in the account's roles and the readers, none of them to delete", () => {
    const arn = "arn:aws:es:eu-west-2:210000000201:domain/prod-search-1";
    const reader = "arn:aws:iam::210000000003:role/Analysts";
    const policy = domainAccessPolicy(scope, arn, [reader]);
    assert.deepEqual(
      statements(policy).map(({ Principal }) => Principal),
      [{ AWS: "arn:aws:iam::210000000201:root" }, { AWS: [reader] }],
    );
    assert.doesNotMatch(policy, /Delete|"es:\*"|"AWS":"\*"/);
    assert.doesNotMatch(JSON.stringify(statements(policy)[1]), /ESHttpPut/);
    assert.equal(statements(domainAccessPolicy(scope, arn, [])).length, 1);
  });

  it("lets only its own domains write to its log groups", () => {
    const group = "arn:aws:logs:eu-west-2:210000000201:log-group:prod-search-audit-1";
    const [statement] = statements(domainLogPolicy(scope, "prod-search-", [group]));
    assert.deepEqual(statement?.Resource, [`${group}:*`]);
    assert.deepEqual(statement?.Condition, {
      StringEquals: { "aws:SourceAccount": "210000000201" },
      ArnLike: { "aws:SourceArn": "arn:aws:es:eu-west-2:210000000201:domain/prod-search-*" },
    });
  });
});

describe("the search domain in the hub's network", () => {
  const groupsOf = (changes: Readonly<Record<string, unknown>>) => {
    const plan = planHub(devWith(changes));
    return new Map(plan.groups.map(({ group, rules }) => [group as string, rules]));
  };

  it("is reached by its functions and by nothing else", () => {
    const groups = groupsOf(withDomain({}));
    assert.deepEqual(
      groups
        .get("search")
        ?.map(({ direction, fromPort, toPort, peer }) => ({ direction, fromPort, toPort, peer })),
      [
        {
          direction: "ingress",
          fromPort: 443,
          toPort: 443,
          peer: { kind: "group", group: "search-clients" },
        },
      ],
    );
    assert.deepEqual(
      groups.get("search-clients")?.map(({ direction, peer }) => [direction, peer]),
      [
        ["egress", { kind: "group", group: "search" }],
        ["egress", { kind: "group", group: "endpoints" }],
      ],
    );
  });

  it("leaves no trace when nobody asked for it", () => {
    const groups = groupsOf({});
    assert.equal(groups.has("search"), false);
    assert.equal(groups.has("search-clients"), false);
  });

  it("is let through the network ACL between zones when the shared services use other ports", () => {
    const entries = (changes: Readonly<Record<string, unknown>>) =>
      planHub(devWith({ ...changes, "network.hub.servicePorts": [6514] }))
        .acls.find(({ tier }) => tier === "shared")
        ?.entries.filter(({ direction, fromPort }) => direction === "ingress" && fromPort === 443)
        .map(({ cidr }) => cidr);
    assert.deepEqual(entries(withDomain({})), ["10.32.0.0/20"]);
    assert.deepEqual(entries({}), []);
  });
});

describe("alarms of search", () => {
  const names = { accountId: "1", domainName: "d", shipper: "s", poisonQueue: "p", retryQueue: "r" };
  const alarms = searchAlarms(names, { volumeGib: 100 });

  it("watch the queues, the function and the domain, each under its own name", () => {
    assert.deepEqual(Object.fromEntries(alarms.map(({ key, dimensions }) => [key, dimensions])), {
      poison: { QueueName: "p" },
      waiting: { QueueName: "r" },
      behind: { FunctionName: "s" },
      red: { DomainName: "d", ClientId: "1" },
      refusing: { DomainName: "d", ClientId: "1" },
      full: { DomainName: "d", ClientId: "1" },
    });
  });

  it("speak up when a fifth of a node's storage is left, in MiB", () => {
    const full = alarms.find(({ key }) => key === "full");
    assert.deepEqual(
      [full?.threshold, full?.comparison, full?.statistic],
      [20_480, "LessThanOrEqualToThreshold", "Minimum"],
    );
  });
});

describe("settings of search", () => {
  it("are none: no domain, and a dashboard of the hub", () => {
    assert.deepEqual(devWith({}).search, { dashboards: "hub" });
  });

  const wrong: ReadonlyArray<
    [what: string, changes: Readonly<Record<string, unknown>>, path: string, allowed: RegExp]
  > = [
    ["more zones than there are", withDomain({ zones: 3 }), "search.domain.zones", /at most the zones .* 2$/],
    ["four zones", withDomain({ zones: 4 }), "search.domain.zones", /zones, 1 to 3/],
    ["no node", withDomain({ nodesPerZone: 0 }), "search.domain.nodesPerZone", /nodes in each zone, 1 to 20/],
    [
      "an instance type of EC2",
      withDomain({ instanceType: "m6g.large" }),
      "search.domain.instanceType",
      /m6g\.large\.search/,
    ],
    ["too small a volume", withDomain({ volumeGib: 1 }), "search.domain.volumeGib", /10 to 3072/],
    [
      "a reader who is a user",
      withDomain({ readers: ["arn:aws:iam::210000000003:user/ann"] }),
      "search.domain.readers[0]",
      /ARN of an IAM role/,
    ],
    [
      "a reader twice",
      withDomain({ readers: ["arn:aws:iam::210000000003:role/A", "arn:aws:iam::210000000003:role/A"] }),
      "search.domain.readers[1]",
      /each role once/,
    ],
    [
      "a domain whose shipper reaches no queue",
      { search: { domain: {} } },
      "network.hub.interfaceEndpoints",
      /sqs among them/,
    ],
    ["a slip in a choice", { search: { dashboards: "everything" } }, "search.dashboards", /hub, all or none/],
    [
      "more networks than a function's environment holds",
      {
        ...withDomain({}),
        "network.otherEnvironments": Array.from({ length: 80 }, (_, index) => ({
          name: `environment-${index}`,
          cidr: `10.${100 + index}.0.0/16`,
        })),
      },
      "search.domain",
      /at most 3000/,
    ],
  ];
  for (const [what, changes, path, allowed] of wrong)
    it(`refuse ${what}`, () => {
      const problem = problemsOf(changes).find((one) => one.path.endsWith(path));
      assert.ok(problem, JSON.stringify(problemsOf(changes)));
      assert.match(problem.allowed, allowed);
    });
});
