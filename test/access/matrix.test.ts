import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readAccepted } from "../../tools/access/accepted";
import { Asker } from "../../tools/access/ask";
import { harmsIn } from "../../tools/access/harms";
import { type Fact, matrixOf, type StoreAccess } from "../../tools/access/matrix";
import { jsonLines, LEGEND, tableOf } from "../../tools/access/show";
import { root } from "../../tools/lib/paths";
import type { StackState } from "../../tools/sandbox/state";
import { deployedStacks, type DeployedStacks } from "../engine/harness";
import { checksOf } from "../proofs/checks";
import { AccessModel } from "../proofs/model/model";
import { Simulator } from "../proofs/model/simulate";
import { readStacks } from "../proofs/model/stacks";
import { Exports, told, withResources, withStatements } from "./exports";

const POLICY = "aws:organizations/policy:Policy";

describe("who may do what to the logs", function () {
  this.timeout(600_000);
  let deployed: DeployedStacks;
  let model: AccessModel;
  let all: StoreAccess[];
  const files = new Exports();
  after(() => files.remove());

  before("deploys the stacks, unless that has been done", async () => {
    deployed = await deployedStacks();
    model = new AccessModel(deployed);
    all = await matrixOf(model, readStacks(deployed).resources);
  });

  const kept = ({ store }: StoreAccess): boolean =>
    !store.account.isManagement && !store.name.endsWith("-query-answers");
  const may = (which: (access: StoreAccess, fact: Fact) => boolean): string[] => [
    ...new Set(
      all.flatMap((access) =>
        access.facts
          .filter((fact) => fact.may !== "no" && which(access, fact))
          .map(({ caller }) => caller.kind as string),
      ),
    ),
  ];

  it("tells of archives, log groups, trails, recorders, flow logs, carriers and keys", () => {
    const kinds = [...new Set(all.map(({ store }) => store.kind))].sort();
    assert.deepEqual(kinds, [
      "bucket",
      "data-stream",
      "delivery",
      "destination",
      "domain",
      "flow-log",
      "key",
      "log-group",
      "recorder",
      "stream",
      "trail",
    ]);
    const names = new Set(all.map(({ store }) => `${store.kind}:${store.name}`));
    for (const name of [
      "bucket:organization-log-archive",
      "bucket:organization-log-archive-delivery",
      "bucket:prod-log-archive",
      "log-group:organization-trail",
      "log-group:dev-booking-flow-logs",
      "key:prod-log-archive",
      "recorder:prod-booking-config",
    ]) {
      assert.ok(names.has(name), name);
    }
    assert.ok(!names.has("key:prod-booking-data"), "a key that encrypts no log");
  });

  it("nobody but the break-glass role deletes archives, log groups and keys outside the management account", () => {
    const kinds = ["bucket", "log-group", "key"];
    const deleters = may(
      (access, { call }) => kept(access) && kinds.includes(access.store.kind) && call.verb === "delete",
    );
    assert.deepEqual(deleters, ["break-glass role"]);
  });

  it("nobody but the break-glass role and the deployment stops recording outside the management account", () => {
    const kinds = ["flow-log", "recorder"];
    assert.deepEqual(
      may(
        (access, { call }) => kept(access) && kinds.includes(access.store.kind) && call.verb === "stop",
      ).sort(),
      ["break-glass role", "deployment role"],
    );
  });

  it("workloads' administrators read their own logs and no archive", () => {
    const reads = all.flatMap(({ store, facts }) =>
      facts
        .filter(
          ({ caller, call, may }) =>
            caller.kind === "workload administrator" && call.verb === "read" && may !== "no",
        )
        .map(({ caller }) => [store.kind, caller.isOwn].join()),
    );
    assert.deepEqual([...new Set(reads)].sort(), ["key,true", "log-group,true"]);
  });

  it("archives are written by the services that log into them", () => {
    const writers = (name: string): string[] => {
      const { facts } = all.find(({ store }) => store.kind === "bucket" && store.name === name)!;
      const services = facts
        .filter(
          ({ caller, call, may }) => caller.kind === "service" && call.verb === "write" && may === "yes",
        )
        .map(({ caller }) => caller.who.replace(/^service:|@.*$/g, ""));
      return [...new Set(services)].sort();
    };
    assert.deepEqual(writers("organization-log-archive"), ["cloudtrail.amazonaws.com"]);
    assert.deepEqual(writers("prod-log-archive"), ["delivery.logs.amazonaws.com"]);
    assert.deepEqual(writers("prod-log-archive-delivery"), [
      "config.amazonaws.com",
      "delivery.logs.amazonaws.com",
      "logdelivery.elasticloadbalancing.amazonaws.com",
      "logging.s3.amazonaws.com",
    ]);
  });

  it("a stranger may do nothing, and nothing is left to be told after the deployment", () => {
    const facts = all.flatMap((access) => access.facts);
    assert.ok(facts.some(({ caller }) => caller.kind === "stranger"));
    assert.deepEqual(
      may((_, { caller }) => caller.kind === "stranger"),
      [],
    );
    assert.deepEqual(
      facts.filter((fact) => fact.may === "unknown"),
      [],
    );
  });

  it("every harm is accepted for a reason, and every reason of its own is needed", () => {
    const accepted = readAccepted();
    const harms = harmsIn(all, accepted);
    const open = harms
      .filter((harm) => !harm.accepted)
      .map(({ fact }) => `${fact.caller.who} ${fact.call.action}`);
    assert.deepEqual(open, []);
    const used = new Set(harms.map((harm) => harm.accepted));
    const own = JSON.parse(
      fs.readFileSync(path.join(root, "tools/access/reasons.json"), "utf8"),
    ) as unknown[];
    const needless = accepted.slice(-own.length).filter((entry) => !used.has(entry));
    assert.deepEqual(needless, []);
  });

  it("gives the answers that the simulator gives when each is asked by itself with every statement", async () => {
    const simulator = new Simulator(model);
    let asked = 0;
    for (const name of [
      "bucket:prod-log-archive-delivery",
      "bucket:dev-query-answers",
      "destination:prod-log-feed",
      "key:prod-casework-logs",
      "log-group:prod-casework-flow-logs",
      "trail:organization-trail",
    ]) {
      const { facts } = all.find(({ store }) => `${store.kind}:${store.name}` === name)!;
      const plain = facts.filter(({ caller, call }) => /@|^anonymous/.test(caller.who) && !call.also);
      for (const { caller, call, may } of plain.filter((fact, n) => fact.caller.isOwn || n % 5 === 0)) {
        if (caller.kind === "service") continue;
        const row = {
          who: caller.who,
          does: [call.action],
          where: call.where,
          why: "-",
          expect: "denied" as const,
        };
        const { allowed } = await simulator.judge(checksOf(model, row)[0]!.request);
        assert.equal(may, allowed ? "yes" : "no", `${caller.who} ${call.action} ${call.where}`);
        asked += 1;
      }
    }
    assert.ok(asked > 500, `${asked} asked`);
  });

  it("asks once of what nothing tells apart", async () => {
    const asker = new Asker(model);
    for (const who of ["administrator@prod-booking", "administrator@prod-casework", "root@prod-casework"]) {
      for (const action of ["logs:DeleteLogGroup", "logs:PutRetentionPolicy"]) {
        assert.equal((await asker.may(who, action, "log-group:dev-booking-flow-logs")).may, "no");
      }
    }
    // Of other accounts, and the log group has no policy for them: one of roles, one of root users.
    assert.equal(asker.asked, 2);
  });

  /** The organisation's state without some statement of its guardrails. */
  const withoutGuardrail = (sid: string): StackState => {
    const state = deployed.get("org")!;
    const policies = (state.deployment.resources ?? []).filter(
      ({ type, outputs }) => type === POLICY && String(outputs?.content).includes(`"${sid}"`),
    );
    assert.ok(policies.length > 0, sid);
    return withResources(
      state,
      ...policies.map((one) => withStatements(one, "content", (all) => all.filter(({ Sid }) => Sid !== sid))),
    );
  };

  it("--fail-on-harm fails when a workload's administrator may delete its log groups, and says so", async () => {
    const org = files.write("loose-org.json", withoutGuardrail("LogGroupEnd"));
    const prod = files.write("prod.json", deployed.get("prod"));
    const { code, out } = await told(org, prod, "--fail-on-harm", "--why");
    assert.equal(code, 1, out);
    assert.match(
      out,
      /^ {2}log archive administrator of the same account may not delete \(.*s3:DeleteObject.*\): .*NobodyDeletesOrShortens/m,
    );
    const [, harm = ""] = out.split("Harm that nothing accepts\n");
    assert.match(
      harm,
      /workload administrator of the same account: log-group .*\*-flow-logs.*: logs:DeleteLogGroup, logs:DeleteLogStream/,
    );
    assert.ok(out.includes("@rwD"), out);
  });

  it("shows the same without a need to fail as the stacks are deployed, with every reason named", async () => {
    const names = [...deployed.keys()].map((stack) => files.write(`${stack}-now.json`, deployed.get(stack)));
    const { code, out } = await told(...names, "--fail-on-harm");
    assert.equal(code, 0, out);
    assert.ok(!out.includes("Harm that nothing accepts"));
    const reasons = new Set(harmsIn(all, readAccepted()).map(({ accepted }) => accepted!.reason));
    for (const reason of reasons) assert.ok(out.includes(reason), reason);
  });

  it("--json writes each call that somebody may make", () => {
    const lines = jsonLines(all, readAccepted())
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const reads = lines.filter(
      ({ store, verb, kind }) =>
        store === "bucket:log-archive:prod-log-archive" &&
        verb === "read" &&
        kind === "log archive administrator",
    );
    assert.deepEqual(
      reads.map(({ who, action, may, by }) => [who, action, may, by]),
      ["s3:GetObject", "s3:GetObjectVersion"].map((action) => [
        "administrator@log-archive",
        action,
        "yes",
        ["AWS managed AdministratorAccess: Everything"],
      ]),
    );
    assert.deepEqual([...new Set(lines.map(({ may }) => may))], ["yes"]);
    assert.ok(lines.every(({ accepted }) => accepted !== null));
  });

  it("docs/access.md shows the stacks as they are deployed", () => {
    const page = fs.readFileSync(path.join(root, "docs/access.md"), "utf8");
    const indented = (lines: string): string => lines.replace(/^(?=.)/gm, "    ");
    assert.ok(page.includes(indented(tableOf(all, readAccepted()))), "the table");
    assert.ok(page.includes(indented(LEGEND.join("\n"))), "the legend");
  });

  it("docs/access.md shows the answer to a question", async () => {
    const page = fs.readFileSync(path.join(root, "docs/access.md"), "utf8");
    const names = ["org", "prod"].map((stack) => files.write(`${stack}.json`, deployed.get(stack)));
    const where = "bucket:prod-log-archive/x";
    const { code, out } = await told(
      ...names,
      "--who",
      "administrator@log-archive",
      "--does",
      "s3:DeleteObject",
      "--where",
      where,
    );
    assert.equal(code, 1);
    // What the engine makes up anew at each deployment is left out on the page.
    const stable = out.replace(/^ {2}(who|where) .*\n/gm, "");
    assert.ok(
      page.replace(/^ {6}(who|where) .*\n/gm, "").includes(stable.replace(/^(?=.)/gm, "    ")),
      stable,
    );
  });
});
