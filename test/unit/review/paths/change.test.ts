import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type Model } from "../../../../policy-pack/analysis";
import { ask, QuestionError } from "../../../../review/paths/ask";
import { changeOf, opensToInternet } from "../../../../review/paths/change";
import { networkOf } from "../../../../review/paths/read";
import { changeText } from "../../../../review/paths/show";
import { changeSummary } from "../../../../review/paths/summary";
import { root } from "../../../../tools/lib/paths";
import { UNKNOWN_TEXT, type Written, group, modelOf, tier } from "./support";

const OPEN = ["in 1 allow -1 0-0 0.0.0.0/0", "out 1 allow -1 0-0 0.0.0.0/0"];

const base: readonly Written[] = [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24", OPEN),
  ...tier("a", "data", "10.1.1.0/24", OPEN),
  ...group("a", "web", ["out tcp 5432 @a-data", "in tcp 443 10.0.0.0/8"]),
  ...group("a", "data", ["in tcp 5432 @a-web"]),
  ["internet", "igw", { vpcId: "@a" }],
  ["route", "out", { routeTableId: "@a-web-a-table", destinationCidrBlock: "0.0.0.0/0", gatewayId: "@igw" }],
];

const change = (changes: Readonly<Record<string, Record<string, unknown>>>): Written[] =>
  base.map(([kind, name, props]) => [kind, name, { ...props, ...changes[name] }]);

const entryOf = ({ urn, type, props, edges }: Model["resources"][number]) => ({
  urn,
  type,
  inputs: props,
  outputs: props,
  propertyDependencies: edges,
});
const state = (written: readonly Written[]): string =>
  JSON.stringify({ version: 3, deployment: { resources: modelOf(written).resources.map(entryOf) } });
const preview = (written: readonly Written[], ops: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({
    steps: modelOf(written).resources.map((one) => ({
      op: ops[one.name] ?? "same",
      urn: one.urn,
      newState: entryOf(one),
    })),
  });

const told = (before: string, after: string): string => {
  const { difference, cut, protocols } = changeOf(before, after);
  return changeText(difference, cut, protocols);
};

const toWorld = { "a-web-in-1": { cidrIpv4: "0.0.0.0/0" } };

describe("what a change does to network paths", () => {
  it("is nothing when nothing changes", () =>
    assert.equal(told(state(base), preview(base)), "No path is opened, closed or interrupted."));

  it("tells what is opened, and closed the other way round", () => {
    const line = "  internet  a/web  tcp 443  internet gateway";
    assert.equal(told(state(base), state(change(toWorld))), `Opened:\n${line}`);
    assert.equal(told(state(change(toWorld)), preview(base)), `Closed:\n${line}`);
    assert.equal(opensToInternet(changeOf(state(base), state(change(toWorld))).difference), true);
    assert.equal(opensToInternet(changeOf(state(change(toWorld)), state(base)).difference), false);
  });

  it("takes what a preview leaves out as it is, and what it deletes as gone", () => {
    const only = (op: string, written: readonly Written[]): string => {
      const json = JSON.parse(preview(written)) as {
        steps: Array<{ op: string; urn: string; newState?: unknown }>;
      };
      const [step] = json.steps.filter(({ urn }) => urn.endsWith("::a-web-in-1"));
      return JSON.stringify({ steps: [op === "delete" ? { op, urn: step?.urn } : { ...step, op }] });
    };
    const line = "  internet  a/web  tcp 443  internet gateway";
    assert.equal(told(state(base), only("update", change(toWorld))), `Opened:\n${line}`);
    assert.equal(told(state(change(toWorld)), only("delete", base)), `Closed:\n${line}`);
  });

  it("does not take what opens inside for something opened to the internet", () => {
    const { difference } = changeOf(
      state(base),
      state(change({ "a-data-in-0": { toPort: 5440 }, "a-web-out-0": { toPort: 5440 } })),
    );
    assert.equal(difference.opened.length, 1);
    assert.equal(opensToInternet(difference), false);
  });

  it("says that it cannot tell what a value not known yet opens", () => {
    const after = preview(change({ "a-web-in-1": { cidrIpv4: UNKNOWN_TEXT } }));
    assert.match(
      told(state(base), after),
      /^May be opened:\n {2}internet -> a\/web, tcp 443 by internet gateway: cannot be told before the deployment: a block \(rule a-web-in-1\)$/m,
    );
    assert.equal(opensToInternet(changeOf(state(base), after).difference), true);
  });

  it("tells which connections are interrupted by what is replaced", () => {
    const line = "Interrupted while resources are replaced:\n  a/web  a/data  tcp 5432  local";
    const acl = Object.fromEntries(
      ["a-data-a-acl", "a-data-a-entry-0", "a-data-a-entry-1"].map((name) => [name, "replace"]),
    );
    const replaced = ["a", "a-web-a", "a-data-a", "a-web-a-entry-1"].map((name) => ({ [name]: "replace" }));
    for (const ops of [...replaced, acl]) {
      assert.equal(told(state(base), preview(base, ops)), line, JSON.stringify(ops));
    }
    for (const [name, op] of [
      ["a-data-a", "update"],
      ["out", "replace"],
      ["a-web-in-1", "replace"],
    ] as const) {
      assert.equal(
        told(state(base), preview(base, { [name]: op })),
        "No path is opened, closed or interrupted.",
        name,
      );
    }
  });

  it("tells what is interrupted by the replacement of what gets another name as well", () => {
    const json = JSON.parse(preview(base)) as {
      steps: Array<{ op: string; urn: string; newState: { urn: string } }>;
    };
    const steps = json.steps.map((step) => {
      if (!step.urn.endsWith("::a-web-a-entry-1")) return step;
      const urn = `${step.urn}-renamed`;
      return { op: "replace", urn, oldState: { urn: step.urn }, newState: { ...step.newState, urn } };
    });
    const { cut } = changeOf(state(base), JSON.stringify({ steps }));
    assert.deepEqual(
      cut.map(({ from, to }) => [from, to]),
      [["a/web", "a/data"]],
    );
  });

  it("tells in which subnets alone it holds", () => {
    const second: Written[] = [
      ["subnet", "a-web-b", { vpcId: "@a", cidrBlock: "10.1.2.0/24", tags: { tier: "web" } }],
      ["acl", "a-web-b-acl", { vpcId: "@a", subnetIds: ["@a-web-b"] }],
      [
        "entry",
        "b-in",
        {
          networkAclId: "@a-web-b-acl",
          egress: false,
          ruleNumber: 1,
          ruleAction: "allow",
          protocol: "-1",
          cidrBlock: "0.0.0.0/0",
        },
      ],
    ];
    const out: Written = [
      "entry",
      "b-out",
      {
        networkAclId: "@a-web-b-acl",
        egress: true,
        ruleNumber: 1,
        ruleAction: "allow",
        protocol: "-1",
        cidrBlock: "0.0.0.0/0",
      },
    ];
    assert.equal(
      told(state([...base, ...second, out]), state([...base, ...second])),
      "Closed:\n  a/web  a/data  tcp 5432  local, only a-web-b -> a-data-a",
    );
  });
});

describe("the summary of a change", () => {
  const summary = (before: readonly Written[], after: readonly Written[]): string =>
    changeSummary(changeOf(state(before), state(after)), "see there");

  it("says that nothing changes", () => assert.equal(summary(base, base), "No network path changes."));

  it("puts what reaches out of a VPC first, and shows all of a short part", () =>
    assert.equal(
      summary([], change(toWorld)),
      [
        "Network paths: 2 opened.",
        "",
        "Opened:",
        "  from the internet:",
        "    internet  a/web   tcp 443   internet gateway",
        "  within a VPC:",
        "    a/web     a/data  tcp 5432  local",
      ].join("\n"),
    ));

  it("counts the rest of a long part, and says where it is", () => {
    const many = Array.from({ length: 11 }, (_, index) => `t${index + 10}`);
    const network: Written[] = [
      ...base,
      ...many.flatMap((name, index) => [
        ...tier("a", name, `10.1.${index + 10}.0/24`, OPEN),
        ...group("a", name, ["in tcp 443 0.0.0.0/0", `out tcp 5432 @a-data`]),
        [
          "route",
          `${name}-out`,
          { routeTableId: `@a-${name}-a-table`, destinationCidrBlock: "0.0.0.0/0", gatewayId: "@igw" },
        ] as Written,
        [
          "in",
          `data-${name}`,
          {
            securityGroupId: "@a-data",
            ipProtocol: "tcp",
            fromPort: 5432,
            toPort: 5432,
            referencedSecurityGroupId: `@a-${name}`,
          },
        ] as Written,
      ]),
    ];
    const text = summary(base, network);
    assert.match(text, /^Network paths: 22 opened\.$/m);
    assert.equal(text.match(/^ {4}internet {2}a\/t/gm)?.length, 8);
    assert.match(text, / {4}and 3 more\n {2}within a VPC: 11\n\nAll of them: see there$/);
  });

  it("names what is missing where it cannot be told", () => {
    const after = preview(change({ "a-web-in-1": { cidrIpv4: UNKNOWN_TEXT } }));
    assert.equal(
      changeSummary(changeOf(state(base), after), "see there"),
      [
        "Network paths: 1 that cannot be told yet.",
        "",
        "Cannot be told before the deployment:",
        "  from the internet:",
        "    internet  a/web  tcp 443  internet gateway: a block (rule a-web-in-1)",
      ].join("\n"),
    );
  });
});

describe("a question about network paths", () => {
  const network = networkOf(modelOf(base));
  const asked = (from: string, to: string, port?: number, protocol?: string) =>
    ask(network, {
      from,
      to,
      ...(port === undefined ? {} : { port }),
      ...(protocol === undefined ? {} : { protocol }),
    });

  it("is answered for places, VPCs and addresses", () => {
    for (const [from, to] of [
      ["a/web", "a/data"],
      ["a", "a"],
      ["10.1.0.9", "10.1.1.9"],
      ["10.1.0.9", "a/data"],
    ] as const) {
      assert.equal(asked(from, to, 5432).verdict, "yes", `${from} ${to}`);
      assert.equal(asked(from, to, 5433).verdict, "no", `${from} ${to}`);
      assert.equal(asked(from, to, 5432, "udp").verdict, "no", `${from} ${to}`);
      assert.equal(asked(from, to).verdict, "yes", `${from} ${to}`);
    }
  });

  it("names the rule, entry or route of each hop, and everything that blocks", () => {
    assert.deepEqual(asked("a/web", "a/data", 5432).lines, [
      "yes: a/web -> a/data, tcp 5432, by local",
      "",
      "a/web in a-web-a (such as 10.1.0.1) -> a/data in a-data-a (such as 10.1.1.1)",
      "  ok       security group a-web, out: rule a-web-out-0 (tcp 5432 to a-data)",
      "  ok       network ACL a-web-a-acl, out of a-web-a: entry 1 allows everything to 0.0.0.0/0",
      "  ok       route table a-web-a-table: local route",
      "  ok       network ACL a-data-a-acl, into a-data-a: entry 1 allows everything from 0.0.0.0/0",
      "  ok       security group a-data, in: rule a-data-in-0 (tcp 5432 from a-web)",
      "  ok       answer: network ACL a-data-a-acl, out of a-data-a: entry 1 allows everything to 0.0.0.0/0",
      "  ok       answer: route table a-data-a-table: local route",
      "  ok       answer: network ACL a-web-a-acl, into a-web-a: entry 1 allows everything from 0.0.0.0/0",
    ]);
    assert.deepEqual(
      asked("internet", "a/data", 443).lines.filter((line) => line.includes("BLOCKED")),
      [
        "  BLOCKED  a-data-a has no route to an internet gateway",
        "  BLOCKED  security group a-data, in: no rule",
      ],
    );
  });

  it("tells all that is wrong with it at once, with what was meant", () => {
    assert.throws(
      () => asked("a/wbe", "b", 70000, "icmp"),
      (error: Error) => {
        assert.ok(error instanceof QuestionError);
        assert.match(error.message, /--from a\/wbe .*did you mean "a\/web"/);
        assert.match(error.message, /--to b is no place/);
        assert.match(error.message, /--port is a number from 0 to 65535/);
        assert.match(error.message, /icmp has none/);
        return true;
      },
    );
  });
});

describe("npm run paths", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paths-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const place = path.join(folder, name);
    fs.writeFileSync(place, text);
    return place;
  };
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--require", "./tools/register.js", "review/paths/main.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });

  it("has the exit codes that it promises", function () {
    this.timeout(120_000);
    const now = file("now.json", state(base));
    const open = file("open.json", state(change(toWorld)));
    const doubtful = file("doubtful.json", preview(change({ "a-web-in-1": { cidrIpv4: UNKNOWN_TEXT } })));
    const calls: Array<[status: number, out: RegExp, args: string[]]> = [
      [0, /^from +to +ports +way\na\/web +a\/data +tcp 5432 +local\n$/, [now]],
      [0, /^\{"from":"a\/web","to":"a\/data","ports":"tcp 5432","way":"local"\}\n$/, [now, "--json"]],
      [0, /^yes: /, [now, "--from", "a/web", "--to", "a/data", "--port", "5432"]],
      [1, /^no: /, [now, "--from", "a/data", "--to", "a/web"]],
      [3, /cannot be told before the deployment/, [doubtful, "--from", "internet", "--to", "a/web"]],
      [0, /^Opened:/, [now, open]],
      [1, /^Opened:/, [now, open, "--fail-on-open"]],
      [0, /^Closed:/, [open, now, "--fail-on-open"]],
      [0, /^\{"change":"opened","from":"internet"/, [now, open, "--json"]],
    ];
    for (const [status, out, args] of calls) {
      const done = run(...args);
      assert.equal(done.status, status, `${args.join(" ")}: ${done.stderr}`);
      assert.match(done.stdout, out);
    }
    const wrong: Array<[says: RegExp, args: string[]]> = [
      [/npm run --silent paths/, []],
      [/no-such-file/, [path.join(folder, "no-such-file")]],
      [/no list of resources/, [file("other.json", "{}")]],
      [/There is no VPC/, [file("empty.json", state([]))]],
      [/has --from and --to/, [now, "--from", "a/web"]],
      [/about one state/, [now, open, "--from", "a/web", "--to", "a/data"]],
      [/BEFORE AFTER/, [now, "--fail-on-open"]],
      [/did you mean "a\/web"/, [now, "--from", "a/weeb", "--to", "a/data"]],
      [/--port is a number/, [now, "--from", "a/web", "--to", "a/data", "--port", "https"]],
    ];
    for (const [says, args] of wrong) {
      const done = run(...args);
      assert.equal(done.status, 2, args.join(" "));
      assert.match(done.stderr, says);
    }
  });
});
