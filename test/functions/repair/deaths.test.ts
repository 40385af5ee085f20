import { SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import { DeploymentLock } from "../../../tools/deployment-lock/lock";
import { CASES, prepareCases } from "../support/broken";
import { caseRuns } from "../support/case-runs";
import { deliver, dismiss } from "../support/dying";
import { PRODUCTION, REGION } from "../support/landing-zone";
import { REPAIRS, type Repairs, startRepairs, tick } from "../support/repairs";

/**
 * Every repair, killed after each of its calls as Lambda kills a function that runs out of memory or time, and delivered again as Lambda does.
 * To die before a call is to have died after the one before it.
 */
describe("a repair that dies", function () {
  this.timeout(300_000);
  let repairs: Repairs;
  const { fileOf, invoke, breakOne, told } = caseRuns(() => repairs);

  before(async () => {
    repairs = await startRepairs();
    await prepareCases();
  });
  after(async () => {
    dismiss();
    await repairs.stop();
  });

  it("is tested whichever it is", () =>
    assert.deepEqual(CASES.map(({ name }) => name).sort(), REPAIRS.map(({ name }) => name).sort()));

  for (const one of CASES) {
    it(`${one.name}: dead after any call, the next delivery ends it as if nothing had been`, async () => {
      /** Something broken for the third time: the next try is due, and another after it only in half an hour. */
      const prepared = async (what: string) => {
        const broken = await breakOne(one, what);
        if (broken.tries !== undefined) await repairs.setTries(broken.tries, [4000, 2000]);
        const end = async () => ({
          left: await broken.end(),
          tries: broken.tries === undefined ? 0 : (await repairs.tries(broken.tries)).length,
        });
        return { ...broken, end };
      };
      const alive = await prepared("alive");
      const { calls, answer } = await deliver(fileOf(one), alive.event, repairs.proxy);
      assert.equal(answer?.error, undefined);
      const expected = await alive.end();
      assert.equal(await alive.isWhole(), true);
      assert.equal(told(one), 1);
      for (const [index, action] of calls.entries()) {
        const what = `after ${index + 1}. ${action}`;
        const broken = await prepared("dies");
        const death = { call: index + 1, when: "after" } as const;
        const first = await deliver(fileOf(one), broken.event, repairs.proxy, death);
        assert.equal(first.answer, undefined, `did not die ${what}`);
        await repairs.timePasses();
        const second = await deliver(fileOf(one), broken.event, repairs.proxy, undefined, 2);
        assert.deepEqual([second.answer?.error, second.again[0]?.error], [undefined, undefined], what);
        assert.deepEqual(await broken.end(), expected, what);
        // Neither SNS nor SES can be asked whether a message went out: between its answer and the next note of it nobody knows.
        assert.equal(told(one), action === one.tells ? 2 : 1, `told ${told(one)} times, ${what}`);
      }
    });
  }

  for (const one of CASES.filter(({ name }) => name !== "repair-security-groups")) {
    it(`${one.name}: leaves a deployment alone that began after its death, and sees to what that left off`, async () => {
      const { calls } = await deliver(fileOf(one), (await breakOne(one, "calls")).event, repairs.proxy);
      // From its claim on: before it, it has done nothing.
      const claim = calls.indexOf("UpdateItem");
      for (const [index, action] of calls.slice(0, calls.indexOf(one.repairs)).entries()) {
        if (index < claim) continue;
        const what = `after ${index + 1}. ${action}`;
        const broken = await breakOne(one, "held");
        const death = { call: index + 1, when: "after" } as const;
        await deliver(fileOf(one), broken.event, repairs.proxy, death);
        await repairs.timePasses();
        const lock = new DeploymentLock(new SSMClient({ region: REGION }), {
          stack: "prod",
          accounts: [PRODUCTION],
          by: "a deployment",
        });
        await lock.take();
        const { answer } = await deliver(fileOf(one), broken.event, repairs.proxy);
        assert.deepEqual(Object.values(answer?.value ?? {}), ["deployment"], what);
        assert.equal(await broken.isWhole(), false, what);
        assert.equal(told(one), 0, what);
        await lock.giveBack();
        const id = String(broken.event["id"]);
        const main = process.env["TRAIL_ARNS"];
        process.env["TRAIL_ARNS"] = main?.replace("main", id);
        await invoke(one, tick(`after-${id}`));
        process.env["TRAIL_ARNS"] = main;
        assert.equal(await broken.isWhole(), true, `left off, ${what}`);
        assert.equal(told(one), 1, what);
      }
    });
  }
});
