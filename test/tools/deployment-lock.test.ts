import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import * as path from "node:path";
import { deploying, readLocks } from "../../functions/repair/deployment";
import { holding } from "../../tools/deployment-lock/hold";
import { type Settings } from "../../settings/load";
import { type WorkloadStackSettings } from "../../settings/schema/workload-stack";
import { DeploymentLock, LockedByAnother } from "../../tools/deployment-lock/lock";
import { readOptions } from "../../tools/deployment-lock/options";
import { type LockPlace, placeOf } from "../../tools/deployment-lock/place";
import { lockClient } from "../../tools/deployment-lock/session";
import { exemptBy, withDeploymentLock } from "../../tools/deployment-lock/with-lock";
import { root } from "../../tools/lib/paths";
import { success, withSandbox } from "../engine/harness";
import { as } from "../functions/support/landing-zone";
import { type Moto, startMoto } from "../functions/support/moto";
import { type Proxy, startProxy } from "../functions/support/proxy";
import { changed, load, written } from "../unit/settings-of";

const SECURITY = "210000000003";
const BOOKING = "210000000111";
const PATH = "/landing-zone/deployments";
const MINUTE = 60_000;

const dev = load(written("dev"));

function place(): LockPlace {
  const found = placeOf("dev", dev, undefined);
  assert.ok(!("because" in found));
  return found;
}

describe("where a deployment's lock lies", () => {
  it("is beside the functions, for the accounts with something that is repaired", () => {
    assert.deepEqual(place(), {
      stack: "dev",
      accountId: SECURITY,
      region: "eu-west-2",
      partition: "aws",
      roleName: "LandingZoneDeployment",
      externalId: "landing-zone-dev",
      sessionName: "landing-zone",
      accounts: ["210000000101", BOOKING, "210000000112", "210000000113"],
    });
  });

  it("of a workload's own stack holds back its account, and its environment's no longer does", () => {
    const apart = load(changed(written("dev"), { "workloads[0].ownStack": true }));
    const accountsOf = (stack: string, settings: Settings): readonly string[] => {
      const found = placeOf(stack, settings, undefined);
      assert.ok(!("because" in found));
      assert.equal(found.stack, stack);
      assert.equal(found.accountId, SECURITY);
      return found.accounts;
    };
    assert.deepEqual(accountsOf("dev", apart), ["210000000101", "210000000112", "210000000113"]);
    const own: WorkloadStackSettings = {
      stack: "workload",
      environmentStack: "dev",
      workload: "booking",
      deployment: apart.deployment,
      environment: {
        settings: apart,
        parts: {
          archive: { bucketArn: "a", deliveryBucket: "b", logStreamArn: "c" },
          hub: { vpcId: "d", tables: {} },
          names: { zones: {}, rules: {} },
        },
      },
    };
    assert.deepEqual(accountsOf("dev-booking", own), [BOOKING]);
  });

  it("is nowhere while nothing repairs", () => {
    const unwatched = load(changed(written("dev"), { detection: false }));
    assert.match(JSON.stringify(placeOf("dev", unwatched, undefined)), /not watched/);
  });
});

describe("the command line of a locked command", () => {
  const stackOf = (...argv: string[]): string => readOptions(argv).stack;
  it("takes the stack from the command, or from its own option", () => {
    for (const form of [["--stack", "prod"], ["--stack=prod"], ["-s", "acme/landing-zone/prod"]])
      assert.equal(stackOf("pulumi", "up", ...form), "prod");
    assert.equal(stackOf("--lock", "dev", "make", "x"), "dev");
    assert.deepEqual(readOptions(["--wait", "5", "--lock", "dev", "true", "--wait"]), {
      stack: "dev",
      waitMs: 5 * MINUTE,
      command: ["true", "--wait"],
    });
  });

  it("says all that is wrong", () => {
    assert.throws(
      () => readOptions(["--wait", "soon", "--lok", "dev"]),
      /--wait soon: minutes[^]*--lok: no such option[^]*no command[^]*no stack[^]*usage:/,
    );
    assert.throws(() => readOptions(["--lock", "a b", "true"]), /a b: no name of a stack/);
  });
});

it("no lock is looked for in the sandbox, nor where somebody says so", () => {
  assert.match(exemptBy({ SANDBOX: "1" }) ?? "", /sandbox/);
  assert.match(exemptBy({ SANDBOX_CLOUD: "/x" }) ?? "", /sandbox/);
  assert.match(exemptBy({ WITHOUT_LOCK: "1" }) ?? "", /repairs may act/);
  assert.equal(exemptBy({}), undefined);
});

describe("a deployment's lock, in an emulated security account", function () {
  this.timeout(120_000);
  let moto: Moto;
  let proxy: Proxy;
  let security: SSMClient;
  let said: string[] = [];
  const say = (line: string): void => void said.push(line);

  before(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
  });
  after(async () => {
    await proxy.stop();
    await moto.stop();
  });
  beforeEach(async () => {
    await moto.reset();
    // After the reset, which forgets sessions too.
    security = new SSMClient({ ...(await as(SECURITY)), endpoint: moto.endpoint });
    said = [];
    proxy.passed.length = 0;
    proxy.fault = () => undefined;
    process.env["AWS_ENDPOINT_URL"] = proxy.endpoint;
  });
  afterEach(() => (process.env["AWS_ENDPOINT_URL"] = moto.endpoint));

  const lockBy = (by: string, stack = "dev"): DeploymentLock =>
    new DeploymentLock(lockClient(place()), { stack, accounts: place().accounts, by, settleMs: 50 });
  const heldIn = async (account: string): Promise<string | undefined> =>
    deploying(await readLocks(security, PATH), account, Date.now());
  const value = async (): Promise<Record<string, unknown>> => {
    const { Parameter } = await security.send(new GetParameterCommand({ Name: `${PATH}/dev` }));
    return JSON.parse(Parameter?.Value ?? "{}") as Record<string, unknown>;
  };
  const write = (content: unknown): Promise<unknown> =>
    security.send(
      new PutParameterCommand({
        Name: `${PATH}/dev`,
        Type: "String",
        Overwrite: true,
        Value: JSON.stringify(content),
      }),
    );
  const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await holds()); tries++) {
      assert.ok(tries < 600, "it never came to that");
      await sleep(50);
    }
  };

  it("is taken for half an hour, held for its own accounts alone, and given back", async () => {
    await holding(
      lockBy("me"),
      async () => {
        assert.equal(await heldIn(BOOKING), "dev");
        assert.equal(await heldIn(SECURITY), undefined);
        const { until: end, by } = await value();
        const minutes = (Date.parse(String(end)) - Date.now()) / MINUTE;
        assert.ok(minutes > 29 && minutes <= 30, `${minutes} minutes`);
        assert.equal(by, "me");
      },
      { say },
    );
    assert.equal(await heldIn(BOOKING), undefined);
    assert.match(said.join("\n"), /deployments\/dev taken until .*\n.*given back/);
  });

  it("is entered by the deployment role, in a session that may see to one parameter only", async () => {
    await holding(lockBy("me"), () => Promise.resolve(), { say });
    const { body = "" } = proxy.passed.find(({ action }) => action === "AssumeRole") ?? {};
    const asked = new URLSearchParams(body);
    assert.equal(asked.get("RoleArn"), `arn:aws:iam::${SECURITY}:role/LandingZoneDeployment`);
    assert.equal(asked.get("ExternalId"), "landing-zone-dev");
    assert.deepEqual((JSON.parse(asked.get("Policy") ?? "{}") as { Statement: unknown }).Statement, [
      {
        Sid: "OwnDeploymentLock",
        Effect: "Allow",
        Action: ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:PutParameter"],
        Resource: `arn:aws:ssm:eu-west-2:${SECURITY}:parameter${PATH}/dev`,
      },
    ]);
    const calls = proxy.passed.map(({ action }) => action).filter((action) => action !== "AssumeRole");
    assert.deepEqual([...new Set(calls)].sort(), ["DeleteParameter", "GetParameter", "PutParameter"]);
  });

  it("is renewed while the work goes on, over a failed renewal too", async () => {
    let refused = 0;
    await holding(
      lockBy("me"),
      async () => {
        const first = (await value()).until;
        proxy.fault = ({ action }) => {
          if (action !== "PutParameter" || refused > 0) return undefined;
          refused++;
          return {
            status: 400,
            body: JSON.stringify({ __type: "AccessDeniedException", message: "not now" }),
            headers: { "content-type": "application/x-amz-json-1.1" },
          };
        };
        await until(async () => (await value()).until !== first);
      },
      { say, renewEveryMs: 100 },
    );
    assert.equal(refused, 1);
    assert.match(said.join("\n"), /could not be renewed, repairs may act once it ends: AccessDenied/);
    assert.equal(await heldIn(BOOKING), undefined);
  });

  it("is given back when the work fails, and the failure is passed on", async () => {
    const failing = holding(lockBy("me"), () => Promise.reject(new Error("no such quota")), { say });
    await assert.rejects(failing, /no such quota/);
    assert.equal(await heldIn(BOOKING), undefined);
  });

  it("is not taken from another: refused with who has it, or waited for", async () => {
    const first = lockBy("run 1");
    await first.take();
    let begun = false;
    const work = (): Promise<void> => {
      begun = true;
      return Promise.resolve();
    };
    await assert.rejects(
      holding(lockBy("run 2"), work, { say }),
      (error) =>
        error instanceof LockedByAnother && /dev is being deployed by run 1 since 2/.test(error.message),
    );
    assert.equal(begun, false);
    assert.equal((await value()).by, "run 1");
    const waiting = holding(lockBy("run 2"), work, { say, waitMs: 10_000, lookEveryMs: 50 });
    await until(() => Promise.resolve(said.some((line) => line.startsWith("Waiting: "))));
    await first.giveBack();
    await waiting;
    assert.equal(begun, true);
  });

  it("is nobody's once it has ended, or claims more than a deployment would", async () => {
    for (const end of [inMinutes(-1), inMinutes(60), inMinutes(5e6), "tomorrow", undefined]) {
      await write({ until: end, accounts: ["*"], by: "a forger" });
      assert.equal(await heldIn(BOOKING), undefined, `${end} holds repairs back`);
      const lock = lockBy("me");
      await lock.take();
      assert.equal((await value()).by, "me");
      await lock.giveBack();
    }
  });

  it("goes to one of two that find the same leftover at once", async () => {
    await write({ until: inMinutes(-1), accounts: ["*"] });
    const locks = ["a", "b", "c"].map((by) => lockBy(by));
    const taken = await Promise.allSettled(locks.map((lock) => lock.take()));
    assert.equal(taken.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("is left to who has it meanwhile", async () => {
    await holding(
      lockBy("me"),
      async () => {
        await write({ until: inMinutes(20), accounts: [BOOKING], by: "somebody else" });
        await until(() => Promise.resolve(said.some((line) => line.includes("by somebody else"))));
      },
      { say, renewEveryMs: 50 },
    );
    assert.equal((await value()).by, "somebody else");
  });

  it("is read on all pages: the eleventh deployment counts as well", async () => {
    for (let index = 0; index < 12; index++)
      await lockBy("me", `stack-${String(index).padStart(2, "0")}`).take();
    assert.equal((await readLocks(security, PATH)).length, 12);
  });

  it("that cannot be reached stops the work, and says how to go on without it", async () => {
    proxy.fault = ({ action }) =>
      action === "AssumeRole"
        ? {
            status: 403,
            body: "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>",
            headers: { "content-type": "text/xml" },
          }
        : undefined;
    await withSandbox(async (sandbox) => {
      await sandbox.init("dev");
      const { SANDBOX_CLOUD: _cloud, ...env } = sandbox.environment;
      const target = { project: root, env, stack: "dev", configFile: sandbox.configFile("dev") };
      let begun = 0;
      const work = (): Promise<void> => {
        begun++;
        return Promise.resolve();
      };
      await assert.rejects(
        withDeploymentLock(target, work, { say }),
        /deployments\/dev in account 210000000003 could not be taken, nothing was done: AccessDenied: not you[^]*WITHOUT_LOCK=1/,
      );
      assert.equal(begun, 0);
      await withDeploymentLock({ ...target, env: { ...env, WITHOUT_LOCK: "1" } }, work, { say });
      assert.equal(begun, 1);
    });
  });

  /** The command line as a person calls it, with the organisation's outputs in a backend of the test. */
  it("is held by `npm run locked` around a command, whatever becomes of that", () =>
    withSandbox(async (sandbox) => {
      const organization = sandbox.program("landing-zone", {
        "index.js": `
          exports.organizationId = "o-a1b2c3d4e5";
          exports.eventBusArn = "arn:aws:events:eu-west-2:${SECURITY}:event-bus/LandingZoneDetection";
          exports.accounts = {
            "log-archive": "210000000002", security: "${SECURITY}", "dev-network": "210000000101",
            "dev-booking": "${BOOKING}", "dev-casework": "210000000112", "dev-reports": "210000000113",
          };
        `,
      });
      await organization.init("dev");
      success(await organization.up("org"));
      const { SANDBOX_CLOUD: _cloud, ...env } = sandbox.environment;
      const locked = (...command: string[]): ChildProcess & { text: string } => {
        const main = path.join(root, "tools/deployment-lock/main.ts");
        const child = spawn(
          process.execPath,
          ["--require", path.join(root, "tools/register.js"), main, ...command],
          {
            env: { ...env, AWS_ENDPOINT_URL: moto.endpoint },
            stdio: ["ignore", "pipe", "pipe"],
          },
        );
        const result = Object.assign(child, { text: "" });
        for (const stream of [child.stdout, child.stderr])
          stream.setEncoding("utf8").on("data", (text: string) => (result.text += text));
        return result;
      };
      const code = (child: ChildProcess): Promise<number | null> =>
        new Promise((resolve) => child.once("close", resolve));

      const failing = locked("--lock", "dev", "sh", "-c", "echo out; exit 7");
      assert.equal(await code(failing), 7, failing.text);
      assert.match(failing.text, /taken until[^]*out\n[^]*given back/);
      assert.equal(await heldIn(BOOKING), undefined);

      for (const [signal, expected] of [
        ["SIGTERM", 143],
        ["SIGINT", 130],
      ] as const) {
        const killed = locked("--lock", "dev", process.execPath, "-e", "setInterval(() => 0, 1e6)");
        await until(async () => (await heldIn(BOOKING)) === "dev");
        const refused = locked("--lock", "dev", "touch", path.join(sandbox.home, "ran"));
        assert.equal(await code(refused), 1);
        assert.match(refused.text, /dev is being deployed by .*Nothing was done/s);
        killed.kill(signal);
        assert.equal(await code(killed), expected, killed.text);
        assert.match(killed.text, /given back/);
        assert.equal(await heldIn(BOOKING), undefined);
      }

      // Of the organisation the stack's own outputs say where.
      const org = locked("pulumi", "stack", "ls", "--stack", "org");
      await code(org);
      assert.match(org.text, /deployments\/org taken until/);
    }));
});
