import * as assert from "node:assert/strict";
import { Faults } from "../../sandbox/aws/provider/faults";
import { MadeButFailed } from "../../sandbox/aws/provider/instance";
import { Accounts, HERE } from "./support/accounts";
import { subnet, SUBNET, VPC, vpc } from "./support/network";

/** Which of ten calls a fault strikes. */
function struck(text: string): number[] {
  const faults = new Faults(text);
  return Array.from({ length: 10 }, (_, at) => at + 1).filter(
    () => faults.strike("create", SUBNET).length > 0,
  );
}

describe("SANDBOX_FAULTS", () => {
  for (const [text, calls] of [
    [`create:${SUBNET}#3=InternalError`, [3]],
    [`create:${SUBNET}#3-5=InternalError`, [3, 4, 5]],
    [`create:${SUBNET}#8-=InternalError`, [8, 9, 10]],
    [`create:${SUBNET}#%4=InternalError`, [4, 8]],
    ["*:aws:ec2/*#1=InternalError", [1]],
    ["create:*#2=InternalError; create:*#2=delay:1", [2]],
    [`delete:${SUBNET}=InternalError`, []],
    [`create:${VPC}=InternalError`, []],
  ] as const) {
    it(`${text} strikes ${calls.length === 0 ? "none" : calls.join(", ")} of ten`, () => {
      assert.deepEqual(struck(text), calls);
    });
  }

  for (const text of [
    "explode:*=X",
    "create",
    "create:*#x=X",
    "create:*=delay:soon",
    "create:*=partial:",
    "create:*#1",
  ]) {
    it(`cannot be read: ${text}`, () => {
      assert.throws(() => new Faults(text), /SANDBOX_FAULTS: cannot read .* Grammar: OPERATION:TYPE/);
    });
  }

  it("fails the nth call with the code, and nothing is made", async () => {
    const accounts = new Accounts();
    const account = await accounts.in(
      HERE,
      {},
      { SANDBOX_FAULTS: `create:${SUBNET}#2=RequestLimitExceeded:slow down` },
    );
    const vpcId = await vpc(account);
    await subnet(account, vpcId);
    await assert.rejects(subnet(account, vpcId, "10.0.1.0/24"), /api error RequestLimitExceeded: slow down/);
    await subnet(account, vpcId, "10.0.1.0/24");
    assert.equal(accounts.cloud.all(SUBNET).length, 2);
  });

  it("partial: makes it, and reports what it made", async () => {
    const accounts = new Accounts();
    const account = await accounts.in(
      HERE,
      {},
      { SANDBOX_FAULTS: `create:${VPC}=partial:ServiceUnavailable` },
    );
    await assert.rejects(vpc(account), (error: Error) => {
      assert.ok(error instanceof MadeButFailed);
      assert.equal(error.id, accounts.cloud.all(VPC)[0]?.id);
      return /ServiceUnavailable/.test(error.message);
    });
  });

  it("throttle: only costs time while the SDK retries, and fails beyond", async () => {
    const patient = await new Accounts().in(HERE, {}, { SANDBOX_FAULTS: `create:${VPC}=throttle:2` });
    const start = Date.now();
    await vpc(patient);
    assert.ok(Date.now() - start >= 55, "it did not wait");
    const flooded = await new Accounts().in(HERE, {}, { SANDBOX_FAULTS: `create:${VPC}=throttle:26` });
    await assert.rejects(vpc(flooded), /api error Throttling: Rate exceeded/);
  });

  it("SANDBOX_LATENCY_MS delays each call", async () => {
    const slow = await new Accounts().in(HERE, {}, { SANDBOX_LATENCY_MS: "60" });
    const start = Date.now();
    await vpc(slow);
    assert.ok(Date.now() - start >= 55);
  });
});
