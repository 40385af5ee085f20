import {
  CloudTrailClient,
  CreateTrailCommand,
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
} from "@aws-sdk/client-ec2";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import { mayTry, triesFrom } from "../../../functions/repair/back-off";
import { deploying } from "../../../functions/repair/deployment";
import { deletedIds } from "../../../functions/repair/flow-logs/settings";
import { type RunResult } from "../../../functions/repair/logging-runtime";
import { DeploymentLock } from "../../../tools/deployment-lock/lock";
import { loadBundle } from "../support/load-bundle";
import { archived, as, ec2In, PRODUCTION, REGION } from "../support/landing-zone";
import { type Proxy } from "../support/proxy";
import { BY_DEPLOYMENT, made, type Repairs, startRepairs, tick } from "../support/repairs";

describe("the back-off", () => {
  it("waits longer each time, then gives up, and forgets after a day", () => {
    assert.equal(mayTry([], 1000), "go");
    assert.deepEqual(mayTry([1000], 1010), { wait: 50 });
    assert.equal(mayTry([1000], 1060), "go");
    assert.deepEqual(mayTry([1000, 1060], 1100), { wait: 260 });
    assert.equal(mayTry([1, 2, 3, 4], 100_000), "give-up");
    assert.deepEqual(triesFrom("[1,90000]", 90_100), [90_000]);
    assert.deepEqual(triesFrom("{oops", 1), []);
  });

  it("does not wait longer than its delay when the clock goes back", () => {
    assert.deepEqual(mayTry([5000], 1000), { wait: 60 });
  });
});

describe("a deployment's lock", () => {
  const now = Date.parse("2026-03-01T10:00:00Z");
  const lock = (until: string, ...accounts: string[]) => [
    { stack: "prod", value: JSON.stringify({ until, accounts }) },
  ];
  it("counts for its accounts until its time, and never for long", () => {
    assert.equal(deploying(lock("2026-03-01T10:30:00Z", "1"), "1", now), "prod");
    assert.equal(deploying(lock("2026-03-01T10:30:00Z", "*"), "1", now), "prod");
    assert.equal(deploying(lock("2026-03-01T10:30:00Z", "2"), "1", now), undefined);
    // A writer's clock may be some minutes ahead; an hour is no clock's fault.
    assert.equal(deploying(lock("2026-03-01T10:34:00Z", "1"), "1", now), "prod");
    assert.equal(deploying(lock("2026-03-01T11:00:00Z", "1"), "1", now), undefined);
    assert.equal(deploying(lock("2026-03-01T09:00:00Z", "1"), "1", now), undefined);
    assert.equal(deploying(lock("2031-03-01T09:00:00Z", "1"), "1", now), undefined);
    assert.equal(deploying([{ stack: "x", value: "{oops" }], "1", now), undefined);
  });
});

it("DeleteFlowLogs names its ids in all forms", () => {
  assert.deepEqual(deletedIds({ DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: "fl-0a" } } }), [
    "fl-0a",
  ]);
  assert.deepEqual(
    deletedIds({ DeleteFlowLogsRequest: { FlowLogId: [{ content: "fl-0a" }, { content: "fl-0b" }] } }),
    ["fl-0a", "fl-0b"],
  );
  for (const bad of [null, 1, {}, { DeleteFlowLogsRequest: { FlowLogId: { content: 3 } } }])
    assert.deepEqual(deletedIds(bad), []);
});

describe("repair of logging", function () {
  this.timeout(120_000);
  let repairs: Repairs;
  let proxy: Proxy;
  const run: Record<string, (event: unknown) => Promise<RunResult>> = {};
  const ssm = () => new SSMClient({ region: REGION });

  before(async () => {
    repairs = await startRepairs();
    ({ proxy } = repairs);
    for (const [name, file] of Object.entries(repairs.files))
      run[name] = loadBundle<(event: unknown) => Promise<RunResult>>(file);
    const s3 = new S3Client({ ...(await as(PRODUCTION)), forcePathStyle: true });
    await s3.send(
      new CreateBucketCommand({
        Bucket: "trail-logs-2",
        CreateBucketConfiguration: { LocationConstraint: REGION },
      }),
    );
    const trails = new CloudTrailClient(await as(PRODUCTION));
    await trails.send(new CreateTrailCommand({ Name: "main", S3BucketName: "trail-logs-2" }));
    await trails.send(new StartLoggingCommand({ Name: "main" }));
  });

  after(() => repairs.stop());

  beforeEach(() => (proxy.passed.length = 0));
  const messages = () => proxy.passed.filter(({ action }) => action === "Publish").length;

  it("a stopped trail is started once; stopped again it waits; a deployment is left alone", async () => {
    const trails = new CloudTrailClient(await as(PRODUCTION));
    const logging = async () => (await trails.send(new GetTrailStatusCommand({ Name: "main" }))).IsLogging;
    const stop = () => trails.send(new StopLoggingCommand({ Name: "main" }));
    const repair = async (event: unknown) => Object.values((await run["repair-trail"]?.(event)) ?? {});
    await stop();
    assert.deepEqual(await repair(made("cloudtrail", "StopLogging", { name: "main" }, "t1", BY_DEPLOYMENT)), [
      "deployment",
    ]);
    // The lock as a deployment takes it, and then one that claims to hold for hours.
    const lock = new DeploymentLock(ssm(), { stack: "prod", accounts: [PRODUCTION], by: "a deployment" });
    await lock.take();
    assert.deepEqual(await repair(made("cloudtrail", "StopLogging", { name: "main" }, "t2")), ["deployment"]);
    assert.equal(await logging(), false);
    await lock.giveBack();
    const until = new Date(Date.now() + 2 * 3_600_000).toISOString();
    await ssm().send(
      new PutParameterCommand({
        Name: "/landing-zone/deployments/forged",
        Type: "String",
        Value: JSON.stringify({ until, accounts: ["*"] }),
      }),
    );

    assert.deepEqual(await repair(tick("c1")), ["repaired"]);
    assert.equal(await logging(), true);
    assert.equal(messages(), 1);
    assert.deepEqual(await repair(tick("c1")), ["duplicate"]);
    assert.deepEqual(await repair(made("cloudtrail", "StopLogging", { name: "main" }, "t3")), ["already-on"]);
    await stop();
    assert.deepEqual(await repair(made("cloudtrail", "StopLogging", { name: "main" }, "t4")), [
      "backing-off",
    ]);
    assert.equal(messages(), 1);
    await trails.send(new StartLoggingCommand({ Name: "main" }));
    assert.ok([...(await archived()).keys()].some((key) => key.startsWith("repairs/logging/c1/trail_")));
  });

  it("tells of a trail that is gone once, not at every run", async () => {
    const event = (id: string) => made("cloudtrail", "StopLogging", { name: "lost" }, id);
    assert.deepEqual(Object.values((await run["repair-trail"]?.(event("g1"))) ?? {}), ["gone"]);
    assert.deepEqual(Object.values((await run["repair-trail"]?.(event("g2"))) ?? {}), ["gone"]);
    assert.equal(messages(), 1);
  });

  it("a stopped recorder is restarted", async () => {
    const config = new ConfigServiceClient(await as(PRODUCTION));
    await config.send(
      new PutConfigurationRecorderCommand({
        ConfigurationRecorder: { name: "default", roleARN: `arn:aws:iam::${PRODUCTION}:role/config` },
      }),
    );
    await config.send(
      new PutDeliveryChannelCommand({ DeliveryChannel: { name: "default", s3BucketName: "trail-logs-2" } }),
    );
    await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
    await config.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
    const result = await run["repair-recorder"]?.(
      made("config", "StopConfigurationRecorder", { configurationRecorderName: "default" }, "r1"),
    );
    assert.deepEqual(Object.values(result ?? {}), ["repaired"]);
    const { ConfigurationRecordersStatus } = await config.send(
      new DescribeConfigurationRecorderStatusCommand({}),
    );
    assert.equal(ConfigurationRecordersStatus?.[0]?.recording, true);
  });

  it("a deleted flow log is made again as it was; what a deployment deletes is forgotten", async () => {
    const ec2 = await ec2In(PRODUCTION);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.4.0.0/16" }));
    const create = async () =>
      (
        await ec2.send(
          new CreateFlowLogsCommand({
            ResourceIds: [Vpc?.VpcId ?? ""],
            ResourceType: "VPC",
            TrafficType: "ALL",
            LogDestinationType: "s3",
            LogDestination: "arn:aws:s3:::trail-logs-2",
            MaxAggregationInterval: 60,
            LogFormat: "${version} ${srcaddr}",
          }),
        )
      ).FlowLogIds?.[0] ?? "";
    const here = async () => (await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs ?? [];
    const repair = async (event: unknown) => Object.values((await run["repair-flow-logs"]?.(event)) ?? {});
    const remove = async (FlowLogId: string) =>
      ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [FlowLogId] }));
    const deletion = (id: string, eventID: string, extra = {}) =>
      made(
        "ec2",
        "DeleteFlowLogs",
        { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: id } } },
        eventID,
        extra,
      );

    const id = await create();
    await repair(made("ec2", "CreateFlowLogs", {}, "f0"));
    await remove(id);
    assert.deepEqual(await repair(deletion(id, "f1")), ["repaired"]);
    const [again] = await here();
    assert.deepEqual(
      [
        again?.ResourceId,
        again?.TrafficType,
        again?.LogDestination,
        again?.MaxAggregationInterval,
        again?.LogFormat,
      ],
      [Vpc?.VpcId, "ALL", "arn:aws:s3:::trail-logs-2", 60, "${version} ${srcaddr}"],
    );
    assert.deepEqual(await repair(deletion(id, "f1")), ["duplicate"]);
    assert.equal((await here()).length, 1);

    await repair(tick("f2"));
    await remove(again?.FlowLogId ?? "");
    assert.deepEqual(await repair(deletion(again?.FlowLogId ?? "", "f3", BY_DEPLOYMENT)), ["deployment"]);
    await repair(tick("f4"));
    assert.deepEqual((await here()).length, 0, "meant by the deployment");
  });

  it("ignores failed calls and nonsense", async () => {
    for (const name of ["repair-trail", "repair-recorder", "repair-flow-logs"])
      for (const event of [
        null,
        {},
        [],
        made("cloudtrail", "StopLogging", { name: "x" }, "n", { errorCode: "AccessDenied" }),
      ])
        assert.deepEqual(await run[name]?.(event), {});
  });
});
