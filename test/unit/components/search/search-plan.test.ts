import assert from "node:assert/strict";
import { searchAlarms } from "../../../../components/search/alarms-plan";
import { planHub } from "../../../../components/network/hub-plan";
import { planDomain } from "../../../../components/search/domain-plan";
import { domainAccessPolicy, domainLogPolicy } from "../../../../components/search/search-policies";
import {
  DEFAULT_HABITS,
  LEAST_MEMORY_DAYS,
  MOST_MEMORY_DAYS,
  readHabitsSettings,
} from "../../../../functions/network-habits/settings";
import { type SearchDomainSettings } from "../../../../settings/schema/search";
import { devWith, problemsOf } from "../../settings-of";

const withDomain = (domain: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  search: { domain },
  "network.hub.interfaceEndpoints": ["logs", "sqs", "events"],
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
    const policy = domainAccessPolicy(scope, arn, [reader], false);
    assert.deepEqual(
      statements(policy).map(({ Principal }) => Principal),
      [{ AWS: "arn:aws:iam::210000000201:root" }, { AWS: [reader] }],
    );
    assert.doesNotMatch(policy, /Delete|"es:\*"|"AWS":"\*"/);
    assert.doesNotMatch(JSON.stringify(statements(policy)[1]), /ESHttpPut/);
    assert.equal(statements(domainAccessPolicy(scope, arn, [], false)).length, 1);
  });

  it("lets pass whoever signs in where people do, and nothing that an administrator of the domain needs from outside", () => {
    const arn = "arn:aws:es:eu-west-2:210000000201:domain/prod-search-1";
    const [roles, people] = statements(domainAccessPolicy(scope, arn, [], true));
    assert.deepEqual(roles?.Principal, { AWS: "arn:aws:iam::210000000201:root" });
    assert.equal(people?.Sid, "WhoeverSignsIn");
    assert.equal(people?.Principal, "*");
    assert.ok(
      (people?.Action as string[]).every((action) => /^es:ESHttp(Delete|Get|Head|Post|Put)$/.test(action)),
    );
    assert.equal(people?.Resource, `${arn}/*`);
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

  describe("and people", () => {
    const people = (from: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
      planHub(devWith({ ...withDomain({ from }), ...more }));
    const shared = (plan: ReturnType<typeof planHub>, direction: string) =>
      (plan.acls.find(({ tier }) => tier === "shared")?.entries ?? [])
        .filter((entry) => entry.direction === direction)
        .map(({ cidr, fromPort }) => `${cidr} ${fromPort}`);

    it("come in on 443 from the networks that are named", () => {
      const rules = people(["172.20.4.0/24", "10.32.1.0/24"]).groups.find(
        ({ group }) => group === "search",
      )?.rules;
      assert.deepEqual(
        rules
          ?.slice(1)
          .map(({ key, direction, fromPort, toPort, peer }) => ({ key, direction, fromPort, toPort, peer })),
        [
          {
            key: "from-people",
            direction: "ingress",
            fromPort: 443,
            toPort: 443,
            peer: { kind: "cidr", cidr: "172.20.4.0/24" },
          },
          {
            key: "from-people-2",
            direction: "ingress",
            fromPort: 443,
            toPort: 443,
            peer: { kind: "cidr", cidr: "10.32.1.0/24" },
          },
        ],
      );
    });

    it("need no entry of the network ACL where on-premises networks call shared services on 443", () => {
      for (const direction of ["ingress", "egress"])
        assert.deepEqual(shared(people(["172.20.4.0/24"]), direction), shared(people([]), direction));
    });

    it("get an entry at the end where these use other ports", () => {
      const other = { "network.hub.servicePorts": [6514] };
      const before = shared(people([], other), "ingress");
      assert.deepEqual(shared(people(["172.20.4.0/24"], other), "ingress"), [...before, "172.20.4.0/24 443"]);
    });
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

  it("watch what looks for habits, where it runs: its dead letters, and its clock", () => {
    const more = searchAlarms({ ...names, habits: { function: "h", deadLetters: "l" } }, { volumeGib: 100 });
    assert.deepEqual(
      more
        .filter(({ key }) => key.startsWith("habits"))
        .map(({ dimensions, missing }) => [dimensions, missing]),
      [
        [{ QueueName: "l" }, undefined],
        [{ FunctionName: "h" }, "breaching"],
      ],
    );
    assert.equal(more.length, alarms.length + 2);
  });

  it("speak up when a fifth of a node's storage is left, in MiB", () => {
    const full = alarms.find(({ key }) => key === "full");
    assert.deepEqual(
      [full?.threshold, full?.comparison, full?.statistic],
      [20_480, "LessThanOrEqualToThreshold", "Minimum"],
    );
  });
});

const from = ["172.20.4.0/24"];
const saml = {
  metadataFile: "test/unit/components/search/identity-provider.xml",
  entityId: "https://idp.example.org/dashboards",
  adminRole: "search-admins",
  readerRoles: ["analysts"],
};

describe("settings of search", () => {
  it("take a way for people, an hour long, by the attribute of the usual name", () => {
    const { domain } = devWith(withDomain({ from, saml })).search;
    assert.deepEqual([domain?.saml?.sessionMinutes, domain?.saml?.rolesKey], [60, "roles"]);
  });

  it("tell everything that is wrong with it at once, each with its path", () => {
    const paths = problemsOf({
      ...withDomain({
        from: ["0.0.0.0/0", "172.20.4.0/24"],
        saml: { ...saml, metadataFile: "identity/missing.xml", readerRoles: ["search-admins"] },
      }),
      "network.hub.onPremises": false,
    }).map(({ path }) => path.replace("landing-zone:", ""));
    assert.deepEqual(paths, [
      "search.domain.from[0]",
      "network.hub.onPremises",
      "search.domain.saml.metadataFile",
      "search.domain.saml.readerRoles[0]",
    ]);
  });

  it("are none: no domain, and a dashboard of the hub", () => {
    assert.deepEqual(devWith({}).search, { dashboards: "hub" });
  });

  it("of habits are by default, and at their limits, what the function takes", () => {
    const { enabled, ...habits } = domainOf({}).habits;
    assert.deepEqual([enabled, habits], [true, DEFAULT_HABITS]);
    const env = { SEARCH_ENDPOINT: "https://x", AWS_REGION: "eu-west-2", EVENT_BUS: "arn:b" };
    for (const changes of [
      { memoryDays: LEAST_MEMORY_DAYS, volumeTimes: 1, volumeMegabytes: 1, known: ["203.0.113.0/24"] },
      { memoryDays: MOST_MEMORY_DAYS, volumeTimes: 1_000, volumeMegabytes: 1_000_000 },
    ]) {
      const { enabled: _, ...given } = domainOf({ habits: changes }).habits;
      assert.equal(
        readHabitsSettings({ ...env, HABITS: JSON.stringify(given) }).memoryDays,
        changes.memoryDays,
      );
    }
  });

  it("leave an environment without habits where it says so, or where nobody is watched", () => {
    const off = withDomain({ habits: { enabled: false } });
    assert.deepEqual(problemsOf({ ...off, "network.hub.interfaceEndpoints": ["sqs"] }), []);
    assert.deepEqual(
      problemsOf({
        ...withDomain({}),
        "network.hub.interfaceEndpoints": ["sqs"],
        detection: false,
        organization: {},
      }),
      [],
    );
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
    [
      "the whole world",
      withDomain({ from: ["0.0.0.0/0"] }),
      "search.domain.from[0]",
      /inside the hub \(10\.32\.0\.0\/20\) or inside an on-premises network that hybrid leads to: 172\.20\.0\.0\/16$/,
    ],
    [
      "a network that nothing leads to",
      withDomain({ from: ["192.168.0.0/24"] }),
      "search.domain.from[0]",
      /hybrid leads to/,
    ],
    [
      "a workload's network",
      withDomain({ from: ["10.32.16.0/20"] }),
      "search.domain.from[0]",
      /inside the hub/,
    ],
    ["what is no block", withDomain({ from: ["172.20.0.0"] }), "search.domain.from[0]", /./],
    [
      "one block inside another",
      withDomain({ from: ["172.20.0.0/16", "172.20.4.0/24"] }),
      "search.domain.from[1]",
      /do not overlap/,
    ],
    [
      "people in a network that the hub answers nothing",
      { ...withDomain({ from: ["172.20.4.0/24"] }), "network.hub.onPremises": false },
      "network.hub.onPremises",
      /true: search\.domain\.from/,
    ],
    [
      "people who sign in from nowhere",
      withDomain({ saml }),
      "search.domain.from",
      /networks from which people sign in/,
    ],
    [
      "metadata that is not there",
      withDomain({ from, saml: { ...saml, metadataFile: "identity/missing.xml" } }),
      "search.domain.saml.metadataFile",
      /metadata of the identity provider "https:\/\/idp\.example\.org\/dashboards"/,
    ],
    [
      "metadata of another identity provider",
      withDomain({ from, saml: { ...saml, entityId: "https://idp.example.org/other" } }),
      "search.domain.saml.metadataFile",
      /which is search\.domain\.saml\.entityId/,
    ],
    [
      "a file outside the project",
      withDomain({ from, saml: { ...saml, metadataFile: "../idp.xml" } }),
      "search.domain.saml.metadataFile",
      /below the project's folder/,
    ],
    [
      "nobody who may do anything",
      withDomain({ from, saml: { ...saml, adminRole: undefined, readerRoles: [] } }),
      "search.domain.saml",
      /at least one role/,
    ],
    [
      "readers who administer",
      withDomain({ from, saml: { ...saml, readerRoles: ["search-admins"] } }),
      "search.domain.saml.readerRoles[0]",
      /only reads/,
    ],
    [
      "a session of two days",
      withDomain({ from, saml: { ...saml, sessionMinutes: 2880 } }),
      "search.domain.saml.sessionMinutes",
      /1 to 1440/,
    ],
    [
      "habits whose findings reach no bus",
      { search: { domain: {} }, "network.hub.interfaceEndpoints": ["logs", "sqs"] },
      "network.hub.interfaceEndpoints",
      /events among them: .*; or search\.domain\.habits: \{enabled: false\}$/,
    ],
    [
      "a memory longer than the domain's",
      withDomain({ habits: { memoryDays: 40 } }),
      "search.domain.habits.memoryDays",
      /days of memory, 8 to 28/,
    ],
    [
      "a known block twice",
      withDomain({ habits: { known: ["203.0.113.0/24", "203.0.113.0/24"] } }),
      "search.domain.habits.known[1]",
      /each block once/,
    ],
    [
      "a known name",
      withDomain({ habits: { known: ["example.org"] } }),
      "search.domain.habits.known[0]",
      /IPv4 block/,
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
