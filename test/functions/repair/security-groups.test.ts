import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import path from "node:path";
import { call } from "../../../functions/detections/examples/example";
import { envelopeOf } from "../../../functions/lib/events-record";
import { SECURITY_GROUP_REPAIR } from "../../../functions/repair/security-groups/contract";
import { EXEMPTION_TAG } from "../../../functions/repair/security-groups/rules";
import { type SweepResult } from "../../../functions/repair/security-groups/sweep";
import { bundle } from "../../../tools/functions/build";
import { loadBundle } from "../support/load-bundle";
import {
  archived,
  ARCHIVE,
  DEVELOPMENT,
  ec2In,
  prepareSecurityAccount,
  PRODUCTION,
  PRODUCTION_2,
  REGION,
  ROLE,
} from "../support/landing-zone";
import { type Moto, startMoto } from "../support/moto";
import { EC2_DENIED, EC2_THROTTLED, type Proxy, startProxy } from "../support/proxy";

const SSH: IpPermission = {
  IpProtocol: "tcp",
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
};
const SSH_V6: IpPermission = {
  IpProtocol: "tcp",
  FromPort: 20,
  ToPort: 30,
  Ipv6Ranges: [{ CidrIpv6: "::/0" }],
};
const ALL: IpPermission = { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
const WEB: IpPermission = {
  IpProtocol: "tcp",
  FromPort: 443,
  ToPort: 443,
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
};
const OFFICE: IpPermission = {
  IpProtocol: "tcp",
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: "203.0.113.0/24" }],
};

/** The repair of open groups, from its bundle, against moto with real SDK calls in several accounts. */
describe("repair of security groups", function () {
  this.timeout(120_000);
  let moto: Moto;
  let proxy: Proxy;
  let prod: EC2Client;
  let run: (event: unknown) => Promise<SweepResult>;
  let serial = 0;

  before(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: proxy.endpoint,
      MEMBER_ROLE_NAME: ROLE,
      ARCHIVE_BUCKET: ARCHIVE,
      DIRECTORY_PATH: "/landing-zone/accounts",
      MAIL_FROM: "security@example.org",
      SECURITY_MAILBOX: "security@example.org",
      MAIL_DOMAINS: "example.org",
    });
    const { file } = await bundle(
      SECURITY_GROUP_REPAIR.name,
      SECURITY_GROUP_REPAIR.entry,
      path.join(__dirname, "..", "..", "..", ".engine", "bundles"),
    );
    run = loadBundle<typeof run>(file);
    await prepareSecurityAccount({
      [PRODUCTION_2]: { name: "casework-prod", environment: "production", owner: "casework@example.org" },
    });
    prod = await ec2In(PRODUCTION);
  });

  after(async () => {
    for (const name of SECURITY_GROUP_REPAIR.environment) delete process.env[name.name];
    await proxy.stop();
    await moto.stop();
  });

  beforeEach(() => {
    proxy.passed.length = 0;
    proxy.fault = () => undefined;
    proxy.after = () => undefined;
  });

  async function group(ec2: EC2Client, ...permissions: readonly IpPermission[]): Promise<string> {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: `g${++serial}`, Description: "test", VpcId: Vpc?.VpcId }),
    );
    assert.ok(GroupId);
    if (permissions.length > 0) await open(ec2, GroupId, ...permissions);
    return GroupId;
  }

  const open = (ec2: EC2Client, GroupId: string, ...IpPermissions: readonly IpPermission[]) =>
    ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [...IpPermissions] }));

  async function inbound(ec2: EC2Client, id: string): Promise<readonly string[]> {
    const { SecurityGroupRules } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [id] }] }),
    );
    return (SecurityGroupRules ?? [])
      .filter(({ IsEgress }) => !IsEgress)
      .map(
        ({ IpProtocol, FromPort, CidrIpv4, CidrIpv6 }) =>
          `${IpProtocol} ${FromPort ?? -1} ${CidrIpv4 ?? CidrIpv6}`,
      )
      .sort();
  }

  const opened = (groupId: string, eventID: string, account = PRODUCTION) =>
    envelopeOf(
      call(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        { groupId },
        { eventID, awsRegion: REGION, recipientAccountId: account },
      ),
    );

  const mails = () =>
    proxy.passed
      .filter(({ path: where }) => where.includes("/email/outbound-emails"))
      .map(({ body }) => {
        const mail = JSON.parse(body) as {
          Destination: { ToAddresses: string[] };
          Content: { Simple: { Subject: { Data: string }; Body: { Text: { Data: string } } } };
        };
        return {
          to: mail.Destination.ToAddresses,
          subject: mail.Content.Simple.Subject.Data,
          text: mail.Content.Simple.Body.Text.Data,
        };
      });
  const revocations = () => proxy.passed.filter(({ action }) => action === "RevokeSecurityGroupIngress");

  it("someone opens 22 to the world in production, twice, with a harmless rule beside it", async () => {
    const id = await group(prod, SSH, WEB, OFFICE);
    const first = await run(opened(id, "e2e-1"));
    assert.deepEqual(first.outcomes, [
      { account: PRODUCTION, region: REGION, groupId: id, outcome: "repaired" },
    ]);
    assert.deepEqual(await inbound(prod, id), ["tcp 22 203.0.113.0/24", "tcp 443 0.0.0.0/0"]);
    assert.deepEqual(
      mails().map(({ to }) => to),
      [["booking@example.org"]],
    );
    assert.match(mails()[0]?.text ?? "", /tcp, port 22, from 0\.0\.0\.0\/0/);
    const folder = `repairs/security-groups/e2e-1/${PRODUCTION}/${REGION}/${id}`;
    const records = await archived();
    const after = records.get(`${folder}/after.json`) as {
      revoked: string[];
      told: string;
      group: { rules: unknown[] };
    };
    assert.ok(records.has(`${folder}/before.json`));
    assert.equal(after.revoked.length, 1);
    assert.equal(after.told, "booking@example.org");

    // The same event once more: nothing is changed, nobody is told, nothing is written.
    proxy.passed.length = 0;
    const again = await run(opened(id, "e2e-1"));
    assert.deepEqual([again.outcomes, mails(), revocations()], [[], [], []]);
    assert.equal(proxy.passed.filter(({ action }) => action.startsWith("PUT ")).length, 0);

    // Opened again, by IPv6, as a range and for everything: a new event, repaired anew.
    await open(prod, id, SSH_V6, ALL);
    await run(opened(id, "e2e-2"));
    assert.deepEqual(await inbound(prod, id), ["tcp 22 203.0.113.0/24", "tcp 443 0.0.0.0/0"]);
    assert.equal(mails().length, 1);
  });

  it("leaves other environments alone", async () => {
    const dev = await ec2In(DEVELOPMENT);
    const id = await group(dev, SSH);
    assert.deepEqual((await run(opened(id, "dev-1", DEVELOPMENT))).skipped, [DEVELOPMENT]);
    assert.deepEqual(await inbound(dev, id), ["tcp 22 0.0.0.0/0"]);
  });

  it("counts a rule or group that has gone meanwhile as done, and still revokes the rest", async () => {
    const id = await group(prod, SSH, SSH_V6);
    let raced = false;
    proxy.after = async ({ action, body }) => {
      if (raced || action !== "DescribeSecurityGroupRules" || !body.includes(id)) return;
      raced = true;
      await prod.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [SSH] }));
    };
    const result = await run(opened(id, "race-1"));
    assert.deepEqual(
      result.outcomes.map(({ outcome }) => outcome),
      ["repaired"],
    );
    assert.deepEqual(await inbound(prod, id), []);
    assert.deepEqual((await run(opened("sg-0123456789abcdef0", "gone-1"))).outcomes[0]?.outcome, "gone");
  });

  it("honours an exemption until its day, and no forever", async () => {
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const id = await group(prod, SSH);
    const tag = (Value: string) =>
      prod.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: EXEMPTION_TAG, Value }] }));
    await tag(day(7));
    assert.equal((await run(opened(id, "exempt-1"))).outcomes[0]?.outcome, "clean");
    await tag(day(400));
    assert.equal((await run(opened(id, "exempt-2"))).outcomes[0]?.outcome, "repaired");
    assert.match(mails()[0]?.text ?? "", /more than 30 days ahead/);
  });

  it("writes to the mailbox in the tag when its domain is ours", async () => {
    const id = await group(prod, SSH);
    const tag = (Value: string) =>
      prod.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "owner", Value }] }));
    await tag("team@example.org");
    await run(opened(id, "tag-1"));
    await tag("thief@example.com");
    await open(prod, id, SSH);
    await run(opened(id, "tag-2"));
    assert.deepEqual(
      mails().map(({ to }) => to),
      [["team@example.org"], ["booking@example.org"]],
    );
  });

  it("changes nothing in a dry run, and says so", async () => {
    const id = await group(prod, SSH);
    const result = await run({
      byHand: "dry-1",
      account: PRODUCTION,
      region: REGION,
      groupId: id,
      dryRun: true,
    });
    assert.equal(result.outcomes[0]?.outcome, "dry-run");
    assert.deepEqual(await inbound(prod, id), ["tcp 22 0.0.0.0/0"]);
    assert.match(mails()[0]?.subject ?? "", /^Dry run: /);
    await run({ byHand: "wet-1", account: PRODUCTION, region: REGION, groupId: id });
    assert.deepEqual(await inbound(prod, id), []);
  });

  it("finds every open group by the schedule and by Config", async () => {
    const ids = [await group(prod, ALL), await group(prod, WEB), await group(prod, SSH_V6)];
    const result = await run({
      id: "sched-1",
      "detail-type": "Scheduled Event",
      source: "aws.events",
      detail: {},
    });
    assert.deepEqual(
      result.outcomes
        .filter(({ outcome }) => outcome === "repaired")
        .map(({ groupId }) => groupId)
        .sort(),
      [ids[0], ids[2]].sort(),
    );
    const config = await group(prod, SSH);
    const change = (complianceType: string, id: string) => ({
      id,
      "detail-type": "Config Rules Compliance Change",
      detail: {
        resourceId: config,
        resourceType: "AWS::EC2::SecurityGroup",
        awsAccountId: PRODUCTION,
        awsRegion: REGION,
        newEvaluationResult: { complianceType },
      },
    });
    assert.deepEqual((await run(change("COMPLIANT", "config-1"))).outcomes, []);
    assert.equal((await run(change("NON_COMPLIANT", "config-2"))).outcomes[0]?.outcome, "repaired");
  });

  it("waits out a throttled API", async () => {
    const id = await group(prod, SSH);
    let refusals = 2;
    proxy.fault = ({ action }) =>
      action === "RevokeSecurityGroupIngress" && refusals-- > 0 ? EC2_THROTTLED : undefined;
    assert.equal((await run(opened(id, "slow-1"))).outcomes[0]?.outcome, "repaired");
    assert.ok(revocations().length >= 3);
  });

  it("fails when the mail cannot be sent, and tells the owner once at the next delivery", async () => {
    const id = await group(prod, SSH);
    proxy.fault = ({ path: where }) =>
      where.includes("/email/outbound-emails")
        ? {
            status: 400,
            body: '{"__type":"SendingPausedException","message":"paused"}',
            headers: { "x-amzn-errortype": "SendingPausedException" },
          }
        : undefined;
    await assert.rejects(run(opened(id, "mail-1")), /SendingPausedException/);
    assert.deepEqual(await inbound(prod, id), [], "closed all the same");
    proxy.fault = () => undefined;
    proxy.passed.length = 0;
    await run(opened(id, "mail-1"));
    await run(opened(id, "mail-1"));
    assert.equal(mails().length, 1);
  });

  it("delivered again while it tells the owner, tells once", async () => {
    const id = await group(prod, SSH, WEB);
    let second: unknown;
    proxy.after = async ({ path: where }) => {
      if (!where.includes("/email/outbound-emails") || second !== undefined) return;
      second = "under way";
      second = await run(opened(id, "twins-1")).catch(String);
    };
    await run(opened(id, "twins-1"));
    assert.match(String(second), /another delivery is repairing it/);
    await run(opened(id, "twins-1"));
    assert.equal(mails().length, 1);
    assert.deepEqual(await inbound(prod, id), ["tcp 443 0.0.0.0/0"]);
  });

  it("that cannot read the group once more tells the owner only when it can", async () => {
    const id = await group(prod, SSH);
    proxy.fault = ({ action }) =>
      action === "DescribeSecurityGroups" && revocations().length > 0 ? EC2_DENIED : undefined;
    await assert.rejects(run(opened(id, "unread-1")));
    assert.equal(mails().length, 0);
    proxy.fault = () => undefined;
    await run(opened(id, "unread-1"));
    await run(opened(id, "unread-1"));
    assert.equal(mails().length, 1);
  });

  it("closes RDP, any port and any protocol, by IPv4 and IPv6, in several accounts", async () => {
    const RDP: IpPermission = { ...SSH, FromPort: 3389, ToPort: 3389 };
    const RANGE: IpPermission = { ...SSH_V6, FromPort: 3000, ToPort: 4000 };
    const ALL_V6: IpPermission = { IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6: "::/0" }] };
    const other = await ec2In(PRODUCTION_2);
    const ids = [await group(prod, RDP, RANGE, WEB), await group(other, ALL, ALL_V6, OFFICE)] as const;
    await run(opened(ids[0], "ports-1"));
    await run(opened(ids[1], "ports-2", PRODUCTION_2));
    assert.deepEqual(await inbound(prod, ids[0]), ["tcp 443 0.0.0.0/0"]);
    assert.deepEqual(await inbound(other, ids[1]), ["tcp 22 203.0.113.0/24"]);
    assert.deepEqual(
      mails().map(({ to }) => to),
      [["booking@example.org"], ["casework@example.org"]],
    );
  });

  it("ignores failed calls and what it does not know, whatever its shape", async () => {
    const failed = envelopeOf(
      call(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        { groupId: "sg-1" },
        { errorCode: "Client.UnauthorizedOperation" },
      ),
    );
    for (const event of [
      failed,
      null,
      7,
      "x",
      [],
      {},
      { detail: null },
      { "detail-type": "Config Rules Compliance Change", detail: 3 },
    ])
      assert.deepEqual(await run(event), { outcomes: [], skipped: [], failures: [] });
  });
});
