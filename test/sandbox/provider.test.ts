import * as assert from "node:assert/strict";
import { UNKNOWN, type Props } from "../../sandbox/aws/model/values";
import { decode, encode } from "../../sandbox/aws/provider/wire";
import { Accounts, HERE, THERE, TRUST_POLICY } from "./support/accounts";
import { ACCEPTER, GROUP, PEERING, ROUTE, SUBNET, table, VPC, vpc } from "./support/network";

const ROLE = "aws:iam/role:Role";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const QUEUE = "aws:sqs/queue:Queue";
const BUCKET = "aws:s3/bucket:Bucket";

describe("the sandbox's check", () => {
  it("adds the schema's defaults, and says which they are", async () => {
    const account = await new Accounts().in();
    const inputs = account.check(VPC, { cidrBlock: "10.0.0.0/16", instanceTenancy: "dedicated" });
    assert.deepEqual(inputs, {
      cidrBlock: "10.0.0.0/16",
      instanceTenancy: "dedicated",
      enableDnsSupport: true,
      tagsAll: {},
      __defaults: ["enableDnsSupport"],
    });
  });

  it("merges the provider's tags under the resource's", async () => {
    const account = await new Accounts().in(HERE, {
      defaultTags: JSON.stringify({ tags: { owner: "team", env: "dev" } }),
    });
    const { properties } = await account.make(VPC, { cidrBlock: "10.0.0.0/16", tags: { env: "prod" } });
    assert.deepEqual(
      [properties.tags, properties.tagsAll],
      [{ env: "prod" }, { owner: "team", env: "prod" }],
    );
  });

  it("names a resource after itself with seven digits, and keeps the name at later checks", async () => {
    const account = await new Accounts().in();
    const first = account.check(ROLE, { assumeRolePolicy: TRUST_POLICY }, {}, "Deploy");
    assert.match(String(first.name), /^Deploy-[0-9a-f]{7}$/);
    const later = account.instance.check(
      ROLE,
      { assumeRolePolicy: TRUST_POLICY },
      first,
      "Deploy",
      "another seed",
    );
    assert.equal(later.inputs.name, first.name);
    assert.match(String(account.check(BUCKET, {}, {}, "Logs").bucket), /^logs-[0-9a-f]{7}$/);
    assert.match(String(account.check(QUEUE, { fifoQueue: true }, {}, "q").name), /^q-[0-9a-f]{7}\.fifo$/);
    assert.match(
      String(account.check("aws:kms/alias:Alias", { targetKeyId: UNKNOWN }, {}, "k").name),
      /^alias\/k-[0-9a-f]{7}$/,
    );
  });

  it("follows the engine's own proposal for a name", async () => {
    const account = await new Accounts().in();
    const { inputs } = account.instance.check(ROLE, { assumeRolePolicy: TRUST_POLICY }, {}, "x", "s", {
      name: "proposed",
      mode: "enforce",
    });
    assert.equal(inputs.name, "proposed");
    const { inputs: unnamed } = account.instance.check(
      ROLE,
      { assumeRolePolicy: TRUST_POLICY },
      {},
      "x",
      "s",
      { name: "", mode: "disable" },
    );
    assert.equal(unnamed.name, undefined);
  });

  it("completes a prefix only when the resource is made, and keeps the name then", async () => {
    const account = await new Accounts().in();
    const made = await account.make(LOG_GROUP, { namePrefix: "/flow/" });
    assert.equal(made.inputs.name, undefined);
    assert.match(made.id, /^\/flow\/[0-9a-f]{26}$/);
    const updated = await account.update(made, { namePrefix: "/flow/", retentionInDays: 365 });
    assert.equal(updated.properties.name, made.id);
  });

  it("passes over what is not known yet", async () => {
    const account = await new Accounts().in();
    const inputs = { cidrBlock: UNKNOWN, tags: { a: UNKNOWN } };
    assert.equal(account.check(VPC, inputs).tagsAll, UNKNOWN);
    account.check(SUBNET, { vpcId: UNKNOWN, cidrBlock: UNKNOWN, availabilityZone: UNKNOWN });
    account.check(ROLE, { assumeRolePolicy: UNKNOWN });
  });

  it("reports everything that is wrong at once, each with its property", async () => {
    const account = await new Accounts().in();
    const { failures } = account.instance.check(
      ROLE,
      { name: "a b", assumeRolePolicy: "{", maxSessionDuration: 1, typo: 1 },
      {},
      "r",
      "s",
    );
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["typo", "name", "assumeRolePolicy", "maxSessionDuration"],
    );
  });
});

describe("the sandbox's preview", () => {
  it("knows the inputs, Region, owner and tags; what AWS computes is unknown", async () => {
    const account = await new Accounts().in();
    const inputs = account.check(VPC, { cidrBlock: "10.0.0.0/16" });
    const { id, properties } = await account.instance.create({ urn: "urn", token: VPC }, inputs, true);
    assert.equal(id, "");
    assert.deepEqual(
      ["cidrBlock", "region", "ownerId", "arn", "defaultSecurityGroupId"].map((name) => properties[name]),
      ["10.0.0.0/16", "eu-west-2", HERE, UNKNOWN, UNKNOWN],
    );
    assert.equal(properties.ipv4IpamPoolId, undefined);
  });

  it("changes nothing", async () => {
    const accounts = new Accounts();
    const account = await accounts.in();
    const made = await account.make(VPC, { cidrBlock: "10.0.0.0/16" });
    const { changes } = accounts.cloud;
    const checked = account.check(VPC, { cidrBlock: "10.0.0.0/16", enableDnsSupport: false }, made.inputs);
    const preview = await account.instance.update(made, made.id, checked, made.properties, true);
    assert.deepEqual([preview.enableDnsSupport, preview.arn], [false, made.properties.arn]);
    assert.equal(accounts.cloud.changes, changes);
  });
});

describe("the sandbox's diff", () => {
  const cases: readonly (readonly [string, string, Props, Props, readonly string[], boolean])[] = [
    ["nothing, for the same", VPC, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16" }, [], false],
    [
      "a tag, in place",
      VPC,
      { cidrBlock: "10.0.0.0/16" },
      { cidrBlock: "10.0.0.0/16", tags: { a: "b" } },
      ["tags", "tagsAll.a"],
      false,
    ],
    [
      "a VPC's block, by replacement",
      VPC,
      { cidrBlock: "10.0.0.0/16" },
      { cidrBlock: "10.1.0.0/16" },
      ["cidrBlock"],
      true,
    ],
    [
      "a group's description, by replacement",
      GROUP,
      { description: "a" },
      { description: "b" },
      ["description"],
      true,
    ],
    [
      "nothing, for a document in another layout",
      ROLE,
      { assumeRolePolicy: TRUST_POLICY },
      { assumeRolePolicy: JSON.stringify(JSON.parse(TRUST_POLICY), undefined, 2) },
      [],
      false,
    ],
    [
      "an input that is taken away",
      LOG_GROUP,
      { kmsKeyId: "arn:aws:kms:eu-west-2:210000000199:key/k" },
      {},
      ["kmsKeyId"],
      false,
    ],
    [
      "nothing, for one AWS chooses by itself",
      VPC,
      { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true },
      { cidrBlock: "10.0.0.0/16" },
      [],
      false,
    ],
    [
      "nothing, for a number as text",
      LOG_GROUP,
      { retentionInDays: 365 },
      { retentionInDays: "365" },
      [],
      false,
    ],
  ];
  for (const [what, token, before, after, paths, replaces] of cases) {
    it(`shows ${what}`, async () => {
      const account = await new Accounts().in();
      const { changes } = account.diff(await account.make(token, before), after);
      assert.deepEqual(
        changes.map(({ path }) => path),
        paths,
      );
      assert.equal(
        changes.some((change) => change.replaces),
        replaces,
      );
    });
  }

  it("replaces what moves to another Region", async () => {
    const account = await new Accounts().in();
    const made = await account.make(VPC, { cidrBlock: "10.0.0.0/16" });
    const [change] = account.diff(made, { cidrBlock: "10.0.0.0/16", region: "eu-west-1" }).changes;
    assert.deepEqual([change?.path, change?.replaces], ["region", true]);
  });

  it("has the old one go first when the name is the program's own", async () => {
    const account = await new Accounts().in();
    const named = await account.make(GROUP, { name: "web", description: "a" });
    assert.equal(account.diff(named, { name: "web", description: "b" }).deleteBeforeReplace, true);
    const unnamed = await account.make(GROUP, { description: "a" });
    assert.equal(account.diff(unnamed, { description: "b" }).deleteBeforeReplace, false);
  });

  it("shows a change of the provider's tags", async () => {
    const accounts = new Accounts();
    const made = await (await accounts.in()).make(VPC, { cidrBlock: "10.0.0.0/16" });
    const tagged = await accounts.in(HERE, { defaultTags: JSON.stringify({ tags: { owner: "team" } }) });
    assert.deepEqual(tagged.diff(made, { cidrBlock: "10.0.0.0/16" }).changes, [
      { path: "tagsAll.owner", kind: "add", replaces: false },
    ]);
  });
});

describe("the sandbox's accounts and Regions", () => {
  it("shape ids and ARNs as AWS does, by partition", async () => {
    const accounts = new Accounts();
    for (const [region, partition] of [
      ["eu-west-2", "aws"],
      ["us-gov-west-1", "aws-us-gov"],
      ["cn-north-1", "aws-cn"],
    ] as const) {
      const account = await accounts.in(HERE, { region });
      const { id, properties } = await account.make(VPC, { cidrBlock: "10.0.0.0/16" });
      assert.match(id, /^vpc-0[0-9a-f]{16}$/);
      assert.equal(properties.arn, `arn:${partition}:ec2:${region}:${HERE}:vpc/${id}`);
    }
  });

  it("give the same ids to the same program in a fresh cloud, and none twice", async () => {
    const [one, two] = [await new Accounts().in(), await new Accounts().in()];
    const [first, same] = [
      await one.make(VPC, { cidrBlock: "10.0.0.0/16" }, "hub"),
      await two.make(VPC, { cidrBlock: "10.0.0.0/16" }, "hub"),
    ];
    assert.equal(first.id, same.id);
    await one.remove(first);
    assert.notEqual((await one.make(VPC, { cidrBlock: "10.0.0.0/16" }, "hub")).id, first.id);
  });

  it("let a VPC bring its default group, ACL and table, and take them along", async () => {
    const accounts = new Accounts();
    const account = await accounts.in();
    const made = await account.make(VPC, { cidrBlock: "10.0.0.0/16" });
    const adopted = await account.make("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
      vpcId: made.id,
    });
    assert.equal(adopted.id, made.properties.defaultSecurityGroupId);
    await account.remove(adopted);
    assert.equal(accounts.cloud.all(GROUP).length, 1, "AWS keeps a default group that is no longer managed");
    await account.remove(made);
    assert.deepEqual(accounts.cloud.save().resources, []);
  });

  it("follow a peering from one account to the other", async () => {
    const accounts = new Accounts();
    const [here, there] = [await accounts.in(HERE), await accounts.in(THERE)];
    const { vpcId, routeTableId } = await table(here);
    const peerVpcId = await vpc(there, "10.1.0.0/16");
    const connection = await here.make(PEERING, { vpcId, peerVpcId, peerOwnerId: THERE });
    assert.equal(connection.properties.acceptStatus, "pending-acceptance");
    const route = {
      routeTableId,
      destinationCidrBlock: "10.1.0.0/16",
      vpcPeeringConnectionId: connection.id,
    };
    assert.equal((await here.make(ROUTE, route)).properties.state, "blackhole");
    const accepted = await there.make(ACCEPTER, { vpcPeeringConnectionId: connection.id, autoAccept: true });
    assert.deepEqual(
      ["acceptStatus", "vpcId", "peerVpcId", "peerOwnerId"].map((name) => accepted.properties[name]),
      ["active", peerVpcId, vpcId, HERE],
    );
    assert.equal((await here.read(connection))?.properties.acceptStatus, "active");
  });
});

describe("the sandbox's wire format", () => {
  const signature = "4dabf18193072939515e22adb298388d";

  it("opens secrets and outputs, and takes every unknown for one", () => {
    const sent: Props = {
      secret: { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: { inner: "s" } },
      output: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 7, dependencies: [] },
      unknownOutput: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
      resource: { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", id: "vpc-1" },
      boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      list: ["6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", null, true, 1.5],
    };
    assert.deepEqual(decode(encode(sent)), {
      secret: { inner: "s" },
      output: 7,
      unknownOutput: UNKNOWN,
      resource: "vpc-1",
      boolean: UNKNOWN,
      list: [UNKNOWN, null, true, 1.5],
    });
  });

  it("passes archives on as they are", () => {
    const archive: Props = { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "./dist", hash: "h" };
    assert.deepEqual(decode(encode({ code: archive })), { code: archive });
  });
});
