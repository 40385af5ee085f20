import assert from "node:assert/strict";
import {
  directoryEntries,
  productionEnvironments,
  watchedAccounts,
} from "../../../stacks/organization/detection-plan";
import { type Changes, orgProblemsOf, orgWith } from "../settings-of";

describe("the settings of the organisation's detection", () => {
  it("may be left out: a year of replay, mail from medium on, repairs that repair", () =>
    assert.deepEqual(orgWith({ detection: undefined }).detection, {
      archiveDays: 365,
      mildestMail: "medium",
      withoutEnvironments: [],
      mail: { domains: [] },
      securityGroups: { ports: [22, 3389], dryRun: false },
    }));

  const wrong: ReadonlyArray<readonly [what: string, detection: unknown, path: string, allowed: RegExp]> = [
    ["a replay of no days", { archiveDays: 0 }, "archiveDays", /1 to 3653/],
    ["a severity of another kind", { mildestMail: "grave" }, "mildestMail", /low, medium, high or critical/],
    ["a sender that is no mailbox", { mail: { from: "platform" } }, "mail.from", /e-mail/],
    ["an address for a domain", { mail: { domains: ["a@example.org"] } }, "mail.domains[0]", /example.org/],
    ["no port at all", { securityGroups: { ports: [] } }, "securityGroups.ports", /at least one/],
    ["a port twice", { securityGroups: { ports: [22, 22] } }, "securityGroups.ports[1]", /each port once/],
    [
      "an unknown environment",
      { withoutEnvironments: ["dve"] },
      "withoutEnvironments[0]",
      /did you mean dev/,
    ],
    ["production left out", { withoutEnvironments: ["prod"] }, "withoutEnvironments[0]", /always watched/],
    [
      "an environment twice",
      { withoutEnvironments: ["dev", "dev"] },
      "withoutEnvironments[1]",
      /each environment once/,
    ],
  ];
  for (const [what, detection, path, allowed] of wrong)
    it(`refuse ${what}`, () => {
      const [problem, ...more] = orgProblemsOf({ detection });
      assert.deepEqual(more, []);
      assert.equal(problem?.path, `landing-zone:detection.${path}`);
      assert.match(problem.allowed, allowed);
    });
});

describe("the directory of accounts", () => {
  it("names whose each is, and where to look", () => {
    const entries = directoryEntries(orgWith({}));
    assert.deepEqual(
      entries.find(({ name }) => name === "prod-booking"),
      {
        name: "prod-booking",
        environment: "prod",
        workload: "booking",
        owner: "booking@example.org",
        regions: ["eu-west-2", "us-east-1"],
      },
    );
    assert.deepEqual(
      entries.filter(({ environment }) => environment === "organization").map(({ workload }) => workload),
      ["management", "log-archive", "security", "retired-prototype"],
    );
  });

  it("looks nowhere in accounts out of use and environments that are not watched", () => {
    const unwatched = (changes: Changes): readonly string[] =>
      directoryEntries(orgWith(changes)).flatMap(({ name, regions }) => (regions.length === 0 ? [name] : []));
    const suspended = orgWith({}).accounts.flatMap(({ name, unit }) => (unit === "Suspended" ? [name] : []));
    assert.deepEqual(unwatched({}), suspended);
    assert.deepEqual(
      unwatched({ detection: { withoutEnvironments: ["dev"] } }).filter((name) => !suspended.includes(name)),
      ["dev-network", "dev-booking", "dev-casework", "dev-reports"],
    );
  });

  it("has the trail's records missed in its log group, and where they are searched if they are", () => {
    const expected = (changes: Changes) =>
      watchedAccounts(orgWith(changes)).map(({ name, logGroups, arrivals }) => [
        name,
        logGroups.length,
        arrivals.map(({ namespace, metric }) => `${namespace} ${metric}`),
      ]);
    const management = ["AWS/Logs IncomingLogEvents"];
    assert.deepEqual(expected({ trail: {} }), [["management", 0, management]]);
    assert.deepEqual(expected({ trail: { searchedFrom: "dev" } }), [
      ["management", 1, management],
      ["dev-network", 0, ["LandingZone/LogShipper Stored"]],
    ]);
  });

  it("has the groups of production repaired", () => {
    assert.deepEqual(productionEnvironments(orgWith({})), ["prod"]);
  });
});
