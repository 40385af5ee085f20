import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import { CASES, type Case, prepareCases } from "../support/broken";
import { caseRuns } from "../support/case-runs";
import { deliver, dismiss } from "../support/dying";
import { DEVELOPMENT, REGION } from "../support/landing-zone";
import { skewed, throttled } from "../support/refusals";
import { BY_DEPLOYMENT, made, type Repairs, startRepairs, tick } from "../support/repairs";

const HOUR_MS = 3_600_000;
const PLATFORM = "555555555555";

/** Every repair, from its bundle, while the services answer late, not at all, or that they would rather not. */
describe("a repair whose calls are not answered as they should be", function () {
  this.timeout(300_000);
  let repairs: Repairs;
  const runs = caseRuns(() => repairs);
  const { fileOf, invoke, told } = runs;

  before(async () => {
    repairs = await startRepairs();
    await prepareCases();
  });
  after(async () => {
    dismiss();
    await repairs.stop();
  });
  afterEach(() => {
    repairs.proxy.fault = () => undefined;
    repairs.proxy.loses = () => false;
    repairs.proxy.ahead = 0;
  });

  const caseOf = (name: string): Case => CASES.find((one) => one.name === name) as Case;
  async function breakOne(one: Case, what: string) {
    repairs.proxy.fault = () => undefined;
    repairs.proxy.loses = () => false;
    return runs.breakOne(one, what);
  }

  for (const one of CASES) {
    it(`${one.name}: ends as it should, whichever call is answered too late to be heard`, async () => {
      const alive = await breakOne(one, "heard");
      await invoke(one, alive.event);
      const calls = repairs.proxy.passed.map(({ action }) => action);
      const expected = await alive.end();
      for (const [index, action] of calls.entries()) {
        const broken = await breakOne(one, "unheard");
        // By the name of the call and how often it was made: a repetition shifts all after it.
        const nth = calls.slice(0, index + 1).filter((other) => generic(other) === generic(action)).length;
        let seen = 0;
        repairs.proxy.loses = (passed) => generic(passed.action) === generic(action) && ++seen === nth;
        await invoke(one, broken.event);
        repairs.proxy.loses = () => false;
        assert.ok(seen > nth, `${action} was not made again`);
        assert.deepEqual(await broken.end(), expected, `${index + 1}. ${action}`);
        assert.equal(
          told(one),
          action === one.tells ? 2 : 1,
          `told ${told(one)} times, ${index + 1}. ${action}`,
        );
      }
    });

    it(`${one.name}: waits out each service that is called too often`, async () => {
      const alive = await breakOne(one, "unhurried");
      await invoke(one, alive.event);
      const actions = new Set(repairs.proxy.passed.map((passed) => generic(passed.action)));
      const expected = await alive.end();
      for (const action of actions) {
        const broken = await breakOne(one, "hurried");
        let refused = 0;
        repairs.proxy.fault = (passed) =>
          generic(passed.action) === action && refused++ < 1 ? throttled(passed) : undefined;
        await invoke(one, broken.event);
        repairs.proxy.fault = () => undefined;
        assert.ok(refused > 1, `${action} was refused ${refused} times`);
        assert.deepEqual(await broken.end(), expected, action);
      }
    });

    it(`${one.name}: signs by the services' clock when its own is an hour behind`, async () => {
      const broken = await breakOne(one, "behind");
      let refused = 0;
      repairs.proxy.ahead = HOUR_MS;
      repairs.proxy.fault = (passed) => {
        const fault = skewed(passed, HOUR_MS);
        if (fault !== undefined) refused++;
        return fault;
      };
      await invoke(one, broken.event);
      repairs.proxy.fault = () => undefined;
      repairs.proxy.ahead = 0;
      assert.ok(refused > 0);
      assert.equal(await broken.isWhole(), true);
      assert.equal(told(one) > 0, true);
    });
  }

  for (const one of [caseOf("repair-trail"), caseOf("repair-security-groups")])
    it(`${one.name}: fails loudly when a service refuses for good, tells nobody yet, and is right at the next delivery`, async () => {
      const broken = await breakOne(one, "refused");
      repairs.proxy.fault = (passed) => (passed.action === one.repairs ? throttled(passed) : undefined);
      await assert.rejects(invoke(one, broken.event), /Throttl|RequestLimitExceeded/);
      assert.deepEqual([told(one), await broken.isWhole()], [0, false]);
      repairs.proxy.fault = () => undefined;
      await repairs.timePasses();
      await invoke(one, broken.event);
      assert.deepEqual([told(one), await broken.isWhole()], [1, true]);
      if (broken.tries !== undefined) assert.equal((await repairs.tries(broken.tries)).length, 1);
    });

  it("does not wait for ever for an answer that does not come", async () => {
    const one = caseOf("repair-trail");
    const broken = await breakOne(one, "silent");
    let silent = 0;
    repairs.proxy.fault = ({ action }) => (action === "UpdateItem" && silent++ === 0 ? "silence" : undefined);
    const start = Date.now();
    await invoke(one, broken.event);
    assert.equal(await broken.isWhole(), true);
    assert.ok(Date.now() - start >= 4_900, "the answer was waited for");
  });

  it("leaves a deployment's deletion forgotten, after whichever call it dies, and tells nobody", async () => {
    const one = caseOf("repair-flow-logs");
    const byDeployment = async (what: string) => {
      const broken = await breakOne(one, what);
      return {
        ...broken,
        event: { ...broken.event, detail: { ...(broken.event["detail"] as object), ...BY_DEPLOYMENT } },
      };
    };
    const { calls, answer } = await deliver(fileOf(one), (await byDeployment("meant")).event, repairs.proxy);
    assert.deepEqual(Object.values(answer?.value ?? {}), ["deployment"]);
    for (const [index, action] of calls.entries()) {
      const broken = await byDeployment("meant");
      await deliver(fileOf(one), broken.event, repairs.proxy, { call: index + 1, when: "after" });
      await repairs.timePasses();
      const second = await deliver(fileOf(one), broken.event, repairs.proxy);
      assert.equal(second.answer?.error, undefined);
      await invoke(one, tick(`meant-${index}`));
      assert.deepEqual([told(one), await broken.isWhole()], [0, false], `${index + 1}. ${action}`);
    }
  });

  it("looks at every other account when one cannot be entered, and fails at the end; the platform's accounts have no networks", async () => {
    await new SSMClient({ region: REGION }).send(
      new PutParameterCommand({
        Name: `/landing-zone/accounts/${PLATFORM}`,
        Type: "String",
        Value: JSON.stringify({ name: "management", environment: "organization", regions: [REGION] }),
      }),
    );
    const one = caseOf("repair-flow-logs");
    const broken = await breakOne(one, "blind");
    repairs.proxy.fault = ({ action, body }) =>
      action === "AssumeRole" && body.includes(DEVELOPMENT)
        ? {
            status: 403,
            body: "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
            headers: { "content-type": "text/xml" },
          }
        : undefined;
    await assert.rejects(
      invoke(one, tick("blind")),
      new RegExp(`^Error: ${DEVELOPMENT} ${REGION}: AccessDenied`),
    );
    assert.equal(await broken.isWhole(), true);
    assert.equal(repairs.proxy.passed.filter(({ body }) => body.includes(PLATFORM)).length, 0);
    const there = { recipientAccountId: PLATFORM };
    assert.deepEqual(await invoke(one, made("ec2", "CreateFlowLogs", {}, "platform", there)), {});
  });

  it("leaves a trail to the account that keeps it", async () => {
    const one = caseOf("repair-trail");
    const event = made("cloudtrail", "StopLogging", { name: "own" }, "own", {
      recipientAccountId: DEVELOPMENT,
    });
    repairs.proxy.passed.length = 0;
    assert.deepEqual(await invoke(one, event), {});
    assert.deepEqual(repairs.proxy.passed, []);
  });
});

/** A call without the names in it: keys of the archive differ from one thing to the next. */
function generic(action: string): string {
  return action.replace(/(GET|PUT) .*\/([a-z-]+)(_.*)?(\.json)?$/, "$1 $2");
}
